package dev.steward.adapter.telegram;

import dev.steward.chat.Capability;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Telegram's rights of a bot in a group come to. */
final class Rights {
  private Rights() {}

  /** Whether a ChatMember is in the chat. */
  static boolean isIn(JsonNode member) {
    return switch (Json.text(member, "status")) {
      case "creator", "administrator", "member" -> true;
      case "restricted" -> Json.yes(member, "is_member");
      default -> false;
    };
  }

  static boolean isAdmin(JsonNode member) {
    String status = Json.text(member, "status");
    return status.equals("administrator") || status.equals("creator");
  }

  /**
   * What the bot can do.
   *
   * @param me the bot's own ChatMember there
   * @param permissions what ordinary members may do there
   * @param readsAll whether privacy mode is off
   */
  static Set<Capability> of(
      JsonNode me, JsonNode permissions, boolean supergroup, boolean readsAll) {
    EnumSet<Capability> can = EnumSet.noneOf(Capability.class);
    if (!isIn(me)) {
      return can;
    }
    boolean admin = isAdmin(me);
    can.add(Capability.PRIVATE);
    can.add(Capability.HISTORY);
    if (admin || readsAll) {
      can.add(Capability.SEE_MESSAGES);
      can.add(Capability.SEE_EDITS);
    }
    JsonNode speech = Json.text(me, "status").equals("restricted") ? me : permissions;
    boolean speaks = admin || allowed(speech, "can_send_messages");
    if (speaks) {
      can.add(Capability.SEND);
      can.add(Capability.REPLY);
      can.add(Capability.BUTTONS);
    }
    if (admin || (speaks && allowed(speech, "can_send_photos"))) {
      can.add(Capability.SEND_IMAGES);
    }
    if (admin || (speaks && allowed(speech, "can_send_polls"))) {
      can.add(Capability.POLLS);
    }
    if (!admin) {
      return can;
    }
    boolean owner = Json.text(me, "status").equals("creator");
    can.add(Capability.SEE_MEMBERS);
    if (supergroup) {
      can.add(Capability.SEE_MUTES);
    }
    if (owner || Json.yes(me, "can_delete_messages")) {
      can.add(Capability.DELETE);
    }
    if (owner || Json.yes(me, "can_restrict_members")) {
      can.add(Capability.KICK);
      can.add(Capability.MUTE_ALL);
      if (supergroup) {
        can.add(Capability.MUTE);
        can.add(Capability.BAN);
      }
    }
    if (owner || Json.yes(me, "can_invite_users")) {
      can.add(Capability.ANSWER_JOINS);
    }
    if (owner || Json.yes(me, "can_pin_messages")) {
      can.add(Capability.SET_NOTICE);
    }
    return can;
  }

  /** A permission that is not told is not denied. */
  private static boolean allowed(JsonNode permissions, String name) {
    JsonNode value = permissions.path(name);
    return !value.isBoolean() || value.booleanValue();
  }
}
