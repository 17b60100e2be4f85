package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Quote.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around a price whose own clause tells nothing of it. */
final class Around {
  private static final Words COMPARES = Words.of("比 没 都 也 哪 不如 还不 能 跟 和 吗 更");
  private static final Words WANTED = Words.of("求购 求收 想收 蹲一 求转 收一个 有没有人出 求出");
  private static final Words FILLERS = Words.of("这 那 这个 那个 俩 这俩 那俩 啊 哦 哎 嗯 呃 额 个 呀 啥 什么 不是 对");

  private final Line line;
  private final List<Numeral> prices;

  Around(Line line, List<Numeral> prices) {
    this.line = line;
    this.prices = prices;
  }

  /** Whether what a verb says has come to pass, as far as the words before it tell. */
  static boolean happened(Line line, int verb) {
    return Cues.NOT_YET.endingAt(line, verb) == 0;
  }

  /** Whether somebody is named right before a place, little words aside. */
  boolean person(int place) {
    int p = line.skipSpacesBack(place);
    for (int k = 0; k < 3; k++) {
      if (Cues.PERSON.endingAt(line, p) > 0) {
        return true;
      }
      p -= Math.max(KindJudge.NEARLY.endingAt(line, p), Cues.TIME.endingAt(line, p));
    }
    return false;
  }

  /** Whether anything is named that the price can be of. */
  boolean names(int i, int start) {
    int content = 0;
    int p = prices.get(i).start();
    while (p > start) {
      int filler = Math.max(KindJudge.NEARLY.endingAt(line, p), FILLERS.endingAt(line, p));
      if (filler == 0 && (line.han(p - 1) || line.letter(p - 1))) {
        content++;
      }
      p -= Math.max(1, filler);
    }
    int end = line.clauseEnd(prices.get(i).end());
    return content > 1 || end - prices.get(i).end() > 1 || i > 0 || start > 3;
  }

  /** What the clause before a price tells about it. */
  @Nullable Kind before(int i) {
    int start = line.clauseStart(prices.get(i).start());
    if (start == 0 || (i > 0 && prices.get(i - 1).end() > line.clauseStart(start - 1))) {
      return null;
    }
    int from = line.clauseStart(start - 1);
    return toldBy(from, start);
  }

  private @Nullable Kind toldBy(int from, int to) {
    if (WANTED.within(line, from, to)) {
      return Kind.UNKNOWN;
    }
    int verb = Cues.BOUGHT.lastEnd(line, from, to);
    if (verb >= 0 && happened(line, verb - Cues.BOUGHT.endingAt(line, verb))) {
      return Kind.PAID;
    }
    if (Cues.LIVE.within(line, from, to)) {
      return Kind.LIVE;
    }
    if (COMPARES.within(line, from, to)) {
      return null;
    }
    if (Cues.GROUP.within(line, from, to)) {
      return Kind.GROUP_DEAL;
    }
    return Cues.SEEN.within(line, from, to) && !Cues.OURS.within(line, from, to) ? Kind.SEEN : null;
  }

  /** What the clause behind a price tells about it. */
  @Nullable Kind behind(int i) {
    int start = line.clauseEnd(prices.get(i).end()) + 1;
    int end = line.clauseEnd(start);
    if (end <= start || (i + 1 < prices.size() && prices.get(i + 1).start() < end)) {
      return null;
    }
    boolean told = line.at(end - 1) == '的' || line.at(end - 1) == '了' || end - start <= 4;
    return told ? toldBy(start, end) : null;
  }
}
