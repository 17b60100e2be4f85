package dev.steward.engine.checkin;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.MemberText;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What Steward says about check-in, in both languages. */
final class CheckInTexts {
  private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
  private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private CheckInTexts() {}

  static boolean asksForStreak(String plain) {
    return List.of("我的连续", "我的連續", "我的签到", "我的簽到", "我的积分", "我的積分", "my streak", "my points")
        .contains(plain);
  }

  private static String date(long day, boolean zh) {
    return LocalDate.ofEpochDay(day).format(zh ? ZH : EN);
  }

  private static String days(int count) {
    return count + (count == 1 ? " day" : " days");
  }

  private static String points(long count) {
    return count + (count == 1 ? " point" : " points");
  }

  /** For the console: what was counted and why. */
  static String reason(
      CheckInAnswered.Result result, long day, Streak streak, int got, boolean zh) {
    return switch (result) {
      case COUNTED ->
          zh
              ? "签到 " + date(day, true) + "，连续 " + streak.length() + " 天，+" + got + " 分"
              : "checked in for " + date(day, false) + ", streak " + streak.length() + ", +" + got;
      case AGAIN -> zh ? "这一天已经签过" : "had checked in before, that day";
      case MADE_UP ->
          zh
              ? "补签 " + date(day, true) + "，连续 " + streak.length() + " 天"
              : "made up " + date(day, false) + ", streak " + streak.length();
      case NOTHING_MISSED -> zh ? "没有可以补签的日子" : "there is no day to make up";
      case NONE_LEFT -> zh ? "本月的补签次数用完了" : "no day is left to make up this month";
      case NOT_OFFERED -> zh ? "这里不能补签" : "no day can be made up here";
    };
  }

  /** One member's line in a receipt. */
  static String line(CheckInAnswered answered, Language language) {
    String name = MemberText.neutral(answered.name());
    boolean zh = language == Language.ZH;
    int streak = answered.streak();
    String plus =
        answered.points() == 0
            ? ""
            : zh ? "，+" + answered.points() + " 分" : ", +" + points(answered.points());
    String bonus =
        answered.bonus() == 0
            ? ""
            : zh
                ? "（含连续奖励 " + answered.bonus() + "）"
                : " (" + answered.bonus() + " for the streak)";
    return switch (answered.result()) {
      case COUNTED ->
          name
              + (zh
                  ? streak == 1 ? "：签到成功" : "：连续 " + streak + " 天"
                  : streak == 1 ? ": checked in" : ": " + days(streak) + " in a row")
              + plus
              + bonus;
      case AGAIN ->
          name
              + (zh
                  ? "：今天已经签过，连续 " + streak + " 天"
                  : ": checked in already today, " + days(streak) + " in a row");
      case MADE_UP ->
          name
              + (zh
                  ? "：补签 " + date(answered.day(), true) + "，连续 " + streak + " 天"
                  : ": made up " + date(answered.day(), false) + ", " + days(streak) + " in a row");
      // Without a streak, something was missed: unless there never was a day.
      case NOTHING_MISSED ->
          name
              + (streak == 0
                  ? zh ? "：还没有签到过，没有可以补的日子" : ": no day to make up before the first check-in"
                  : zh
                      ? "：没有可以补的日子（只补最近七天、第一次签到以后漏的）"
                      : ": no day to make up (only those missed within seven days, after the first"
                          + " one)");
      case NONE_LEFT -> name + (zh ? "：本月的补签次数用完了" : ": no day is left to make up this month");
      case NOT_OFFERED -> name + (zh ? "：这里不能补签" : ": no day can be made up here");
    };
  }

