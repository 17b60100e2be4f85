package dev.steward.engine.script;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads pack.yaml. */
final class HeaderReader {
  static final int MOST_VALUES = 100;
  static final int MOST_VALUE = 500;
  static final int MOST_HELP = 20;
  private static final Set<String> RESERVED =
      Set.of("names", "count", "group", "name", "clause", "number", "strike", "step", "this");

  private final Problems problems;
  private String title = "";
  private Language language = Language.ZH;
  private ZoneId zone = ZoneId.of("Asia/Shanghai");
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Persona> personas = new LinkedHashMap<>();
  private Budget budget = Budget.USUAL;
  private final List<String> help = new ArrayList<>();

  HeaderReader(YamlNode.@Nullable Table table, Problems problems) {
    this.problems = problems;
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.PACK, problems);
    YamlNode.Text titleText = fields.needText("title");
    if (titleText != null) {
      title = shortText(titleText, 60);
    }
    Language written = fields.choice("language", Vocabulary.LANGUAGES);
    language = written == null ? language : written;
    YamlNode.Text zoneText = fields.text("zone");
    ZoneId found = zoneText == null ? null : fields.scalars().zone(zoneText);
    zone = found == null ? zone : found;
    for (YamlNode.Entry entry : fields.table("values")) {
      value(entry);
    }
    for (YamlNode.Entry entry : fields.table("personas")) {
      persona(entry);
    }
    if (personas.isEmpty()) {
      String name = language.pick("小助手", "Assistant");
      personas.put("assistant", new Persona("assistant", name, Persona.Kind.ASSISTANT));
    }
    budget(fields);
    List<YamlNode.Text> lines = fields.texts("help");
    for (YamlNode.Text line : lines) {
      TemplateCheck.check(line, Template.Place.HELP.names(valueNames()), problems);
      help.add(line.value().strip());
    }
    if (lines.size() > MOST_HELP) {
      tooMany(lines.get(MOST_HELP).mark(), MOST_HELP);
    }
  }

  private void budget(Fields header) {
    YamlNode node = header.node("attention");
    YamlNode.Table table = node == null ? null : Expected.table(problems, node);
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.ATTENTION, problems);
    YamlNode.Text quiet = fields.text("quiet-hours");
    Integer aDay = fields.number("a-day", 0, 100);
    Duration pause = fields.duration("pause", Duration.ZERO, Duration.ofHours(12));
    Integer each = fields.number("each-a-day", 0, 20);
    budget =
        new Budget(
            quiet == null ? null : fields.scalars().between(quiet),
            aDay == null ? Budget.USUAL.aDay() : aDay,
            pause == null ? Budget.USUAL.pause() : pause,
            each == null ? Budget.USUAL.eachADay() : each);
  }

  private void value(YamlNode.Entry entry) {
    String name = entry.key().value();
    if (RESERVED.contains(name)) {
      problems.error(
          entry.key().mark(),
          "reserved-name",
          Both.of("「" + name + "」已经有固定的含义", name + " already has a meaning of its own"),
          Both.of("换个名字，例如 shop-" + name, "take another name, such as shop-" + name));
    }
    YamlNode.Text text = Expected.text(problems, entry.value());
    if (text != null) {
      values.put(name, shortText(text, MOST_VALUE));
      plain(text, problems);
    }
    if (values.size() == MOST_VALUES + 1) {
      tooMany(entry.key().mark(), MOST_VALUES);
    }
  }

  private void persona(YamlNode.Entry entry) {
    String id = entry.key().value();
    YamlNode.Table table = Expected.table(problems, entry.value());
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.PERSONA, problems);
    YamlNode.Text name = fields.needText("name");
    Persona.Kind kind = fields.choice("kind", Vocabulary.PERSONAS);
    if (name != null) {
      Persona.Kind speaksAs = kind == null ? Persona.Kind.ASSISTANT : kind;
      personas.put(id, new Persona(id, shortText(name, MemberText.MOST), speaksAs));
    }
  }

  private String shortText(YamlNode.Text text, int most) {
    return shortText(text, most, problems);
  }

  /** The text on one line, not too long. */
  static String shortText(YamlNode.Text text, int most, Problems problems) {
    String value = text.value().strip();
    int length = value.codePointCount(0, value.length());
    int end = value.indexOf('\n');
    if (length > most || end >= 0) {
      problems.error(
          end >= 0 ? text.mark() : problems.within(text, value.offsetByCodePoints(0, most)),
          "text-too-long",
          end >= 0
              ? Both.of("这里只能写一行", "only one line may stand here")
              : Both.of("文字有 " + length + " 个字", "the text has " + length + " characters"),
          Both.of("最多一行 " + most + " 个字", "at most one line of " + most + " characters"));
    }
    return value;
  }

  /** Reports a template where only plain text can stand. */
  static void plain(YamlNode.Text text, Problems problems) {
    int braces = text.value().indexOf("{{");
    if (braces >= 0) {
      problems.error(
          problems.within(text, braces),
          "no-template-here",
          Both.of("这里不能用 {{…}}", "{{...}} can't be used here"),
          Both.of("直接写出内容", "write the text itself"));
    }
  }

  private void tooMany(SourceMark mark, int most) {
    problems.error(
        mark,
        "too-many",
        Both.of("太多了（最多 " + most + " 个）", "too many (expected: at most " + most + ")"),
        Both.of("删掉用不着的", "remove what isn't needed"));
  }

  String title() {
    return title;
  }

  Language language() {
    return language;
  }

  ZoneId zone() {
    return zone;
  }

  Map<String, String> values() {
    return values;
  }

  Set<String> valueNames() {
    return values.keySet();
  }

  Map<String, Persona> personas() {
    return personas;
  }

  Budget budget() {
    return budget;
  }

  List<String> helpLines() {
    return help;
  }
}
