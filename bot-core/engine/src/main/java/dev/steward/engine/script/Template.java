package dev.steward.engine.script;

import com.samskivert.mustache.Mustache;
import java.io.Writer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text with gaps: {@code {{name}}} is filled in, <code>{{#name}}…{{/name}}</code> stands only
 * when the name has a value, <code>{{^name}}…{{/name}}</code> only when it has none. Nothing else
 * is possible: no other templates, no Java objects, no loops. Safe for many threads.
 */
public final class Template {
  /** In UTF-16 units: the text as written. */
  public static final int MOST_TEXT = 4_000;

  /** In UTF-16 units: the text as filled in. */
  public static final int MOST_OUTPUT = 6_000;

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .escapeHTML(false)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withCollector(new MapsOnly());

  private final com.samskivert.mustache.Template compiled;

  private Template(com.samskivert.mustache.Template compiled) {
    this.compiled = compiled;
  }

  /** Where a template stands decides which names it knows besides the pack's values. */
  public enum Place {
    /** The greeting: the newcomers' names, how many they are, the group's name. */
    WELCOME,
    /**
     * The public warning: the member's name, the clause's text and number, which strike it is, what
     * is done, the group's name.
     */
    NOTICE,
    /** Something that is said at its time. */
    TOPIC,
    /** Something for those who joined some days ago: their names, how many they are. */
    NEWCOMERS,
    /** An answer to a question, and who answers what Steward can't. */
    ANSWER,
    /** A line of the help. */
    HELP;

    /** What may stand in a template here. */
    public Set<String> names(Pack pack) {
      return names(pack.values().keySet());
    }

    Set<String> names(Set<String> values) {
      Set<String> all = new TreeSet<>(values);
      all.addAll(
          switch (this) {
            case WELCOME, NEWCOMERS -> List.of("names", "count", "group", "page");
            case NOTICE -> List.of("name", "clause", "number", "strike", "step", "group");
            case TOPIC, HELP -> List.of("group", "page");
            case ANSWER -> List.of("group");
          });
      return all;
    }
  }

  /**
   * Reads a template.
   *
   * @param known the names that may stand in it
   * @throws TemplateException with the first thing that is wrong
   */
  public static Template compile(String text, Set<String> known) throws TemplateException {
    List<TemplateCheck.Flaw> flaws = TemplateCheck.flaws(text, known);
    if (!flaws.isEmpty()) {
      throw new TemplateException(flaws.getFirst().what().en());
    }
    try {
      return new Template(COMPILER.compile(text));
    } catch (RuntimeException unreadable) {
      throw new TemplateException("unreadable template", unreadable);
    }
  }

  /**
   * Fills it in.
   *
   * @throws TemplateException when a name is missing from the data or the text grows beyond {@link
   *     #MOST_OUTPUT}
   */
  public String render(TemplateData data) throws TemplateException {
    Bounded out = new Bounded();
    try {
      compiled.execute(data.asMap(), out);
    } catch (RuntimeException notFilled) {
      throw new TemplateException(
          notFilled.getMessage() == null ? "can't be filled in" : notFilled.getMessage(),
          notFilled);
    }
    return out.toString();
  }

  /** Looks names up in maps, never in Java objects. */
  private static final class MapsOnly implements Mustache.Collector {
    @Override
    public @Nullable Iterator<?> toIterator(@Nullable Object value) {
      return null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      return context instanceof Map<?, ?> ? MapsOnly::fetch : null;
    }

    private static @Nullable Object fetch(Object context, String name) {
      return context instanceof Map<?, ?> map && map.containsKey(name)
          ? map.get(name)
          : com.samskivert.mustache.Template.NO_FETCHER_FOUND;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new java.util.concurrent.ConcurrentHashMap<>(new HashMap<>());
    }
  }

  /** Refuses to grow beyond the limit. */
  private static final class Bounded extends Writer {
    private final StringBuilder out = new StringBuilder();

    @Override
    public void write(char[] chars, int from, int length) {
      if (out.length() + length > MOST_OUTPUT) {
        throw new IllegalStateException("longer than " + MOST_OUTPUT + " characters");
      }
      out.append(chars, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
