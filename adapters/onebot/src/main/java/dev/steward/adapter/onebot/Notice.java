package dev.steward.adapter.onebot;

/** The keys by which the platform's own notices of an effect are waited for. */
final class Notice {
  private Notice() {}

  static String recall(String group, String messageId) {
    return "recall:" + group + ":" + messageId;
  }

  static String mute(String group, String user, boolean on) {
    return (on ? "mute:" : "unmute:") + group + ":" + user;
  }

  static String muteAll(String group, boolean on) {
    return (on ? "mute-all:" : "unmute-all:") + group;
  }

  static String out(String group, String user) {
    return "out:" + group + ":" + user;
  }
}
