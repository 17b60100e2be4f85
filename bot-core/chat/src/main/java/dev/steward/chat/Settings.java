package dev.steward.chat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An adapter's part of {@code steward.yaml}, with secrets resolved. Every key that is read is
 * remembered, so that a key that nobody knows stops the start. Used by one thread, at the start.
 */
public final class Settings {
  private final String path;
  private final Map<String, String> values;
  private final Set<String> read = new TreeSet<>();

  /**
   * @param path where the keys stand in the file, such as {@code adapters.web}
   * @param values by key
   */
  public Settings(String path, Map<String, String> values) {
    this.path = path;
    this.values = Map.copyOf(values);
  }

  public String text(String key, String ifMissing) {
    read.add(key);
    return values.getOrDefault(key, ifMissing);
  }

  /** A setting that must be there. */
  public String text(String key) throws SettingsException {
    read.add(key);
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw new SettingsException(path + "." + key, "", "missing (expected: a value)");
    }
    return value;
  }

  /** A whole number within bounds, both inclusive. */
  public int number(String key, int ifMissing, int least, int most) throws SettingsException {
    read.add(key);
    String value = values.get(key);
    if (value == null) {
      return ifMissing;
    }
    String expected = "expected: a whole number from " + least + " to " + most;
    try {
      int number = Integer.parseInt(value.trim());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new SettingsException(path + "." + key, value, expected, notANumber);
    }
    throw new SettingsException(path + "." + key, value, expected);
  }

  /** Yes or no. */
  public boolean flag(String key, boolean ifMissing) throws SettingsException {
    read.add(key);
    String value = values.get(key);
    if (value == null) {
      return ifMissing;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new SettingsException(path + "." + key, value, "expected: true or false");
    };
  }

  /** The keys that were given and never asked for: spelling mistakes. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(values.keySet());
    unread.removeAll(read);
    return unread;
  }

  /** The keys that were asked for, for telling what a misspelt one was meant to be. */
  public Set<String> known() {
    return new TreeSet<>(read);
  }
}
