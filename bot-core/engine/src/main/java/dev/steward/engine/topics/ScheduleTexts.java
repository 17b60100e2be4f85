package dev.steward.engine.topics;

import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer to {@code 日程}: what comes, and what was left out of late, and why. */
final class ScheduleTexts {
  static final Duration AHEAD = Duration.ofDays(7);

  private static final int MOST_LISTED = 15;
  private static final int MOST_LEFT_OUT = 8;
  private static final DateTimeFormatter ZH =
      DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.CHINA);
  private static final DateTimeFormatter EN =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private ScheduleTexts() {}

  static String text(
      Language language,
      Optional<Pack> pack,
      List<Schedule.Coming> all,
      List<TopicBook.LeftOut> leftOut) {
    if (pack.isEmpty() || (!Schedule.any(pack.get()) && all.isEmpty() && leftOut.isEmpty())) {
      return language.pick(
          "这个群没有定时的话题、投票和群发。", "No topics, polls or broadcasts are scheduled in this group.");
    }
    DateTimeFormatter format = language == Language.ZH ? ZH : EN;
    StringBuilder text = new StringBuilder();
    text.append(
        all.isEmpty()
            ? language.pick("接下来七天没有安排。", "Nothing is scheduled for the next seven days.")
            : language.pick("【接下来七天】", "The next seven days"));
    for (Schedule.Coming coming : all.subList(0, Math.min(MOST_LISTED, all.size()))) {
      text.append('\n')
          .append(coming.at().atZone(pack.get().zone()).format(format))
          .append("  ")
          .append(language.pick(coming.zh(), coming.en()));
    }
    int more = all.size() - MOST_LISTED;
    if (more > 0) {
      text.append(language.pick("\n还有 " + more + " 条", "\nand " + more + " more"));
    }
    if (all.stream().anyMatch(Schedule.Coming::unsure)) {
      text.append(
          language.pick(
              "\n（节假日安排还没有公布的年份，工作日按周一到周五算）",
              "\n(The year's days off are not announced: workdays are Monday to Friday.)"));
    }
    if (!leftOut.isEmpty()) {
      text.append(language.pick("\n【一天内没有说的】", "\nLeft out within a day"));
    }
    for (TopicBook.LeftOut one : leftOut.subList(0, Math.min(MOST_LEFT_OUT, leftOut.size()))) {
      Reason reason = one.reason();
      text.append('\n')
          .append(one.at().atZone(pack.get().zone()).format(format))
          .append("  ")
          .append(language.pick(reason.zh(), reason.en()));
    }
    int unlisted = leftOut.size() - MOST_LEFT_OUT;
    if (unlisted > 0) {
      text.append(
          language.pick("\n更早的还有 " + unlisted + " 条", "\nand " + unlisted + " more, earlier"));
    }
    return text.toString();
  }
}
