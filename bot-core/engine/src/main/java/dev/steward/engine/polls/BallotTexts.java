package dev.steward.engine.polls;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.MemberText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member is told about their own ballot. */
final class BallotTexts {
  private BallotTexts() {}

  /** What one member is told alone of what became of a ballot. */
  static String alone(
      long number,
      Question question,
      BallotAnswered.Result result,
      List<Integer> choices,
      @Nullable String words) {
    Language language = question.language();
    String chosen =
        words != null
            ? language.pick("：「", ": “") + MemberText.neutral(words) + language.pick("」", "”")
            : choices.isEmpty()
                ? ""
                : language.pick("：", ": ")
                    + String.join(
                        language.pick("、", ", "),
                        choices.stream().map(i -> question.options().get(i).text()).toList());
    String poll = language.pick("投票 #" + number, "Poll #" + number);
    return switch (result) {
      case COUNTED ->
          question.anonymous()
              ? poll
                  + language.pick(
                      "：匿名票收到了，谁也查不到内容。", ": your anonymous ballot is in; nobody can read it.")
              : poll
                  + language.pick(" 记下了", ": I have got")
                  + (chosen.isEmpty() ? "" : chosen)
                  + (question.mayChange()
                      ? language.pick("。想改就再发一次。", ". To change it, just answer again.")
                      : language.pick("。", "."));
      case CHANGED -> poll + language.pick(" 已改成", ", changed") + chosen + language.pick("。", ".");
      case AGAIN ->
          poll
              + language.pick(" 本来就是这样记的", ": that is what I have")
              + chosen
              + language.pick("。", ".");
      case WITHDRAWN -> poll + language.pick("：你的票撤回了。", ": your ballot is taken back.");
      case CLOSED -> poll + language.pick(" 已经结束了。", " is over.");
      case FINAL ->
          poll
              + language.pick(
                  question.anonymous() ? "：你投过了。匿名票不能改，因为没有人知道哪张是你的。" : "：你投过了，这个投票不能改票。",
                  question.anonymous()
                      ? ": you have voted. An anonymous ballot can't be changed, since nobody knows"
                          + " which one is yours."
                      : ": you have voted, and ballots can't be changed here.");
      case NOTHING -> poll + language.pick("：你还没有投过。", ": you have not voted.");
      case TOO_MANY ->
          poll
              + language.pick(
                  " 最多选 " + question.most() + " 个。",
                  ": at most " + question.most() + " can be chosen.");
      case TOO_FEW ->
          poll
              + language.pick(
                  " 要选 " + PollTexts.few(question) + " 个：点好了再点「完成」。",
                  ": choose " + PollTexts.few(question) + ", then press “Done”.");
      case BROKEN ->
          poll + language.pick(" 出了问题，暂时不能投，工作人员会处理。", " is out of order; staff will see to it.");
      case UNCLEAR -> unclear(number, question);
      case TOO_LONG ->
          poll
              + language.pick("：", ": ")
              + tooLong(words == null ? 0 : BallotReader.length(words), language);
      case WHICH ->
          language.pick(
              "有几个投票开着，请带上编号，比如 #" + number + " 1。",
              "Several polls are open: say which, such as #" + number + " 1.");
      case NOT_HERE ->
          poll
              + language.pick(
                  " 是匿名的：请点按钮，或私聊我，群里发的不算。",
                  " is anonymous: press a button or write to me in private.");
    };
  }

  /**
   * That an answer can't be kept whole, and so is not kept at all.
   *
   * @param length of the answer; 0 when that is not said
   */
  static String tooLong(int length, Language language) {
    return language.pick(
        "谢谢你写了这么多"
            + (length == 0 ? "" : "（" + length + " 字）")
            + "！可是一张票最多 "
            + BallotReader.LONGEST_ANSWER
            + " 字，这次没有记；请写短一点，再发一次。",
        "thank you for writing so much"
            + (length == 0 ? "" : " (" + length + " characters)")
            + "! But an answer has at most "
            + BallotReader.LONGEST_ANSWER
            + ", so it was not counted; please send it again, a little shorter.");
  }

  /** How to answer, to somebody whose ballot can't be read. */
  static String unclear(long number, Question question) {
    Language language = question.language();
    String poll = language.pick("投票 #" + number + " ", "Poll #" + number + ": ");
    return switch (question.type()) {
      case SINGLE ->
          poll
              + language.pick(
                  "请回一个编号，"
                      + question.mark(0)
                      + " 到 "
                      + question.mark(question.options().size() - 1)
                      + "。",
                  "answer with one of "
                      + question.mark(0)
                      + " to "
                      + question.mark(question.options().size() - 1)
                      + ".");
      case MULTI ->
          poll
              + language.pick(
                  "请选 "
                      + PollTexts.few(question)
                      + " 个编号，比如 "
                      + question.mark(0)
                      + " "
                      + question.mark(1)
                      + "。",
                  "choose "
                      + PollTexts.few(question)
                      + " numbers, such as "
                      + question.mark(0)
                      + " "
                      + question.mark(1)
                      + ".");
      case RATING ->
          poll
              + language.pick(
                  "请回一个 " + question.lowest() + " 到 " + question.highest() + " 的数字。",
                  "answer with a number from "
                      + question.lowest()
                      + " to "
                      + question.highest()
                      + ".");
      case OPEN -> poll + language.pick("请发「答 你的话」。", "say “answer” and your words.");
    };
  }
}
