package dev.steward.server.html;

import com.samskivert.mustache.Mustache;
import dev.steward.engine.script.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * What pages say, in one language. In a template {@code {{t.groups-title}}} is the text under that
 * key; a missing key is an error, never an empty place. Immutable.
 */
public final class Texts implements Mustache.CustomContext {
  private final Language language;
  private final Properties texts = new Properties();

  private Texts(Language language) {
    this.language = language;
  }

  /** Reads {@code texts.zh.properties} or {@code texts.en.properties} beside a class. */
  public static Texts load(Class<?> beside, Language language) {
    Texts loaded = new Texts(language);
    String name = "texts." + loaded.code() + ".properties";
    try (InputStream in =
            Objects.requireNonNull(beside.getResourceAsStream(name), "no resource " + name);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      loaded.texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return loaded;
  }

  public Language language() {
    return language;
  }

  /** {@code zh} or {@code en}. */
  public String code() {
    return language.name().toLowerCase(Locale.ROOT);
  }

  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /** The text under a key, with {@code {0}}, {@code {1}} replaced. */
  public String say(String key, Object... arguments) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("text: " + key + " is missing in " + code());
    }
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", arguments[i].toString());
    }
    return text;
  }

  /**
   * The text for a word that others made, such as a state or a kind; the word itself when nobody
   * has put it into words yet.
   */
  public String word(String prefix, String word) {
    return texts.getProperty(prefix + "-" + word, word);
  }

  @Override
  public Object get(String key) {
    return say(key);
  }
}
