package dev.steward.engine.script;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads faq.yaml and faq.xlsx: the rows of the sheet are answers too. */
final class FaqReader {
  private static final int MOST_ANSWERS = 2_000;
  private static final int MOST_ASKS = 60;
  private static final int LONGEST_ASK = 100;

  private static final SheetColumns COLUMNS = columns();
  private static final List<String> TICKED = List.of("是", "否");
  private static final Map<String, Boolean> TICKS =
      Map.of(
          "是", true, "true", true, "yes", true, "√", true, "1", true, "否", false, "false", false,
          "no", false, "0", false);

  private final Problems problems;
  private final Set<String> values;
  private final Map<String, String> asked = new HashMap<>();
  private @Nullable Faq faq;

  /**
   * Reads what there is.
   *
   * @param table of faq.yaml, or null
   * @param rows of faq.xlsx
   */
  FaqReader(
      YamlNode.@Nullable Table table,
      List<YamlNode.Table> rows,
      Set<String> values,
      Problems problems) {
    this.problems = problems;
    this.values = values;
    if (table == null && rows.isEmpty()) {
      return;
    }
    List<Faq.Answer> answers = new ArrayList<>();
    String service = null;
    String sensitive = null;
    if (table != null) {
      Fields fields = new Fields(table, Keys.FAQ, problems);
      service = template(fields, "service");
      sensitive = template(fields, "sensitive");
      if (rows.isEmpty() ? fields.need("answers") != null : fields.has("answers")) {
        answers(fields, answers);
      }
    }
    rows.forEach(row -> row(row, answers));
    if (answers.size() > MOST_ANSWERS) {
      problems.error(
          answers.getFirst().mark(),
          "too-many",
          Both.of(
              "答案太多（最多 " + MOST_ANSWERS + " 条）", "too many answers (at most " + MOST_ANSWERS + ")"),
          Both.of("把说同一件事的合成一条", "make one of those that say the same"));
    }
    faq = new Faq(service, sensitive, answers);
  }

  private void answers(Fields fields, List<Faq.Answer> answers) {
    for (YamlNode.Entry entry : fields.table("answers")) {
      YamlNode.Table one = Expected.table(problems, entry.value());
      Faq.Answer answer =
          one == null
              ? null
              : answer(
                  entry.key().value(),
                  entry.key().mark(),
                  new Fields(one, Keys.ANSWER, problems),
                  false);
      if (answer != null) {
        answers.add(answer);
      }
    }
  }

  private void row(YamlNode.Table row, List<Faq.Answer> answers) {
    Fields fields = new Fields(row, Keys.ANSWER_ROW, problems);
    YamlNode.Text id = fields.needText("id");
    if (id == null || !fields.scalars().id(id)) {
      return;
    }
    if (answers.stream().anyMatch(answer -> answer.id().equals(id.value()))) {
      problems.error(
          id.mark(),
          "duplicate-key",
          Both.of("「" + id.value() + "」这条答案写了两次", "the answer " + id.value() + " is there twice"),
          Both.of("给它另起一个名字，或合成一条", "give it another name, or make one of both"));
      return;
    }
    Faq.Answer answer = answer(id.value(), id.mark(), fields, true);
    if (answer != null) {
      answers.add(answer);
    }
  }

  /** The rows of a sheet; several ways to ask stand in one cell, a line or a {@code |} apart. */
  static List<YamlNode.Table> rows(byte @Nullable [] sheet, Problems problems) {
    return sheet == null
        ? List.of()
        : SheetReader.read(PackReader.FAQ_SHEET, sheet, COLUMNS, problems);
  }

  private static SheetColumns columns() {
    Map<String, String> all = new LinkedHashMap<>();
    Keys.ANSWER_ROW.forEach(key -> all.put(key, key));
    all.put("名字", "id");
    all.put("编号", "id");
    all.put("问法", "ask");
    all.put("问题", "ask");
    all.put("答案", "say");
    all.put("开始", "from");
    all.put("结束", "until");
    all.put("群", "groups");
    all.put("已审核", "reviewed");
    return new SheetColumns(all, Set.of("groups"), false);
  }

