package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which groups use which pack, and in what they differ: from groups.yaml, or from a
 * spreadsheet with the same columns. Whatever the file contains, nothing is thrown.
 */
public final class BindingsReader {
  /** How many groups one file may bind. */
  public static final int MOST_GROUPS = 2_000;

  private static final SheetColumns COLUMNS = columns();

  private final Problems problems = new Problems();
  private final Map<String, Pack> packs;
  private final Map<String, SourceMark> groups = new HashMap<>();
  private final Map<String, SourceMark> words = new HashMap<>();

  private BindingsReader(Map<String, Pack> packs) {
    this.packs = packs;
  }

  /**
   * Reads a file.
   *
   * @param file its name; {@code .xlsx} is read as a spreadsheet, all else as YAML
   * @param packs those that groups can use, by name
   */
  public static BindingsReading read(String file, byte[] bytes, Map<String, Pack> packs) {
    BindingsReader reader = new BindingsReader(packs);
    boolean sheet = file.toLowerCase(Locale.ROOT).endsWith(".xlsx");
    return sheet ? reader.sheet(file, bytes) : reader.yaml(file, bytes);
  }

  private BindingsReading yaml(String file, byte[] bytes) {
    Source source = SourceReader.read(file, bytes, PackReader.MOST_YAML, problems);
    List<Binding> bindings = new ArrayList<>();
    if (source != null && !source.text().isBlank()) {
      YamlNode.Table table = YamlReader.read(source, problems);
      if (table != null) {
        bindings = bindings(table);
        if (!problems.hasErrors()) {
          SchemaCheck.check("groups", table, problems);
        }
      }
    }
    return new BindingsReading(bindings, problems.sorted());
  }

