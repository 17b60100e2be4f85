package dev.steward.server.member;

import com.linecorp.armeria.common.QueryParams;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.engine.checkin.CheckInFeature;
import dev.steward.engine.prices.PricesFeature;
import dev.steward.engine.script.Prices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was pressed or typed on the page, made into the event that it would be in the
 * chat: a button in the group, or a word in private. The same form sent twice is one event.
 */
final class Press {
  /** A longer text is no answer to anything. */
  static final int LONGEST = 1_000;

  private static final String NONCE = "[a-z0-9]{16,40}";
  private static final String VALUE = "[\\x21-\\x7e]{1,64}";

  private Press() {}

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
  static Optional<Event> event(QueryParams form, Guest guest, GroupId group, Instant now) {
    String nonce = form.get("nonce", "");
    String value = form.get("value", "");
    String text = form.get("text", "").strip();
    if (!nonce.matches(NONCE) || text.length() > LONGEST) {
      return Optional.empty();
    }
    String what = form.get("do", "");
    // With what was chosen, so that whoever goes back and chooses again is heard.
    String id =
        guest.browser().substring(0, 8)
            + ":"
            + nonce
            + ":"
            + Integer.toHexString((what + ":" + value + ":" + text).hashCode());
    return switch (what) {
      case "check-in" -> Optional.of(pressed(guest, group, id, CheckInFeature.CHECK_IN, now));
      case "make-up" -> Optional.of(pressed(guest, group, id, CheckInFeature.MAKE_UP, now));
      case "complain" -> Optional.of(pressed(guest, group, id, PricesFeature.BUTTON, now));
      case "vote" ->
          value.matches(VALUE)
              ? Optional.of(
                  pressed(guest, value.startsWith(Button.SECRET) ? null : group, id, value, now))
              : Optional.empty();
      case "choose" -> {
        String all = String.join("+", form.getAll("choice"));
        yield value.matches(VALUE) && value.endsWith("=") && all.matches("[0-9+]{0,80}")
            ? Optional.of(
                pressed(
                    guest,
                    value.startsWith(Button.SECRET) ? null : group,
                    id + Integer.toHexString(all.hashCode()),
                    all.isEmpty() ? value.substring(0, value.length() - 1) + "done" : value + all,
                    now))
            : Optional.empty();
      }
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
