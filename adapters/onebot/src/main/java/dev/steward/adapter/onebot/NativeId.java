package dev.steward.adapter.onebot;

/**
 * A message's id in Steward's words: {@code group.message}, since implementations cut their ids to
 * 32 bits and give one to messages of several groups.
 */
final class NativeId {
  private NativeId() {}

  /**
   * Makes one.
   *
   * @param message the implementation's own id
   */
  static String of(String group, String message) {
    return group + "." + message;
  }

  /** The implementation's own id of a message; ids of Steward's older journals are that alone. */
  static String message(String group, String id) {
    return id.startsWith(group + ".") ? id.substring(group.length() + 1) : id;
  }
}
