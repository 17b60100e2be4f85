package dev.steward.chat;

/**
 * A button under a message.
 *
 * @param label what it says
 * @param value what comes back when it is pressed; at most 64 ASCII characters, the tightest limit
 *     of the platforms
 */
public record Button(String label, String value) {
  /**
   * A value that begins so is a secret of whoever presses it: an adapter hands the press over and
   * keeps nothing of it, not even for a moment.
   */
  public static final String SECRET = "secret:";

  public Button {
    if (value.isEmpty() || value.length() > 64) {
      throw new IllegalArgumentException(
          "button value: " + value.length() + " characters (expected: 1 to 64)");
    }
  }
}
