package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a {@code chat_member} update says: who was what and is what now. One update may say several
 * things, such as that somebody came in and is muted still.
 *
 * @param user whom it is about
 * @param before their ChatMember before
 * @param after their ChatMember now
 * @param by who changed it, or the user themselves
 */
record MemberChange(JsonNode user, JsonNode before, JsonNode after, long by, Instant at) {
  /** Telegram's word for a mute without an end. */
  static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

  /** What a change may confirm. */
  enum Notice {
    IN,
    OUT,
    BANNED,
    NOT_BANNED,
    MUTED,
    NOT_MUTED
  }

  static MemberChange read(JsonNode update) {
    JsonNode after = update.path("new_chat_member");
    return new MemberChange(
        after.path("user"),
        update.path("old_chat_member"),
        after,
        Json.number(update.path("from"), "id"),
        Instant.ofEpochSecond(Json.number(update, "date")));
  }

  long userId() {
    return Json.number(user, "id");
  }

  Role role() {
    return role(after);
  }

  Set<Notice> notices() {
    Set<Notice> notices = EnumSet.noneOf(Notice.class);
    notices.add(Rights.isIn(after) ? Notice.IN : Notice.OUT);
    notices.add(banned(after) ? Notice.BANNED : Notice.NOT_BANNED);
    notices.add(muted(after) ? Notice.MUTED : Notice.NOT_MUTED);
    return notices;
  }

  List<Event> events(AccountId account, GroupId group, String id) {
    List<Event> events = new ArrayList<>(2);
    UserId who = Names.user(userId());
    UserId other = by == 0 || by == userId() ? null : Names.user(by);
    boolean was = Rights.isIn(before);
    boolean is = Rights.isIn(after);
    if (!was && is) {
      Sender sender = new Sender(who, Names.of(user), role(after));
      events.add(new Event.MemberJoined(account, group, id, sender, other, at));
    }
    if (was && !is) {
      events.add(new Event.MemberLeft(account, group, id, who, other, at));
    }
    if (was && is && role(before) != role(after)) {
      events.add(new Event.RoleChanged(account, group, id, who, role(after), at));
    }
    Instant until = mutedUntil();
    if (until != null ? !sameMute() : muted(before) && is) {
      events.add(new Event.MuteChanged(account, group, id, who, until, other, at));
    }
    return events;
  }

  private boolean sameMute() {
    return muted(before)
        && Json.number(before, "until_date") == Json.number(after, "until_date")
        && (Rights.isIn(before) || !Rights.isIn(after));
  }

  private @Nullable Instant mutedUntil() {
    if (!muted(after)) {
      return null;
    }
    long until = Json.number(after, "until_date");
    return until == 0 ? FOR_EVER : Instant.ofEpochSecond(until);
  }

  private static boolean muted(JsonNode member) {
    return Json.text(member, "status").equals("restricted")
        && !Json.yes(member, "can_send_messages");
  }

  private static boolean banned(JsonNode member) {
    return Json.text(member, "status").equals("kicked");
  }

  private static Role role(JsonNode member) {
    return switch (Json.text(member, "status")) {
      case "creator" -> Role.OWNER;
      case "administrator" -> Role.ADMIN;
      default -> Role.MEMBER;
    };
  }
}
