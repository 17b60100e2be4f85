package dev.steward.engine.polls;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What Steward says about polls, in both languages. */
final class PollTexts {
  private static final DateTimeFormatter ZH =
      DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.CHINA);
  private static final DateTimeFormatter EN =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private PollTexts() {}

  private static String time(Question question, Instant at) {
    return at.atZone(question.zone()).format(question.language() == Language.ZH ? ZH : EN);
  }

  /**
   * The poll as it is announced: the question, the numbered options, how to answer, until when.
   *
   * @param number 0 before it has one
   * @param buttons whether the platform shows buttons under it
   */
  static String announcement(
      long number, Question question, List<Integer> order, Instant closes, boolean buttons) {
    Language language = question.language();
    String which = number == 0 ? "" : " #" + number;
    return language.pick("【投票" + which + "】", "Poll" + which + ": ")
        + question.title()
        + options(question, order)
        + '\n'
        + how(number, question, buttons)
        + language.pick(
            "\n" + time(question, closes) + " 截止。", "\nUntil " + time(question, closes) + ".");
  }

  /** The same for a poll of the platform's own, which lists the options itself. */
  static String onOneLine(long number, Question question, Instant closes) {
    Language language = question.language();
    String how =
        switch (question.type()) {
          case MULTI -> language.pick("可多选，", "choose any number; ");
          case RATING -> scale(question) + language.pick("，", "; ");
          case SINGLE, OPEN -> "";
        };
    return language.pick("【投票 #" + number + "】", "Poll #" + number + ": ")
        + question.title().strip().replaceAll("\\s+", " ")
        + language.pick(
            " · " + how + time(question, closes) + " 截止",
            " · " + how + "until " + time(question, closes));
  }

  /** Points to the poll of the platform's own that is quoted. */
  static String elsewhere(long number, Question question, Instant closes) {
    Language language = question.language();
    return language.pick("【投票 #" + number + "】", "Poll #" + number + ": ")
        + question.title()
        + '\n'
        + quoted(language)
        + language.pick(
            "\n" + time(question, closes) + " 截止。", "\nUntil " + time(question, closes) + ".");
  }

  private static String quoted(Language language) {
    return language.pick("在上面引用的投票里点选就行。", "Vote in the poll that is quoted above.");
  }

  /** The options, a line each; none for a rating, which says its scale. */
  static String options(Question question, List<Integer> order) {
    StringBuilder text = new StringBuilder();
    if (question.type() == Poll.Type.SINGLE || question.type() == Poll.Type.MULTI) {
      for (int place = 0; place < order.size(); place++) {
        text.append('\n')
            .append(question.mark(place))
            .append(". ")
            .append(question.options().get(order.get(place)).text());
      }
    }
    return text.toString();
  }

  private static String how(long number, Question question, boolean buttons) {
    Language language = question.language();
    if (question.gathered() && buttons) {
      return language.pick(
              "选 " + few(question) + " 个：点要选的，点错了再点一次，最后点「完成」",
              "Choose " + few(question) + ": press what you want, again to undo, then “Done”")
          + (question.anonymous()
              ? language.pick(
                  "。匿名：谁投了什么，谁也查不到；投了就不能改。",
                  ". Anonymous: nobody can find out who chose what, and a ballot is final.")
              : language.pick(
                  "；也可以发编号，比如 " + question.mark(0) + " " + question.mark(1) + "。",
                  "; or say the numbers, such as "
                      + question.mark(0)
                      + " "
                      + question.mark(1)
                      + "."));
    }
    if (question.anonymous()) {
      return buttons
          ? language.pick(
              "匿名：点下面的按钮。谁投了什么，谁也查不到；投了就不能改。",
              "Anonymous: press a button below. Nobody can find out who chose what, and a ballot is final.")
          : language.pick(
              "匿名：请私聊我，发「#" + number + " 编号」。谁投了什么，谁也查不到；投了就不能改。",
              "Anonymous: write to me in private, #"
                  + number
                  + " and the number. Nobody can find out who chose what, and a ballot is final.");
    }
    return switch (question.type()) {
      case SINGLE ->
          language.pick(
                  buttons ? "点按钮，或发编号，比如 " : "发编号就行，比如 ",
                  buttons
                      ? "Press a button or say its number, such as "
                      : "Say its number, such as ")
              + question.mark(0)
              + language.pick("。", ".");
      case MULTI ->
          language.pick(
                  "可以选 " + few(question) + (buttons ? " 个，点按钮，或发编号，比如 " : " 个，发编号，比如 "),
                  "Choose "
                      + few(question)
                      + (buttons
                          ? ": press buttons or say the numbers, such as "
                          : ": say the numbers, such as "))
              + question.mark(0)
              + " "
              + question.mark(1)
              + language.pick("。", ".");
      case RATING -> scale(question) + language.pick("，发数字就行。", ": say the number.");
      case OPEN ->
          language.pick(
              "引用这条消息回答，或发「答 你的话」。", "Reply to this message, or say “answer” and your words.");
    };
  }

  static String few(Question question) {
    return question.least() == question.most()
        ? Integer.toString(question.most())
        : question.least() + "-" + question.most();
  }

  /** Such as {@code 请打 1 到 5 分（1 很差，5 很好）}. */
  static String scale(Question question) {
    Language language = question.language();
    int low = question.lowest();
    int high = question.highest();
    String ends =
        question.ends().isEmpty()
            ? ""
            : language.pick(
                "（"
                    + low
                    + " "
                    + question.ends().get(0)
                    + "，"
                    + high
                    + " "
                    + question.ends().get(1)
                    + "）",
                " ("
                    + low
                    + " "
                    + question.ends().get(0)
                    + ", "
                    + high
                    + " "
                    + question.ends().get(1)
                    + ")");
    return language.pick("请打 " + low + " 到 " + high + " 分", "From " + low + " to " + high) + ends;
  }

  static String reminder(OpenHere.Here here, int ballots, Instant now, boolean buttons) {
    Question question = here.question;
    Language language = question.language();
    String left = left(Duration.between(now, here.closes), language);
    return language.pick(
            "【投票 #" + here.number + " 还有 " + left + "截止，已有 " + ballots + " 人投票】\n",
            "Poll #"
                + here.number
                + " ends in "
                + left
                + "; "
                + ballots
                + (ballots == 1 ? " has" : " have")
                + " voted.\n")
        + question.title()
        + (here.platform.isEmpty()
            ? options(question, here.order) + '\n' + how(here.number, question, buttons)
            : '\n' + quoted(language));
  }

  /** Such as {@code 2 小时}; below an hour and a half in minutes. */
  private static String left(Duration time, Language language) {
    long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
    if (minutes < 90) {
      return language.pick(minutes + " 分钟", minutes + (minutes == 1 ? " minute" : " minutes"));
    }
    return language.pick(Math.round(minutes / 60.0) + " 小时", Math.round(minutes / 60.0) + " hours");
  }

  /** Somebody asks for polls, and none is open. */
  static String nothing(Language language) {
    return language.pick("现在没有投票。", "Nothing is being asked now.");
  }

  /** The title of a poll on one line, for lists. */
  static String named(long number, String title) {
    return "#" + number + " " + title;
  }

  /**
   * One answer to all who voted lately.
   *
   * @param answers in the order in which they came
   */
  static String receipt(List<BallotAnswered> answers, OpenHere open, Language language) {
    StringBuilder text = new StringBuilder();
    answers.stream()
        .map(BallotAnswered::poll)
        .distinct()
        .forEach(
            poll ->
                Receipt.lines(
                        poll,
                        answers.stream().filter(a -> a.poll() == poll).toList(),
                        open.find(poll).map(here -> here.question).orElse(null),
                        language)
                    .forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line)));
    return text.toString();
  }
}