  private List<Binding> bindings(YamlNode.Table table) {
    Fields fields = new Fields(table, List.of("groups"), problems);
    YamlNode list = fields.need("groups");
    YamlNode.Items items = list == null ? null : Expected.items(problems, list);
    List<YamlNode.Table> rows = new ArrayList<>();
    if (items != null) {
      for (YamlNode item : items.items()) {
        YamlNode.Table row = Expected.table(problems, item);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows(rows);
  }

  private BindingsReading sheet(String file, byte[] bytes) {
    List<Binding> bindings = rows(SheetReader.read(file, bytes, COLUMNS, problems));
    List<Problem> named = problems.sorted().stream().map(SheetReader::named).toList();
    return new BindingsReading(bindings, named);
  }

  private List<Binding> rows(List<YamlNode.Table> rows) {
    List<Binding> bindings = new ArrayList<>();
    for (YamlNode.Table row : rows) {
      long before = problems.errors();
      Binding binding = row(new Fields(row, Keys.BINDING, problems));
      if (binding != null && problems.errors() == before) {
        bindings.add(binding);
      }
    }
    if (bindings.size() > MOST_GROUPS) {
      problems.error(
          rows.get(MOST_GROUPS).mark(),
          "too-many",
          Both.of(
              "群太多（最多 " + MOST_GROUPS + " 个）",
              "too many groups (expected: at most " + MOST_GROUPS + ")"),
          Both.of("分成几个文件", "split the file"));
      return List.copyOf(bindings.subList(0, MOST_GROUPS));
    }
    return bindings;
  }

  private @Nullable Binding row(Fields fields) {
    YamlNode.Text packName = fields.needText("pack");
    Pack pack = packName == null ? null : packs.get(packName.value().strip());
    if (packName != null && pack == null) {
      problems.error(
          packName.mark(),
          "unknown-pack",
          Both.of(
              "没有叫「" + packName.value() + "」的脚本包", "there is no pack called " + packName.value()),
          Nearest.mend(packName.value(), packs.keySet()));
    }
    BindingTarget target = BindingTarget.read(fields, groups, words, problems);
    YamlNode.Text label = fields.text("label");
    Map<String, String> values = values(fields, pack);
    String persona = persona(fields.text("persona"), pack);
    Set<String> off = off(fields.texts("off"), pack);
    if (pack == null || target == null) {
      return null;
    }
    return new Binding(
        target.group(),
        target.pairingWord(),
        label == null ? "" : HeaderReader.shortText(label, 60, problems),
        pack.name(),
        values,
        persona,
        off,
        fields.mark());
  }

  private Map<String, String> values(Fields fields, @Nullable Pack pack) {
    Map<String, String> values = new HashMap<>();
    for (YamlNode.Entry entry : fields.table("values")) {
      String name = entry.key().value();
      YamlNode.Text text = Expected.text(problems, entry.value());
      if (text == null) {
        continue;
      }
      HeaderReader.plain(text, problems);
      values.put(name, HeaderReader.shortText(text, HeaderReader.MOST_VALUE, problems));
      if (pack == null) {
        continue;
      }
      if (!pack.values().containsKey(name)) {
        problems.error(
            entry.key().mark(),
            "unknown-value",
            Both.of("脚本包的 values 里没有「" + name + "」", "the pack has no value called " + name),
            Nearest.mend(name, pack.values().keySet()));
      } else if (text.value().strip().equals(pack.values().get(name))) {
        problems.warning(
            entry.value().mark(),
            "same-as-pack",
            Both.of("「" + name + "」和脚本包里的一样", name + " is the same as in the pack"),
            Both.of("可以删掉，以后脚本包改了这里也跟着改", "remove it, so that the group follows the pack"));
      }
    }
    return values;
  }

  private @Nullable String persona(YamlNode.@Nullable Text text, @Nullable Pack pack) {
    if (text == null) {
      return null;
    }
    String id = text.value().strip();
    if (pack != null && !pack.personas().containsKey(id)) {
      problems.error(
          text.mark(),
          "unknown-persona",
          Both.of("脚本包里没有叫「" + id + "」的人设", "the pack has no persona called " + id),
          Nearest.mend(id, pack.personas().keySet()));
    }
    return id;
  }

  private Set<String> off(List<YamlNode.Text> texts, @Nullable Pack pack) {
    Set<String> off = new HashSet<>();
    for (YamlNode.Text text : texts) {
      String id = text.value().strip();
      off.add(id);
      if (pack == null) {
        continue;
      }
      List<String> known = new ArrayList<>(pack.rules().rules().stream().map(Rule::id).toList());
      if (pack.welcome() != null) {
        known.add(Binding.WELCOME);
      }
      if (pack.checkIn() != null) {
        known.add(Binding.CHECKIN);
      }
      if (pack.prices() != null) {
        known.add(Binding.PRICES);
      }
      if (pack.faq() != null) {
        known.add(Binding.FAQ);
        pack.faq().answers().forEach(answer -> known.add(answer.id()));
      }
      if (pack.topics() != null) {
        known.add(Binding.TOPICS);
        pack.topics().topics().forEach(topic -> known.add(topic.id()));
      }
      if (!pack.polls().isEmpty()) {
        known.add(Binding.POLLS);
        pack.polls().forEach(poll -> known.add(poll.id()));
      }
      if (!known.contains(id) && !Expected.punctuation(problems, text)) {
        problems.error(
            text.mark(),
            "unknown-rule",
            Both.of(
                "脚本包里没有叫「" + id + "」的规则、话题或投票，关不了",
                "the pack has no rule, topic or poll called " + id + " to switch off"),
            Nearest.mend(id, known));
      }
    }
    return off;
  }

  private static SheetColumns columns() {
    Map<String, String> all = new LinkedHashMap<>();
    Keys.BINDING.stream().filter(key -> !key.equals("values")).forEach(key -> all.put(key, key));
    all.put("群", "group");
    all.put("群号", "group");
    all.put("配对口令", "pairing-word");
    all.put("口令", "pairing-word");
    all.put("名称", "label");
    all.put("群名", "label");
    all.put("脚本包", "pack");
    all.put("人设", "persona");
    all.put("关闭", "off");
    return new SheetColumns(all, Set.of("off"), true);
  }
}
