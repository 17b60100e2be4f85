package dev.steward.server.config;

import dev.steward.engine.script.Language;
import java.util.List;

/** The settings can't be used; nothing was started. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Wrong> wrongs;

  /**
   * One thing that is wrong.
   *
   * @param place file and line, such as {@code config/steward.yaml:12}; empty when a file is
   *     missing
   * @param zh the key, what was found and what was expected
   * @param en the same in English
   */
  public record Wrong(String place, String zh, String en) {
    public String text(Language language) {
      String text = language.pick(zh, en);
      return place.isEmpty() ? text : place + ": " + text;
    }
  }

  public ConfigException(List<Wrong> wrongs) {
    super(String.join("\n", wrongs.stream().map(wrong -> wrong.text(Language.EN)).toList()));
    this.wrongs = List.copyOf(wrongs);
  }

  public ConfigException(String place, String zh, String en) {
    this(List.of(new Wrong(place, zh, en)));
  }

  /** All that is wrong, a line each. */
  public String text(Language language) {
    return String.join("\n", wrongs.stream().map(wrong -> wrong.text(language)).toList());
  }
}
