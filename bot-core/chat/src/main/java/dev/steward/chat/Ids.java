package dev.steward.chat;

/** The checks that the ids share. */
final class Ids {
  private Ids() {}

  static void check(String platform, String id) {
    if (platform.isEmpty() || platform.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "platform: '" + platform + "' (expected: a name without a colon, such as web)");
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("id: empty (expected: the platform's own id)");
    }
  }

  static int colon(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "id: '" + text + "' (expected: platform:id, such as web:mama-1)");
    }
    return colon;
  }
}
