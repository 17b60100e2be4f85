package dev.steward.engine.script;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads faq.yaml. */
final class FaqReader {
  private static final int MOST_ANSWERS = 2_000;
  private static final int MOST_ASKS = 60;
  private static final int LONGEST_ASK = 100;

  private final Problems problems;
  private final Set<String> values;
  private final Map<String, String> asked = new HashMap<>();
  private @Nullable Faq faq;

  FaqReader(YamlNode.@Nullable Table table, Set<String> values, Problems problems) {
    this.problems = problems;
    this.values = values;
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.FAQ, problems);
    String service = template(fields, "service");
    String sensitive = template(fields, "sensitive");
    List<Faq.Answer> answers = new ArrayList<>();
    if (fields.need("answers") != null) {
      for (YamlNode.Entry entry : fields.table("answers")) {
        YamlNode.Table one = Expected.table(problems, entry.value());
        Faq.Answer answer =
            one == null ? null : answer(entry.key().value(), entry.key().mark(), one);
        if (answer != null) {
          answers.add(answer);
        }
      }
    }
    if (answers.size() > MOST_ANSWERS) {
      problems.error(
          fields.mark(),
          "too-many",
          Both.of(
              "答案太多（最多 " + MOST_ANSWERS + " 条）", "too many answers (at most " + MOST_ANSWERS + ")"),
          Both.of("把说同一件事的合成一条", "make one of those that say the same"));
    }
    faq = new Faq(service, sensitive, answers);
  }

  private @Nullable String template(Fields fields, String key) {
    YamlNode.Text text = fields.text(key);
    if (text == null || text.value().isBlank()) {
      return null;
    }
    TemplateCheck.check(text, Template.Place.ANSWER.names(values), problems);
    return text.value().strip();
  }

  private Faq.@Nullable Answer answer(String id, SourceMark mark, YamlNode.Table table) {
    Fields fields = new Fields(table, Keys.ANSWER, problems);
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
    boolean reviewed = fields.flag("reviewed", false);
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
    List<YamlNode.Text> texts =
        node instanceof YamlNode.Text one ? List.of(one) : fields.texts("ask");
    List<String> asks = new ArrayList<>();
    for (YamlNode.Text text : texts) {
      if (text.value().isBlank()) {
        continue;
      }
      String ask = HeaderReader.shortText(text, LONGEST_ASK, problems).strip();
      String other = asked.putIfAbsent(OwnTexts.plain(ask), id);
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

  private @Nullable LocalDate date(Fields fields, String key) {
    YamlNode.Text text = fields.text(key);
    return text == null ? null : fields.scalars().date(text);
  }

  @Nullable Faq faq() {
    return faq;
  }
}
