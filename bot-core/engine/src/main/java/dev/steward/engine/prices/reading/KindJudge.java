package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Quote.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what kind of price each amount of a line is, by the words of its clause, then by its
 * neighbours. The first rule that fits wins, in the order of {@link #own}.
 */
final class KindJudge {
  static final Words NEARLY = Words.of("了 的 是 : 才 就 只 也 都 一共 总共 共 大概 差不多 不到 将近 _ 价 付 要 给我 我 还 ( 为");

  private static final Words OR = Words.of("还是 or");

  private final Line line;
  private final List<Numeral> prices;
  private final Around around;
  private final Kind[] kinds;

  KindJudge(Line line, List<Numeral> prices) {
    this.line = line;
    this.prices = prices;
    around = new Around(line, prices);
    kinds = new Kind[prices.size()];
    for (int i = 0; i < kinds.length; i++) {
      Kind own = own(i);
      kinds[i] = own != null ? own : shared(i);
    }
  }

  Kind of(int price) {
    return kinds[price];
  }

  private int clauseStart(int i) {
    return line.clauseStart(prices.get(i).start());
  }

  /** Where the words before a price begin: behind the price before it and what belongs to that. */
  private int left(int i) {
    int start = clauseStart(i);
    if (i == 0 || prices.get(i - 1).end() <= start) {
      return start;
    }
    int p = prices.get(i - 1).end();
    int tail = Cues.BUYS_BEHIND.startingAt(line, p);
    return tail > 0 && p + tail < prices.get(i).start() ? p + tail : p;
  }

  /** Where the words behind a price end. */
  private int right(int i) {
    int p = prices.get(i).end();
    int end = line.clauseEnd(p);
    if (i + 1 == prices.size() || prices.get(i + 1).start() >= end) {
      return end;
    }
    int next = prices.get(i + 1).start();
    int tail = Cues.BUYS_BEHIND.startingAt(line, p);
    return tail > 0 && p + tail < next ? p + tail : p;
  }

  private boolean said(Words words, int i) {
    return words.within(line, left(i), prices.get(i).start())
        || words.within(line, prices.get(i).end(), right(i));
  }

  private boolean before(Words words, int i) {
    return words.within(line, left(i), prices.get(i).start());
  }

  /** The kind that the price's own clause tells, or null. */
  private @Nullable Kind own(int i) {
    Numeral n = prices.get(i);
    if (touches(Cues.DEPOSIT, i)) {
      return Kind.DEPOSIT;
    }
    if (touches(Cues.BALANCE, i)) {
      return Kind.BALANCE;
    }
    if (wish(i) || orElse(i)) {
      return Kind.UNKNOWN;
    }
    if (paid(i)) {
      return Kind.PAID;
    }
    if (said(Cues.COUPON, i)) {
      return Kind.COUPON;
    }
    if (said(Cues.IN_HAND, i)) {
      return Kind.INHAND;
    }
    if (said(Cues.SUBSIDY, i)) {
      return Kind.SUBSIDY;
    }
    if (said(Cues.LIVE, i)) {
      return Kind.LIVE;
    }
    if (said(Cues.NOT_MEMBER, i)) {
      return Kind.LIST;
    }
    if (said(Cues.MEMBER, i)) {
      return Kind.MEMBER;
    }
    if (said(Cues.GROUP, i)) {
      return Kind.GROUP_DEAL;
    }
    if (before(Cues.DERIVED, i)) {
      return i > 0 ? kinds[i - 1] : Kind.UNKNOWN;
    }
    if (said(Cues.SEEN, i)) {
      int seen = Cues.SEEN.lastEnd(line, left(i), n.start());
      return seen >= 0 && Cues.OURS.within(line, seen, n.start()) ? Kind.LIST : Kind.SEEN;
    }
    return said(Cues.LIST, i) ? Kind.LIST : null;
  }

  /** Right before or right behind the amount, little words aside. */
  private boolean touches(Words words, int i) {
    int p = prices.get(i).start();
    for (int k = 0; k < 3; k++) {
      if (words.endingAt(line, p) > 0) {
        return true;
      }
      p -= NEARLY.endingAt(line, p);
    }
    int end = prices.get(i).end();
    int behind = line.at(end) == '的' ? end + 1 : end;
    int word = words.startingAt(line, behind);
    boolean nexts = i + 1 < prices.size() && prices.get(i + 1).start() <= behind + word + 1;
    return word > 0 && !nexts;
  }

  private boolean wish(int i) {
    Numeral n = prices.get(i);
    int p = n.start();
    for (int k = 0; k < 2; k++) {
      if (Cues.WISH_BEFORE.endingAt(line, p) > 0) {
        return true;
      }
      p -= NEARLY.endingAt(line, p);
    }
    int behind = line.skipSpaces(n.end());
    return Cues.WISH_BUT.startingAt(line, behind) == 0
        && Cues.WISH_BEHIND.startingAt(line, behind) > 0;
  }

  /** 239还是229: nobody knows. */
  private boolean orElse(int i) {
    Numeral n = prices.get(i);
    boolean next = i + 1 < prices.size() && or(n.end(), prices.get(i + 1).start());
    return next || (i > 0 && or(prices.get(i - 1).end(), n.start()));
  }

  private boolean or(int end, int start) {
    return start - end <= 6 && OR.within(line, end, start);
  }

  private boolean paid(int i) {
    Numeral n = prices.get(i);
    int behind = line.skipSpaces(n.end());
    behind += line.at(behind) == '刚' || line.at(behind) == '就' ? 1 : 0;
    if (Cues.BUYS_BEHIND.startingAt(line, behind) > 0 && behind < Math.max(right(i), n.end() + 1)) {
      return true;
    }
    int left = left(i);
    int verb = Cues.BOUGHT.lastEnd(line, left, n.start());
    if (verb >= 0
        && line.at(verb) != '手'
        && Around.happened(line, verb - Cues.BOUGHT.endingAt(line, verb))) {
      return !Cues.RESET.within(line, verb, n.start());
    }
    int p = n.start();
    p -= NEARLY.endingAt(line, p);
    int now = Cues.BUYS_NOW.endingAt(line, p);
    if (now > 0 && Around.happened(line, p - now)) {
      return true;
    }
    now = Cues.BUYS_NOW.endingAt(line, n.start());
    if (now > 0 && Around.happened(line, n.start() - now)) {
      return true;
    }
    int buys = Cues.BUYS.endingAt(line, p);
    if (buys > 0 && Around.happened(line, p - buys)) {
      return Cues.PERSON.within(line, left, p) || Cues.PAST.within(line, left, p);
    }
    int late = Cues.BOUGHT.lastEnd(line, n.end(), right(i));
    return late >= 0 && Around.happened(line, late - Cues.BOUGHT.endingAt(line, late));
  }

  /** What the clauses around tell about a price whose own clause tells nothing. */
  private Kind shared(int i) {
    Numeral n = prices.get(i);
    boolean person = around.person(n.start());
    if (person
        && (kindAt(i - 1) == Kind.PAID || (i + 1 < kinds.length && own(i + 1) == Kind.PAID))) {
      return Kind.PAID;
    }
    Kind earlier = around.before(i);
    if (earlier != null) {
      return earlier;
    }
    Kind later = around.behind(i);
    if (later != null) {
      return later;
    }
    if (before(Cues.DOUBT, i)) {
      return Kind.UNKNOWN;
    }
    if (person) {
      return kindAt(i - 1) == Kind.LIST ? Kind.LIST : Kind.UNKNOWN;
    }
    return around.names(i, left(i)) ? Kind.LIST : Kind.UNKNOWN;
  }

  private @Nullable Kind kindAt(int i) {
    return i >= 0 ? kinds[i] : null;
  }
}
