package dev.steward.chat;

/** A setting is wrong: which key, what was found, and how to mend it. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param key the whole key, such as {@code adapters.web.port}
   * @param value what was found; never a secret
   * @param expected what was expected, such as {@code expected: a number from 1 to 65535}
   */
  public SettingsException(String key, String value, String expected) {
    super(message(key, value, expected));
  }

  public SettingsException(String key, String value, String expected, Throwable cause) {
    super(message(key, value, expected), cause);
  }

  private static String message(String key, String value, String expected) {
    return value.isEmpty() ? key + ": " + expected : key + ": '" + value + "' (" + expected + ")";
  }
}
