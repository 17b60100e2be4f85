package dev.steward.engine.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one table. What is missing or wrong is reported and read as null, so that the
 * rest is checked too.
 */
final class Fields {
  private final YamlNode.Table table;
  private final Problems problems;
  private final Scalars scalars;

  /** Reports every key that is not among the known. */
  Fields(YamlNode.Table table, List<String> known, Problems problems) {
    this.table = table;
    this.problems = problems;
    this.scalars = new Scalars(problems);
    for (YamlNode.Entry entry : table.entries()) {
      if (!known.contains(entry.key().value()) && !Expected.punctuation(problems, entry.key())) {
        problems.error(
            entry.key().mark(),
            "unknown-key",
            Both.of("这里没有「" + entry.key().value() + "」这个项", "unknown key: " + entry.key().value()),
            Nearest.mend(entry.key().value(), known));
      }
    }
  }

  SourceMark mark() {
    return table.mark();
  }

  boolean has(String key) {
    return node(key) != null;
  }

  @Nullable YamlNode node(String key) {
    return table.entries().stream()
        .filter(e -> e.key().value().equals(key))
        .map(YamlNode.Entry::value)
        .findFirst()
        .orElse(null);
  }

  /** Reports that a key is missing, unless the file's form is broken anyway. */
  @Nullable YamlNode need(String key) {
    YamlNode node = node(key);
    if (node == null && !problems.isBroken(table.mark().file())) {
      problems.error(
          table.mark(),
          "missing-key",
          Both.of("这里少了「" + key + "」", "missing key: " + key),
          Both.of("加上一行 " + key + ": …", "add a line " + key + ": ..."));
    }
    return node;
  }

  YamlNode.@Nullable Text needText(String key) {
    YamlNode node = need(key);
    return node == null ? null : Expected.text(problems, node);
  }

  YamlNode.@Nullable Text text(String key) {
    YamlNode node = node(key);
    return node == null ? null : Expected.text(problems, node);
  }

  /**
   * The entries of a table; none when it is missing. Entries whose names are unfit are left out.
   */
  List<YamlNode.Entry> table(String key) {
    YamlNode node = node(key);
    YamlNode.Table found = node == null ? null : Expected.table(problems, node);
    if (found == null) {
      return List.of();
    }
    return found.entries().stream().filter(e -> scalars.id(e.key())).toList();
  }

  /** The texts of a list; none when it is missing. */
  List<YamlNode.Text> texts(String key) {
    YamlNode node = node(key);
    YamlNode.Items found = node == null ? null : Expected.items(problems, node);
    List<YamlNode.Text> texts = new ArrayList<>();
    if (found != null) {
      for (YamlNode item : found.items()) {
        YamlNode.Text text = Expected.text(problems, item);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  boolean flag(String key, boolean ifMissing) {
    YamlNode.Text text = text(key);
    Boolean flag = text == null ? null : scalars.flag(text);
    return flag == null ? ifMissing : flag;
  }

  @Nullable Boolean flag(String key) {
    YamlNode.Text text = text(key);
    return text == null ? null : scalars.flag(text);
  }

  @Nullable Integer number(String key, int least, int most) {
    YamlNode.Text text = text(key);
    return text == null ? null : scalars.number(text, least, most);
  }

  @Nullable Integer needNumber(String key, int least, int most) {
    return need(key) == null ? null : number(key, least, most);
  }

  @Nullable Duration duration(String key, Duration least, Duration most) {
    YamlNode.Text text = text(key);
    return text == null ? null : scalars.duration(text, least, most);
  }

  @Nullable Duration needDuration(String key, Duration least, Duration most) {
    return need(key) == null ? null : duration(key, least, most);
  }

  <T> @Nullable T choice(String key, Map<String, T> words) {
    YamlNode.Text text = text(key);
    return text == null ? null : scalars.choice(text, words, proposals(words, text));
  }

  <T> List<T> choices(String key, Map<String, T> words) {
    List<T> all = new ArrayList<>();
    for (YamlNode.Text text : texts(key)) {
      T one = scalars.choice(text, words, proposals(words, text));
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  Scalars scalars() {
    return scalars;
  }

  private static List<String> proposals(Map<String, ?> words, YamlNode.Text text) {
    boolean ascii = text.value().codePoints().allMatch(c -> c < 128);
    return Vocabulary.shown(words, ascii ? Language.EN : Language.ZH);
  }
}