  /**
   * One answer to all who checked in lately.
   *
   * @param lines of those who are named
   * @param more how many others there are
   * @param today how many have checked in here today
   */
  static String receipt(List<String> lines, int more, int today, Language language) {
    StringBuilder text = new StringBuilder(language.pick("【签到】", "Check-in"));
    lines.forEach(line -> text.append("\n· ").append(line));
    if (more > 0) {
      text.append(language.pick("\n· 还有 " + more + " 位", "\n· and " + more + " more"));
    }
    if (today == 0) {
      // All of them were counted in another group.
      return text.toString();
    }
    return text.append(
            language.pick(
                "\n本群今天已有 " + today + " 人签到。",
                "\n"
                    + today
                    + (today == 1 ? " member has" : " members have")
                    + " checked in today."))
        .toString();
  }

  /** A place on the leaderboard. */
  static String place(int number, String name, int days, int points, Language language) {
    String shown = name.isEmpty() ? "—" : MemberText.neutral(name);
    return number
        + ". "
        + shown
        + language.pick(
            "：" + days + " 天" + (points == 0 ? "" : "，" + points + " 分"),
            ": " + days(days) + (points == 0 ? "" : ", " + points(points)));
  }

  /** The leaderboard of a month. */
  static String leaders(List<String> lines, Language language) {
    return lines.isEmpty()
        ? language.pick("这个月还没有人签到，来当第一个吧。", "Nobody has checked in this month: be the first.")
        : language.pick("【本月签到榜】\n", "Check-ins this month\n")
            + String.join("\n", lines)
            + language.pick("\n不想上榜，发「退出排行榜」。", "\nSay “leave leaderboard” to be left out.");
  }

  /**
   * What a member is told of their own days.
   *
   * @param word by which members check in here
   */
  static String mine(
      Language language,
      String word,
      Streak streak,
      long today,
      int madeUp,
      long balance,
      int makeUpsLeft,
      SortedMap<Integer, Integer> milestones) {
    boolean zh = language == Language.ZH;
    StringBuilder text = new StringBuilder();
    if (streak.all() == 0) {
      return zh
          ? "你还没有签到过。在群里发「" + word + "」就可以开始。"
          : "You have not checked in yet. Say “" + word + "” in the group.";
    }
    if (streak.length() == 0) {
      text.append(zh ? "连续签到断了，今天签到就重新开始。" : "Your streak is broken; check in to start anew.");
    } else {
      long last = streak.start() + streak.length() - 1;
      text.append(
          zh
              ? "连续签到 "
                  + streak.length()
                  + " 天："
                  + (streak.length() == 1 ? "" : date(streak.start(), true) + " 到 ")
                  + (last == today ? "今天" : "昨天")
              : days(streak.length())
                  + " in a row"
                  + (streak.length() == 1 ? ": " : ", from " + date(streak.start(), false) + " to ")
                  + (last == today ? "today" : "yesterday"));
      if (madeUp > 0) {
        text.append(zh ? "，其中补签 " + madeUp + " 天" : ", " + madeUp + " of them made up");
      }
      text.append(zh ? "。" : ".");
      if (last != today) {
        text.append(zh ? "今天还没签到。" : " You have not checked in today.");
      }
    }
    text.append(
        zh
            ? "\n一共 " + streak.all() + " 天，最长连续 " + streak.longest() + " 天。\n积分 " + balance + "。"
            : "\n"
                + days(streak.all())
                + " in all; the longest streak was "
                + days(streak.longest())
                + ".\n"
                + points(balance)
                + ".");
    for (Map.Entry<Integer, Integer> next : milestones.tailMap(streak.length() + 1).entrySet()) {
      text.append(
          zh
              ? "再签 " + (next.getKey() - streak.length()) + " 天有 " + next.getValue() + " 分奖励。"
              : " "
                  + days(next.getKey() - streak.length())
                  + " more bring "
                  + points(next.getValue())
                  + ".");
      break;
    }
    if (makeUpsLeft > 0) {
      text.append(
          zh
              ? "\n本月还能补签 " + makeUpsLeft + " 天，在群里发「补签」。"
              : "\nYou can make up "
                  + days(makeUpsLeft)
                  + " this month: say “make up” in the group.");
    }
    return text.toString();
  }
}
