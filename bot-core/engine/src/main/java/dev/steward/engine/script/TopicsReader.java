package dev.steward.engine.script;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads topics.yaml. */
final class TopicsReader {
  private static final Duration LATE = Duration.ofMinutes(30);
  private static final Duration LATEST = Duration.ofDays(1);
  private static final Duration LIVELIEST = Duration.ofHours(2);
  private static final Duration LEAST_GAP = Duration.ofMinutes(10);
  private static final int MOST_TOPICS = 200;
  private static final int MOST_ENTRIES = 500;

  private final Problems problems;
  private final Set<String> values;
  private @Nullable Topics topics;

  TopicsReader(YamlNode.@Nullable Table table, Set<String> values, Problems problems) {
    this.problems = problems;
    this.values = values;
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.TOPICS, problems);
    YamlNode.Text quiet = fields.text("quiet-hours");
    List<Topic> all = new ArrayList<>();
    if (fields.need("topics") != null) {
      for (YamlNode.Entry entry : fields.table("topics")) {
        YamlNode.Table one = Expected.table(problems, entry.value());
        Topic topic = one == null ? null : topic(entry.key(), one);
        if (topic != null) {
          all.add(topic);
        }
      }
    }
    if (all.size() > MOST_TOPICS) {
      problems.error(
          fields.mark(),
          "too-many",
          Both.of(
              "话题太多（最多 " + MOST_TOPICS + " 个）", "too many topics (at most " + MOST_TOPICS + ")"),
          Both.of("把同一时间的放进一个 say 列表", "put those of the same time into one list under say"));
    }
    topics = new Topics(quiet == null ? null : fields.scalars().between(quiet), all);
  }

  private @Nullable Topic topic(YamlNode.Text key, YamlNode.Table table) {
    Fields fields = new Fields(table, Keys.TOPIC, problems);
    YamlNode.Text at = fields.needText("at");
    Timetable when = at == null ? null : when(at);
    List<String> say = say(fields);
    Duration late = fields.duration("if-late", Duration.ZERO, LATEST);
    Duration lively = fields.duration("not-during-talk", Duration.ofMinutes(1), LIVELIEST);
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
    return at == null || when == null || say.isEmpty()
        ? null
        : new Topic(
            key.value(),
            at.value().strip(),
            when,
            say,
            late == null ? LATE : late,
            lively,
            from,
            until,
            key.mark());
  }

  private @Nullable Timetable when(YamlNode.Text at) {
    Optional<Timetable> when = TimeWords.read(at.value());
    if (when.isEmpty() && !Expected.punctuation(problems, at)) {
      problems.error(
          at.mark(),
          "bad-times",
          Both.of("看不懂时间「" + at.value() + "」", "times that can't be read: " + at.value()),
          Both.of(
              "写成 每天 08:00、每周二 19:00、工作日 09:30、每月1号 20:00 或 2026-12-12 20:00",
              "write it like every day 08:00, every Tue 19:00, workdays 09:30, monthly on the 1st 20:00 or 2026-12-12 20:00"));
    }
    when.filter(TopicsReader::tooOften)
        .ifPresent(
            often ->
                problems.warning(
                    at.mark(),
                    "too-often",
                    Both.of(
                        "「" + at.value() + "」太密了，群里会烦",
                        "this is so often that the group will mind"),
                    Both.of("至少隔 10 分钟", "leave 10 minutes or more between two")));
    return when.orElse(null);
  }

  private static boolean tooOften(Timetable when) {
    Optional<Instant> first = when.next(Instant.EPOCH, ZoneOffset.UTC, Holidays.NONE);
    return first
        .flatMap(
            one ->
                when.next(one, ZoneOffset.UTC, Holidays.NONE)
                    .map(two -> Duration.between(one, two)))
        .filter(gap -> gap.compareTo(LEAST_GAP) < 0)
        .isPresent();
  }

  private List<String> say(Fields fields) {
    YamlNode node = fields.need("say");
    if (node == null) {
      return List.of();
    }
    List<YamlNode.Text> texts = new ArrayList<>();
    if (node instanceof YamlNode.Text one) {
      texts.add(one);
    } else {
      texts.addAll(fields.texts("say"));
    }
    List<String> say = new ArrayList<>();
    for (YamlNode.Text text : texts) {
      TemplateCheck.check(text, Template.Place.TOPIC.names(values), problems);
      if (!text.value().isBlank()) {
        say.add(text.value().strip());
      }
    }
    if (say.isEmpty() && problems.errors() == 0) {
      problems.error(
          node.mark(),
          "nothing-to-say",
          Both.of("say 里没有内容", "there is nothing under say"),
          Both.of("写上要说的话", "write what is to be said"));
    }
    if (say.size() > MOST_ENTRIES) {
      problems.error(
          node.mark(),
          "too-many",
          Both.of(
              "say 太多（最多 " + MOST_ENTRIES + " 条）",
              "too many under say (at most " + MOST_ENTRIES + ")"),
          Both.of("分成几个话题", "make several topics of it"));
    }
    return say;
  }

  private @Nullable LocalDate date(Fields fields, String key) {
    YamlNode.Text text = fields.text(key);
    return text == null ? null : fields.scalars().date(text);
  }

  @Nullable Topics topics() {
    return topics;
  }
}
