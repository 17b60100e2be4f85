package dev.steward.adapter.onebot;

/**
 * What is not in a group any more, by the platform's own notices: the last messages that were taken
 * back, the last members who left. Thread-safe.
 */
final class Gone {
  /** Of either. */
  static final int MOST = 1_000;

  private final Recent<Boolean> messages = new Recent<>(MOST);
  private final Recent<Boolean> members = new Recent<>(MOST);

  void recalled(String messageId) {
    messages.put(messageId, true);
  }

  void left(String user) {
    members.put(user, true);
  }

  /** Somebody is there, whatever was told before. */
  void isThere(String user) {
    members.remove(user);
  }

  /** A message has come, whatever was told of that id before: ids are given again. */
  void isThere(String user, String messageId) {
    members.remove(user);
    messages.remove(messageId);
  }

  boolean message(String messageId) {
    return messages.get(messageId) != null;
  }

  boolean member(String user) {
    return members.get(user) != null;
  }
}
