package dev.steward.engine.script;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads checkin.yaml. */
final class CheckInReader {
  private static final int MOST_WORDS = 10;
  private static final int LONGEST_WORD = 20;
  private static final int MOST_POINTS = 10_000;
  private static final int LONGEST_STREAK = 1_000;
  private static final int MOST_MAKE_UPS = 31;
  private static final Duration RECEIPT = Duration.ofSeconds(30);
  private static final Duration SHORTEST_RECEIPT = Duration.ofSeconds(5);
  private static final Duration LONGEST_RECEIPT = Duration.ofHours(1);

  private final Problems problems;
  private @Nullable CheckIn checkIn;

  CheckInReader(YamlNode.@Nullable Table table, Language language, Problems problems) {
    this.problems = problems;
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.CHECKIN, problems);
    List<String> words = words(fields);
    YamlNode.Text starts = fields.text("day-starts");
    LocalTime dayStarts = starts == null ? null : fields.scalars().time(starts);
    Integer points = fields.number("points", 0, MOST_POINTS);
    Integer cap = fields.number("daily-cap", 0, MOST_POINTS);
    SortedMap<Integer, Integer> streaks = streaks(fields);
    Integer makeUps = fields.number("make-ups", 0, MOST_MAKE_UPS);
    Duration receipt = fields.duration("receipt", SHORTEST_RECEIPT, LONGEST_RECEIPT);
    int usual = points == null ? 1 : points;
    if (cap != null && cap < usual) {
      YamlNode at = fields.node("daily-cap");
      problems.warning(
          at == null ? fields.mark() : at.mark(),
          "cap-below-points",
          Both.of("daily-cap 比一天的 points 还少", "daily-cap is less than the points of one day"),
          Both.of("写成不少于 " + usual + " 的数", "write " + usual + " or more"));
    } else if (cap != null) {
      bonusesFit(fields, streaks, usual, cap);
    }
    checkIn =
        new CheckIn(
            words.isEmpty() ? CheckIn.usualWords(language) : words,
            dayStarts == null ? LocalTime.MIDNIGHT : dayStarts,
            usual,
            cap,
            streaks,
            makeUps == null ? 1 : makeUps,
            receipt == null ? RECEIPT : receipt,
            fields.flag("leaderboard", true),
            fields.mark());
  }

  /** What does not fit into a day comes with the next ones; where no room is left, never. */
  private void bonusesFit(Fields fields, SortedMap<Integer, Integer> streaks, int usual, int cap) {
    int most = streaks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    YamlNode at = fields.node("streaks");
    if (at == null || most <= cap - usual) {
      return;
    }
    problems.warning(
        at.mark(),
        "bonus-above-cap",
        Both.of(
            "streaks 的 " + most + " 分放不进一天：daily-cap 减去 points 只剩 " + (cap - usual) + "，其余以后几天才补上",
            "a bonus of "
                + most
                + " does not fit into a day: daily-cap leaves "
                + (cap - usual)
                + " beside points, and the rest comes on later days"),
        Both.of(
            "daily-cap 写成不少于 " + (usual + most) + " 的数",
            "write a daily-cap of " + (usual + most) + " or more"));
  }

  private List<String> words(Fields fields) {
    List<String> words = new ArrayList<>();
    for (YamlNode.Text text : fields.texts("words")) {
      words.add(HeaderReader.shortText(text, LONGEST_WORD, problems));
    }
    if (words.size() > MOST_WORDS) {
      problems.error(
          fields.mark(),
          "too-many",
          Both.of(
              "words 太多（最多 " + MOST_WORDS + " 个）", "too many words (at most " + MOST_WORDS + ")"),
          Both.of("只留常说的几个", "keep those that people say"));
    }
    return words;
  }

  private SortedMap<Integer, Integer> streaks(Fields fields) {
    SortedMap<Integer, Integer> streaks = new TreeMap<>();
    for (YamlNode.Entry entry : fields.table("streaks")) {
      Integer days = fields.scalars().number(entry.key(), 2, LONGEST_STREAK);
      YamlNode.Text text = Expected.text(problems, entry.value());
      Integer points = text == null ? null : fields.scalars().number(text, 1, MOST_POINTS);
      if (days != null && points != null) {
        streaks.put(days, points);
      }
    }
    return streaks;
  }

  @Nullable CheckIn checkIn() {
    return checkIn;
  }
}
