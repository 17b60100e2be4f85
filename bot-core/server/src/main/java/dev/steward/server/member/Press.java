package dev.steward.server.member;

import com.linecorp.armeria.common.QueryParams;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.engine.checkin.CheckInFeature;
import dev.steward.engine.prices.PricesFeature;
import dev.steward.engine.script.Prices;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Something that was pressed or typed on the page, made into the event that it would be in the
 * chat: a button in the group, or a word in private. The same form sent twice is one event. An
 * event's id outlives what it says, so it tells nothing of that: see {@link #mark}. Thread-safe.
 */
final class Press {
  /** A longer text is no answer to anything: an answer with twice as many line ends fits. */
  static final int LONGEST = 2_000;

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int MARK_BYTES = 16;
  private static final String NONCE = "[a-z0-9]{16,40}";
  private static final String VALUE = "[\\x21-\\x7e]{1,64}";

  private final SecretKeySpec key;

  /**
   * @param random a secure one, but for tests
   */
  Press(RandomGenerator random) {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    key = new SecretKeySpec(secret, MAC);
  }

  /** Where on the page it was, for the way back. */
  static String anchor(QueryParams form) {
    return switch (form.get("do", "")) {
      case "check-in", "make-up" -> "days";
      case "vote", "choose", "answer" -> "polls";
      default -> "talk";
    };
  }

  /**
   * Whether it opens a complaint, whatever the form.
   *
   * @param desk of the group; null when it has none
   */
  static boolean complains(QueryParams form, @Nullable Prices desk) {
    String text = form.get("text", "").strip();
    return form.get("do", "").equals("complain")
        || form.get("value", "").startsWith(PricesFeature.BUTTON)
        || (desk != null && desk.heardIn(text));
  }

  /** Whether it is for the group, which takes it only while Steward is at work there. */
  static boolean inGroup(QueryParams form) {
    return List.of("check-in", "make-up", "complain", "vote", "choose")
        .contains(form.get("do", ""));
  }

  /** Empty when the form is not one of ours. */
  Optional<Event> event(QueryParams form, Guest guest, GroupId group, Instant now) {
    String nonce = form.get("nonce", "");
    String value = form.get("value", "");
    String text = form.get("text", "").strip();
    if (!nonce.matches(NONCE) || text.length() > LONGEST) {
      return Optional.empty();
    }
    String what = form.get("do", "");
    String all = String.join("+", form.getAll("choice"));
    String id =
        guest.browser().substring(0, 8)
            + ":"
            + nonce
            + ":"
            + mark(List.of(guest.browser(), nonce, what, value, text, all));
    return switch (what) {
      case "check-in" -> Optional.of(pressed(guest, group, id, CheckInFeature.CHECK_IN, now));
      case "make-up" -> Optional.of(pressed(guest, group, id, CheckInFeature.MAKE_UP, now));
      case "complain" -> Optional.of(pressed(guest, group, id, PricesFeature.BUTTON, now));
      case "vote" ->
          value.matches(VALUE)
              ? Optional.of(
                  pressed(guest, value.startsWith(Button.SECRET) ? null : group, id, value, now))
              : Optional.empty();
      case "choose" ->
          value.matches(VALUE) && value.endsWith("=") && all.matches("[0-9+]{0,80}")
              ? Optional.of(
                  pressed(
                      guest,
                      value.startsWith(Button.SECRET) ? null : group,
                      id,
                      all.isEmpty() ? value.substring(0, value.length() - 1) + "done" : value + all,
                      now))
              : Optional.empty();
      case "press" ->
          value.matches(VALUE)
              ? Optional.of(pressed(guest, null, id, value, now))
              : Optional.empty();
      case "answer" ->
          value.matches("[0-9]{1,9}") && !text.isEmpty()
              ? Optional.of(said(guest, id, "#" + value + " " + text, now))
              : Optional.empty();
      case "say" -> text.isEmpty() ? Optional.empty() : Optional.of(said(guest, id, text, now));
      default -> Optional.empty();
    };
  }

  /**
   * Tells one form from another that says something else, so that whoever goes back and chooses
   * again is heard. By a key that is in memory only: whoever has the database can't try what it
   * could have been. After a new start the same form has another mark.
   */
  private String mark(List<String> form) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] whole = mac.doFinal(String.join("\n", form).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, MARK_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + MAC, missing);
    }
  }

  /** The message under which it was pressed is empty: there is none in the chat. */
  private static Event pressed(
      Guest guest, @Nullable GroupId group, String id, String value, Instant now) {
    return new Event.ButtonPressed(guest.account(), group, id, "", guest.sender(), value, now);
  }

  private static Event said(Guest guest, String id, String text, Instant now) {
    return new Event.PrivateMessagePosted(
        guest.account(), "page:" + id, guest.sender(), Content.of(text), now);
  }
}