  private @Nullable String template(Fields fields, String key) {
    YamlNode.Text text = fields.text(key);
    if (text == null || text.value().isBlank()) {
      return null;
    }
    TemplateCheck.check(text, Template.Place.ANSWER.names(values), problems);
    return text.value().strip();
  }

  private Faq.@Nullable Answer answer(String id, SourceMark mark, Fields fields, boolean cell) {
    List<String> asks = asks(id, fields);
    String say = fields.need("say") == null ? null : template(fields, "say");
    LocalDate from = date(fields, "from");
    LocalDate until = date(fields, "until");
    YamlNode.Text last = fields.text("until");
    if (from != null && until != null && last != null && until.isBefore(from)) {
      problems.error(
          last.mark(),
          "bad-dates",
          Both.of("until 比 from 早", "until is before from"),
          Both.of("把两个日期对调", "swap the two dates"));
    }
    boolean reviewed = cell ? ticked(fields) : fields.flag("reviewed", false);
    Set<String> groups = new LinkedHashSet<>();
    fields.texts("groups").forEach(label -> groups.add(label.value().strip()));
    return asks.isEmpty() || say == null
        ? null
        : new Faq.Answer(id, mark, asks, say, from, until, groups, reviewed);
  }

  private List<String> asks(String id, Fields fields) {
    YamlNode node = fields.need("ask");
    if (node == null) {
      return List.of();
    }
    List<YamlNode.Text> texts = node instanceof YamlNode.Text one ? ways(one) : fields.texts("ask");
    List<String> asks = new ArrayList<>();
    for (YamlNode.Text text : texts) {
      if (text.value().isBlank()) {
        continue;
      }
      String ask = HeaderReader.shortText(text, LONGEST_ASK, problems).strip();
      String other = asked.putIfAbsent(compared(ask), id);
      if (other != null) {
        problems.warning(
            text.mark(),
            "asked-twice",
            Both.of(
                "「" + ask + "」在 " + other + " 里已经有了",
                "\"" + ask + "\" is asked under " + other + " too"),
            Both.of("只留在一条答案下面", "keep it under one answer"));
      }
      asks.add(ask);
    }
    if (asks.isEmpty() && problems.errors() == 0) {
      problems.error(
          node.mark(),
          "nothing-asked",
          Both.of("ask 里没有问法", "there is no question under ask"),
          Both.of("写上成员会怎么问", "write how members ask for it"));
    }
    if (asks.size() > MOST_ASKS) {
      problems.error(
          node.mark(),
          "too-many",
          Both.of("问法太多（最多 " + MOST_ASKS + " 种）", "too many questions (at most " + MOST_ASKS + ")"),
          Both.of("只留说法不同的", "keep those that differ in their words"));
    }
    return asks;
  }

  /** A question as it is compared: only letters and digits, unless it has none. */
  private static String compared(String ask) {
    String letters = OwnTexts.plain(ask).replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? ask : letters;
  }

  /** Whether the cell says yes, in any of the ways that people tick one. */
  private boolean ticked(Fields fields) {
    YamlNode.Text text = fields.text("reviewed");
    return text != null && Boolean.TRUE.equals(fields.scalars().choice(text, TICKS, TICKED));
  }

  /** A cell may hold several ways to ask, a line or a {@code |} apart. */
  private static List<YamlNode.Text> ways(YamlNode.Text text) {
    if (!text.mark().file().endsWith("]")) {
      return List.of(text);
    }
    return text.value()
        .lines()
        .flatMap(line -> Arrays.stream(line.split("[|｜]", -1)))
        .map(way -> new YamlNode.Text(text.mark(), way, true, false))
        .toList();
  }

  private @Nullable LocalDate date(Fields fields, String key) {
    YamlNode.Text text = fields.text(key);
    return text == null ? null : fields.scalars().date(text);
  }

  @Nullable Faq faq() {
    return faq;
  }
}
