package dev.steward.engine.polls;

import dev.steward.chat.UserId;
import dev.steward.engine.polls.BallotAnswered.Result;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.MemberText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer to all who voted in a poll lately. */
final class Receipt {
  private static final int MOST_NAMED = 10;

  private Receipt() {}

  /**
   * A line for each kind of result.
   *
   * @param answers to one poll
   * @param question null when it is over meanwhile
   */
  static List<String> lines(
      long poll, List<BallotAnswered> answers, @Nullable Question question, Language language) {
    Map<Result, Map<UserId, String>> names = new EnumMap<>(Result.class);
    int ballots = 0;
    for (BallotAnswered answered : answers) {
      names
          .computeIfAbsent(answered.result(), _ -> new LinkedHashMap<>())
          .put(answered.user(), MemberText.neutral(answered.name()));
      ballots = Math.max(ballots, answered.ballots());
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Result, Map<UserId, String>> one : names.entrySet()) {
      line(poll, one.getKey(), List.copyOf(one.getValue().values()), answers, question, language)
          .ifPresent(lines::add);
    }
    if (names.containsKey(Result.COUNTED)) {
      lines.set(
          0,
          lines.getFirst()
              + language.pick(
                  "共 " + ballots + " 人已投。",
                  " " + ballots + (ballots == 1 ? " ballot" : " ballots") + " so far."));
    }
    return lines;
  }

  private static Optional<String> line(
      long poll,
      Result result,
      List<String> who,
      List<BallotAnswered> answers,
      @Nullable Question question,
      Language language) {
    boolean anonymous = answers.getFirst().anonymous();
    String names = names(who, language);
    String head = language.pick("投票 #" + poll, "Poll #" + poll);
    String text =
        switch (result) {
          case COUNTED ->
              anonymous
                  ? language.pick("：新收到 " + who.size() + " 张匿名票，", ": " + who.size() + " new.")
                  : language.pick(" 记下了：" + names + "，", ": noted " + names + ".");
          case CHANGED -> language.pick(" 改票：" + names + "。", ": changed by " + names + ".");
          case WITHDRAWN -> language.pick(" 撤回：" + names + "。", ": taken back by " + names + ".");
          case AGAIN -> "";
          case CLOSED ->
              language.pick(" 已经结束，没有记：" + names + "。", " is over; not counted: " + names + ".");
          case FINAL ->
              anonymous
                  ? ""
                  : language.pick(
                      " 不能改票：" + names + " 投过了。",
                      ": " + names + " voted before; ballots are final.");
          case NOTHING -> language.pick("：" + names + " 还没有投过。", ": " + names + " had not voted.");
          case TOO_MANY ->
              question == null
                  ? ""
                  : language.pick(
                      " 最多选 " + question.most() + " 个：" + names + "，没有记。",
                      ": at most " + question.most() + " can be chosen, " + names + ".");
          case TOO_FEW ->
              question == null
                  ? ""
                  : language.pick(
                      " 要选 " + PollTexts.few(question) + " 个，点好了再点「完成」：" + names + "，还没有记。",
                      ": choose "
                          + PollTexts.few(question)
                          + ", then press “Done”; not counted yet: "
                          + names
                          + ".");
          case BROKEN -> language.pick(" 出了问题，暂时不能投。", " is out of order.");
          case UNCLEAR ->
              question == null
                  ? ""
                  : language.pick("（", " (")
                      + names
                      + language.pick("）：", "): ")
                      + BallotTexts.unclear(poll, question);
          case TOO_LONG ->
              language.pick("（", " (")
                  + names
                  + language.pick("）：", "): ")
                  + BallotTexts.tooLong(0, language);
          case WHICH ->
              language.pick(
                  "：有几个投票开着，" + names + " 请带上编号，比如 #" + poll + " 1。",
                  ": several polls are open, " + names + "; say which, such as #" + poll + " 1.");
          case NOT_HERE ->
              language.pick(
                  " 是匿名的，群里发的数字不算：请点按钮，或私聊我。",
                  " is anonymous and numbers here don't count: press a button, or write to me in"
                      + " private.");
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(head + text);
  }

  private static String names(List<String> who, Language language) {
    String named = String.join(language.pick("、", ", "), who.stream().limit(MOST_NAMED).toList());
    int more = who.size() - MOST_NAMED;
    return more <= 0
        ? named
        : named + language.pick(" 等 " + who.size() + " 人", " and " + more + " more");
  }
}
