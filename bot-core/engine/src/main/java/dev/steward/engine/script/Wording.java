package dev.steward.engine.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How lengths of time, steps and lists are said in each language. */
enum Wording {
  ZH(Language.ZH),
  EN(Language.EN);

  private static final List<String> ORDINALS =
      List.of(
          "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
          "Tenth");

  private final Language language;

  Wording(Language language) {
    this.language = language;
  }

  Language language() {
    return language;
  }

  static Wording of(Language language) {
    return language == Language.ZH ? ZH : EN;
  }

  String say(String zh, String en) {
    return language.pick(zh, en);
  }

  /** Such as {@code 1小时30分钟} or {@code 1 hour 30 minutes}. */
  String length(Duration duration) {
    List<String> parts = new ArrayList<>();
    part(parts, duration.toDays(), "天", "day");
    part(parts, duration.toHoursPart(), "小时", "hour");
    part(parts, duration.toMinutesPart(), "分钟", "minute");
    part(parts, duration.toSecondsPart(), "秒", "second");
    if (parts.isEmpty()) {
      return say("0秒", "0 seconds");
    }
    return String.join(say("", " "), parts);
  }

  private void part(List<String> parts, long amount, String zh, String en) {
    if (amount > 0) {
      parts.add(say(amount + zh, amount + " " + en + (amount == 1 ? "" : "s")));
    }
  }

  /** Such as {@code third}, for English. */
  String nth(int number) {
    return number <= ORDINALS.size() ? ORDINALS.get(number - 1) : "No. " + number;
  }

  String sanction(Ladder.Step step) {
    return Vocabulary.word(Vocabulary.SANCTIONS, step.sanction(), language);
  }

  String step(Ladder.Step step) {
    String word = sanction(step);
    return step.length().isZero() ? word : word + say(" ", " for ") + length(step.length());
  }

  String steps(Ladder ladder) {
    return String.join(say("、", ", "), ladder.steps().stream().map(this::step).toList());
  }

  /** The first twelve, and how many more there are. */
  String list(List<String> items) {
    String shown = String.join(say("、", ", "), items.stream().limit(12).toList());
    int more = items.size() - 12;
    return more <= 0 ? shown : shown + say(" 等 " + items.size() + " 个", " and " + more + " more");
  }

  String quoted(String text) {
    return say("「" + text + "」", "\"" + text + "\"");
  }

  String onOff(boolean on) {
    return say(on ? "开" : "关", on ? "on" : "off");
  }
}
