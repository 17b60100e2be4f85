package dev.steward.adapter.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat as Telegram keeps it. Owned by the world's lock. */
final class FakeChat {
  final long id;
  final String type;
  final Map<Long, Member> members = new LinkedHashMap<>();
  final Map<Long, Instant> requests = new HashMap<>();
  final List<ObjectNode> messages = new ArrayList<>();
  final List<Long> pinned = new ArrayList<>();
  final List<Long> bannedChannels = new ArrayList<>();
  ObjectNode permissions = permissions(true);
  String title;
  long channel;
  long movedTo;
  private long lastMessage;

  /**
   * Somebody's standing; {@code rights} of an administrator, {@code can} of a restricted member.
   */
  record Member(
      long user, String status, ObjectNode rights, ObjectNode can, long until, boolean inside) {
    boolean runs() {
      return status.equals("creator") || status.equals("administrator");
    }

    boolean isIn() {
      return status.equals("restricted") ? inside : runs() || status.equals("member");
    }
  }

  FakeChat(long id, String type, String title) {
    this.id = id;
    this.type = type;
    this.title = title;
  }

  static ObjectNode permissions(boolean allowed) {
    ObjectNode all = Json.object();
    for (String name :
        List.of(
            "can_send_messages",
            "can_send_audios",
            "can_send_documents",
            "can_send_photos",
            "can_send_videos",
            "can_send_video_notes",
            "can_send_voice_notes",
            "can_send_polls",
            "can_send_other_messages",
            "can_add_web_page_previews",
            "can_invite_users")) {
      all.put(name, allowed);
    }
    return all.put("can_change_info", false).put("can_pin_messages", false);
  }

  static Member plain(long user, String status) {
    return new Member(user, status, Json.object(), Json.object(), 0, false);
  }

  boolean supergroup() {
    return type.equals("supergroup");
  }

  long nextMessage() {
    return ++lastMessage;
  }

  /** A restriction or ban whose time is over is none; Telegram says nothing when it ends. */
  Member member(long user, Instant now) {
    Member member = members.getOrDefault(user, plain(user, "left"));
    if (member.until != 0 && member.until <= now.getEpochSecond()) {
      return plain(user, member.inside ? "member" : "left");
    }
    return member;
  }

  boolean maySpeak(long user, Instant now) {
    return may("can_send_messages", user, now);
  }

  boolean mayPoll(long user, Instant now) {
    return may("can_send_polls", user, now);
  }

  private boolean may(String what, long user, Instant now) {
    Member member = member(user, now);
    return switch (member.status) {
      case "creator", "administrator" -> true;
      case "member" -> Json.yes(permissions, what);
      case "restricted" -> member.inside && Json.yes(member.can, what);
      default -> false;
    };
  }

  Optional<ObjectNode> message(long messageId) {
    return messages.stream().filter(m -> Json.number(m, "message_id") == messageId).findFirst();
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("id", id).put("type", type);
    return type.equals("private") ? json : json.put("title", title);
  }

  /** A ChatMember of the Bot API. */
  ObjectNode json(Member member, JsonNode user) {
    ObjectNode json = Json.object().put("status", member.status);
    json.set("user", user);
    switch (member.status) {
      case "administrator" -> json.setAll(member.rights);
      case "restricted" -> {
        json.setAll(member.can);
        json.put("is_member", member.inside).put("until_date", member.until);
      }
      case "kicked" -> json.put("until_date", member.until);
      default -> {}
    }
    return json;
  }

  @Nullable Long lastPinned() {
    return pinned.isEmpty() ? null : pinned.getLast();
  }
}
