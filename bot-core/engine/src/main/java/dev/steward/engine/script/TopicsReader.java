package dev.steward.engine.script;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads topics.yaml. */
final class TopicsReader {
  private static final Duration LATE = Duration.ofMinutes(30);
  private static final Duration LATEST = Duration.ofDays(1);
  private static final Duration LIVELIEST = Duration.ofHours(2);
  private static final Duration LEAST_GAP = Duration.ofMinutes(10);
  private static final int MOST_TOPICS = 200;

  private final Problems problems;
  private final HeaderReader header;
  private final BankReader banks;
  private @Nullable Topics topics;

  TopicsReader(
      YamlNode.@Nullable Table table, HeaderReader header, BankReader banks, Problems problems) {
    this.problems = problems;
    this.header = header;
    this.banks = banks;
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.TOPICS, problems);
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
    topics = new Topics(all);
  }

  private @Nullable Topic topic(YamlNode.Text id, YamlNode.Table table) {
    Fields fields = new Fields(table, Keys.TOPIC, problems);
    YamlNode.Text at = fields.needText("at");
    Timetable when = at == null ? null : when(at);
    boolean joining = when instanceof Timetable.AfterJoining;
    Template.Place place = joining ? Template.Place.NEWCOMERS : Template.Place.TOPIC;
    List<Topic.Entry> bank = banks.read(fields, place.names(header.valueNames()));
    Duration late = fields.duration("if-late", Duration.ZERO, LATEST);
    Duration lively = fields.duration("not-during-talk", Duration.ofMinutes(1), LIVELIEST);
    Topic.Dates dates = BankReader.dates(fields, problems);
    String persona = persona(fields.text("persona"));
    boolean privately = privately(fields, joining || when == null);
    return at == null || when == null || bank.isEmpty()
        ? null
        : new Topic(
            id.value(),
            at.value().strip(),
            when,
            bank,
            late == null ? LATE : late,
            lively,
            dates,
            persona,
            privately,
            id.mark());
  }

  private @Nullable String persona(YamlNode.@Nullable Text text) {
    if (text == null) {
      return null;
    }
    String id = text.value().strip();
    if (!header.personas().containsKey(id)) {
      problems.error(
          text.mark(),
          "unknown-persona",
          Both.of("pack.yaml 里没有人设「" + id + "」", "pack.yaml has no persona " + id),
          Nearest.mend(id, header.personas().keySet()));
    }
    return id;
  }

  private boolean privately(Fields fields, boolean joining) {
    boolean privately = fields.flag("privately", false);
    YamlNode.Text written = fields.text("privately");
    if (privately && !joining && written != null) {
      problems.error(
          written.mark(),
          "privately-to-whom",
          Both.of("只有「入群第几天」的话题能私下说", "only topics for days after joining are said privately"),
          Both.of(
              "把 at 写成 入群第3天 19:00，或删掉这一行",
              "write at: 3 days after joining 19:00, or remove this line"));
    }
    return privately;
  }

  private @Nullable Timetable when(YamlNode.Text at) {
    Optional<Timetable> when = TimeWords.read(at.value());
    if (when.isEmpty() && !Expected.punctuation(problems, at)) {
      problems.error(
          at.mark(),
          "bad-times",
          Both.of("看不懂时间「" + at.value() + "」", "times that can't be read: " + at.value()),
          Both.of(
              "写成 每天 08:00、每周二 19:00、工作日 09:30、每月1号 20:00、入群第3天 19:00 或 2026-12-12 20:00",
              "write it like every day 08:00, every Tue 19:00, workdays 09:30, monthly on the 1st 20:00, 3 days after joining 19:00 or 2026-12-12 20:00"));
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

  @Nullable Topics topics() {
    return topics;
  }
}
