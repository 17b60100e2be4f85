package dev.steward.engine.script;

import java.util.List;

/**
 * What restricted YAML can say: texts, lists and tables. Texts stay as written ({@code no}, {@code
 * 12:30}); what they mean is decided by who reads them.
 */
sealed interface YamlNode {
  SourceMark mark();

  /**
   * A scalar.
   *
   * @param plain written without quotes and not as a block
   * @param block written as a block, after {@code |} or {@code >}
   */
  record Text(SourceMark mark, String value, boolean plain, boolean block) implements YamlNode {
    /** Nothing stands there at all. */
    boolean isNothing() {
      return plain && value.isEmpty();
    }
  }

  /** A list. */
  record Items(SourceMark mark, List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Keys with values, in the order of the file; a key that came twice is there once. */
  record Table(SourceMark mark, List<Entry> entries) implements YamlNode {
    public Table {
      entries = List.copyOf(entries);
    }
  }

  /** One key with its value. */
  record Entry(Text key, YamlNode value) {}
}
