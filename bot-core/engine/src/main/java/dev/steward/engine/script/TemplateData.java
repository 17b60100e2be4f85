package dev.steward.engine.script;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a template is filled with: texts, numbers and yes-or-no, nothing else. What a member chose
 * goes in through {@link #member} or {@link #members} and is made harmless there. Used by one
 * thread.
 */
public final class TemplateData {
  /** So many names are written out; the rest is counted. */
  public static final int MOST_NAMES = 20;

  private final Map<String, Object> values = new HashMap<>();

  /** A text that we or the managers wrote. */
  public TemplateData text(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** The pack's values, each under its name. */
  public TemplateData texts(Map<String, String> texts) {
    values.putAll(texts);
    return this;
  }

  /** A text that a member chose. */
  public TemplateData member(String name, String value) {
    values.put(name, MemberText.neutral(value));
    return this;
  }

  /** Names that members chose, joined as the language does. */
  public TemplateData members(String name, Collection<String> names, Language language) {
    String joined =
        names.stream()
            .limit(MOST_NAMES)
            .map(MemberText::neutral)
            .collect(Collectors.joining(language.pick("、", ", ")));
    int more = names.size() - MOST_NAMES;
    String rest = language.pick(" 等 " + names.size() + " 位", " and " + more + " more");
    values.put(name, more > 0 ? joined + rest : joined);
    return this;
  }

  public TemplateData number(String name, long value) {
    values.put(name, Long.toString(value));
    return this;
  }

  /** For sections: {@code {{#first}}...{{/first}}}. */
  public TemplateData flag(String name, boolean value) {
    values.put(name, value);
    return this;
  }

  Map<String, Object> asMap() {
    return Map.copyOf(values);
  }
}
