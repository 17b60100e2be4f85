package dev.steward.adapter.web;

import dev.steward.chat.Content;
import dev.steward.chat.Role;
import org.jspecify.annotations.Nullable;

/**
 * A line of the rooms' log: the one truth that pages show and that Steward is told.
 *
 * @param seq rises over all conversations; a message's native id is its own number
 * @param conv a room's id, or {@code ~} and a user's id for that person's talk with Steward
 * @param kind what happened
 * @param subject the message's id, or the user whom it is about
 * @param actor the user who did it
 * @param name the actor's name then, or the new name of a renamed member
 * @param role the actor's role then, or the new role
 * @param body the words of a message or edit; null when there are none or they were deleted
 * @param detail by kind: a message's {@link Extras}; the end of a mute in epoch milliseconds or
 *     empty; a button's value; a notice; a request's comment
 * @param revision how often a message was edited; for an edit, which one it is
 * @param deliver whether Steward is told
 * @param at epoch milliseconds
 */
record LogEntry(
    long seq,
    String conv,
    Kind kind,
    String subject,
    String actor,
    String name,
    Role role,
    @Nullable Content body,
    String detail,
    int revision,
    boolean deliver,
    long at) {
  /** What a line says. */
  enum Kind {
    MESSAGE,
    EDIT,
    RECALL,
    JOIN,
    LEAVE,
    NAME,
    ROLE,
    MUTE,
    REQUEST,
    PRESS,
    MUTE_ALL,
    NOTICE
  }

  String id() {
    return Long.toString(seq);
  }

  boolean isPrivate() {
    return isPrivate(conv);
  }

  static boolean isPrivate(String conv) {
    return conv.startsWith("~");
  }

  static String privateWith(String user) {
    return "~" + user;
  }
}
