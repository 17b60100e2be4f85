package dev.steward.engine.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a workbook may be called, and the keys that they stand for.
 *
 * @param keys by name in lower case, as people write it
 * @param lists the keys whose cells hold several words
 * @param values whether a column {@code value:name} sets the value {@code name}
 */
record SheetColumns(Map<String, String> keys, Set<String> lists, boolean values) {
  private static final List<String> VALUE = List.of("value:", "values:", "值:", "值：", "value：");

  SheetColumns {
    keys = new LinkedHashMap<>(keys);
    lists = Set.copyOf(lists);
  }

  /**
   * Columns that are called by their keys, or otherwise.
   *
   * @param keys in the order in which they are proposed
   * @param others more names for a key
   */
  static SheetColumns of(List<String> keys, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>();
    keys.forEach(key -> all.put(key, key));
    all.putAll(others);
    return new SheetColumns(all, Set.of(), false);
  }

  /** The key that a name stands for; null when it is unknown. */
  @Nullable String key(String written) {
    String plain = written.toLowerCase(Locale.ROOT);
    for (String prefix : VALUE) {
      if (values && plain.startsWith(prefix)) {
        return "value:" + written.substring(prefix.length()).strip();
      }
    }
    return keys.get(plain);
  }

  /** What the keys are called in English. */
  List<String> english() {
    return keys.values().stream().distinct().toList();
  }
}
