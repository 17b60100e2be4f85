package dev.steward.chat;

/**
 * One thing that a platform lets a bot do. Declared per adapter, and per group, since a bot may
 * lack the right in one.
 */
public enum Capability {
  /** All messages of members are seen, not only those that name the bot. */
  SEE_MESSAGES,
  SEE_EDITS,
  SEE_RECALLS,
  /** Joins and leaves are seen. */
  SEE_MEMBERS,
  /** Mutes and unmutes, by whomever, are seen. */
  SEE_MUTES,
  SEND,
  /** A message can quote the one that it answers. */
  REPLY,
  /** A message can reach one member alone. */
  PRIVATE,
  BUTTONS,
  /** A question can be a poll of the platform's own, which tells who voted for what. */
  POLLS,
  SEND_IMAGES,
  DELETE,
  MUTE,
  MUTE_ALL,
  KICK,
  BAN,
  ANSWER_JOINS,
  SET_CARD,
  SET_NOTICE,
  /** The same order sent twice is said once: the platform or the adapter keeps the order's id. */
  SEND_ONCE,
  /** Messages missed while away are fetched on reconnect. */
  HISTORY
}
