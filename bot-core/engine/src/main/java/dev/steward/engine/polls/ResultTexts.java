package dev.steward.engine.polls;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import java.util.Locale;

/** The results of a poll, as a group is told. */
final class ResultTexts {
  private ResultTexts() {}

  /**
   * In a few lines.
   *
   * @param over whether it has ended
   */
  static String of(long number, Question question, PollResults results, boolean over) {
    Language language = question.language();
    StringBuilder text =
        new StringBuilder(
            language.pick(
                over ? "【投票 #" + number + " 结果】" : "【投票 #" + number + " 到现在】",
                over ? "Results of poll #" + number + ": " : "Poll #" + number + " so far: "));
    text.append(question.title());
    if (results.uncounted()) {
      return text.append(
              language.pick(
                  "\n有 " + results.n() + " 人投了票，可是这次的票数不出来，没有公布的结果。对不起，工作人员已经知道了。",
                  "\n"
                      + results.n()
                      + " voted, but the ballots can't be counted, so there are no results."
                      + " We are sorry; the staff know."))
          .toString();
    }
    if (results.withheld()) {
      text.append(
          results.n() == 0
              ? language.pick("\n没有人投票。", "\nNobody has voted.")
              : language.pick(
                  "\n只有 " + results.n() + " 人参加，为了不让人猜出谁投了什么，不公布结果。",
                  "\nOnly "
                      + results.n()
                      + " voted: so that nobody can guess who chose what, the results are not"
                      + " told."));
      return text.toString();
    }
    if (results.n() == 0) {
      return text.append(language.pick("\n没有人投票。", "\nNobody has voted.")).toString();
    }
    switch (question.type()) {
      case SINGLE, MULTI -> shares(results, text, language);
      case RATING -> rating(results, text, language);
      case OPEN -> {}
    }
    text.append(
        language.pick(
            "\n共 "
                + results.n()
                + " 人参加"
                + (question.type() == Poll.Type.MULTI ? "，每人可选多个" : "")
                + "。",
            "\n" + results.n() + (results.n() == 1 ? " member" : " members") + " took part."));
    if (question.type() != Poll.Type.OPEN && !results.conclusive()) {
      text.append(
          language.pick(
              "\nn=" + results.n() + "，人数少，不足以下结论。",
              "\nn=" + results.n() + ": too few to conclude anything."));
    } else if (question.type() == Poll.Type.SINGLE && results.leader() == null) {
      text.append(language.pick("\n领先的差距还在误差之内。", "\nThe lead is within the margin of error."));
    }
    if (over && !question.thanks().isEmpty()) {
      text.append('\n').append(question.thanks());
    }
    return text.toString();
  }

  private static void shares(PollResults results, StringBuilder text, Language language) {
    for (PollResults.Share share : results.shares()) {
      text.append("\n· ")
          .append(share.text())
          .append(language.pick("：", ": "))
          .append(share.count())
          .append(language.pick(" 票，", ", "))
          .append(Math.round(100 * share.of(results.n())))
          .append('%');
    }
  }

  private static void rating(PollResults results, StringBuilder text, Language language) {
    PollResults.Rating rating = results.rating();
    if (rating == null) {
      return;
    }
    text.append(language.pick("\n平均 ", "\nMean "))
        .append(String.format(Locale.ROOT, "%.1f", rating.mean()))
        .append(language.pick("，中位数 ", ", median "))
        .append(
            rating.median() % 1 == 0
                ? String.format(Locale.ROOT, "%.0f", rating.median())
                : String.format(Locale.ROOT, "%.1f", rating.median()));
    if (rating.nps() != null) {
      text.append(language.pick("，NPS ", ", NPS ")).append(Math.round(rating.nps()));
    }
    text.append(language.pick("。", "."));
  }
}
