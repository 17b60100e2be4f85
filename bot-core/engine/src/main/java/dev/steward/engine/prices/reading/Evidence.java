package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Numeral.Money;

/** Whether the words around a number that nothing refuses vouch for its being a price. */
final class Evidence {
  private static final long YUAN = Numeral.YUAN;

  /** Days that people write like decimals, and mean a sale. */
  private static final Words DAYS =
      Words.of(
          "6.18 6.1 11.11 12.12 3.8 5.20 8.18 10.1 5.1 1.1 9.10 3.15 10.24 2.14 12.25 6.16 11.1"
              + " 11.10 6.20");

  private static final Words SALES = Words.of("618 1111 1212 818 520 666 6666 233 2333 1314");

  private static final Words PARTICLES =
      Words.of("了 呀 啊 吗 呢 吧 诶 哎 哦 嘛 啦 呐 了吗 了吧 了啊 了呀 了呢 了都 左右 上下 左右吧 左右的");

  private static final Words LINKS =
      Words.of("了 的 是 才 就 只 也 都 要 到 在 给我 一共 : _ 大概 差不多 约 将近 快 好像 竟然 居然 还 又 得 成 ( 为 价 我 这 那");

  /** What goods are sold in; 一次, 一个 and 一杯 stand behind other numbers as often. */
  private static final Words PACKAGES = Words.of("罐 盒 件 箱 袋 瓶 支 片 条 套 提 桶 斤");

  /** What of a thing was so much; of a fever or a child nobody asks what it costs. */
  private static final Words PRICED = Words.of("price which that this they these those");

  private static final Words WAS = Words.of("was_ were_");
  private static final Words NOW = Words.of("now_ now_only_ now_just_");

  private Evidence() {}

  /** Whether a number is a price; {@code from} is where the price before it in its clause ends. */
  static boolean vouches(Line line, Numeral n, int from) {
    if (n.money() == Money.SURE) {
      return true;
    }
    int start = Math.max(from, line.clauseStart(n.start()));
    if (n.money() == Money.METRE) {
      return traded(line, n);
    }
    if (!n.arabic()) {
      return spoken(line, n, start);
    }
    boolean led = led(line, n.start()) || thenAndNow(line, n.start());
    boolean followed = followed(line, n);
    if (n.money() == Money.BARE && SALES.startingAt(line, n.start()) == n.end() - n.start()) {
      return Cues.OFFER.endingAt(line, n.start()) > 1;
    }
    if (day(line, n)) {
      return Cues.OFFER.endingAt(line, n.start()) > 0 || sold(line, n.end());
    }
    boolean small = n.low() < 5 * YUAN && n.fraction() == 0;
    if (small) {
      return false;
    }
    boolean closed = closed(line, n.end());
    return led || followed || (closed && !lone(line, n) && chinese(line, n));
  }

  private static boolean followed(Line line, Numeral n) {
    int p = line.skipSpaces(n.end());
    if (Cues.BEHIND.startingAt(line, p) > 0 || counted(line, p)) {
      return true;
    }
    return Cues.BEHIND_PERHAPS.startingAt(line, p) > 0
        && (n.fraction() > 0 || n.money() == Money.SIZE || traded(line, n));
  }

  /** A count of goods stands here: 99两件. */
  private static boolean counted(Line line, int p) {
    int end = line.digit(p) ? ArabicDigits.digits(line, p) : p + 1;
    return (line.digit(p) || ChineseDigits.digit(line.at(p)) > 0 || line.at(p) == '十')
        && Units.counts(line, end);
  }

  /** 三百九十九一罐, 两百三两罐: for so many pieces of goods. */
  private static boolean goods(Line line, int place) {
    int p = line.skipSpaces(place);
    return (line.at(p) == '一' || line.at(p) == '两') && PACKAGES.startingAt(line, p + 1) > 0;
  }

  private static boolean traded(Line line, Numeral n) {
    int start = Math.max(0, n.start() - Line.REACH);
    int end = Math.min(line.length(), n.end() + Line.REACH);
    return Cues.TRADE.within(line, start, n.start()) || Cues.TRADE.within(line, n.end(), end);
  }

  /** Numbers in characters stand everywhere, so they need more. */
  private static boolean spoken(Line line, Numeral n, int start) {
    if (n.low() < 10 * YUAN || (n.coreEnd() - n.coreStart() < 2)) {
      return false;
    }
    boolean person = Cues.PERSON.endingAt(line, n.start()) > 0;
    boolean behind =
        goods(line, n.end())
            || Cues.BUYS_BEHIND.startingAt(line, n.end()) > 0
            || Cues.WISH_BEHIND.startingAt(line, n.end()) > 0
            || line.is(n.end(), "包邮");
    if (line.at(n.start()) == '几' && !behind) {
      return false;
    }
    boolean closed = line.at(n.end()) == ' ' || closed(line, n.end());
    boolean led = led(line, n.start()) && (n.low() > 31 * YUAN || !time(line, n.start()));
    boolean large =
        n.low() >= 100 * YUAN
            && !line.is(n.start(), "二百五")
            && (n.end() - n.start() >= 3 || traded(line, n));
    return behind || (closed && (led || person || large || pieces(line, start, n.start())));
  }

  private static boolean time(Line line, int place) {
    return Cues.TIME.endingAt(line, place) > 0;
  }

  /** Whether a count of goods stands in the clause before. */
  private static boolean pieces(Line line, int from, int to) {
    for (int p = from; p < to; p++) {
      boolean number = line.digit(p) || ChineseDigits.digit(line.at(p)) > 0;
      if (number && Units.counts(line, p + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean led(Line line, int place) {
    int p = place;
    for (int i = 0; i < 5; i++) {
      if (Cues.OFFER.endingAt(line, p) > 0 || time(line, p) || Cues.PERSON.endingAt(line, p) > 0) {
        return true;
      }
      int pieces = piecesBefore(line, p);
      if (pieces > 0) {
        return true;
      }
      int link = LINKS.endingAt(line, p);
      if (link == 0) {
        return false;
      }
      p -= link;
    }
    return false;
  }

  /** Was 59, now 49: each of the two words is a price's beside the other; a fever was 39. */
  private static boolean thenAndNow(Line line, int place) {
    int was = WAS.lastEnd(line, Math.max(0, place - Line.REACH), place);
    if (was < 0) {
      return false;
    }
    int thing = line.skipSpacesBack(was - WAS.endingAt(line, was));
    boolean both =
        was == place
            ? NOW.within(line, place, Math.min(line.length(), place + Line.REACH))
            : NOW.endingAt(line, place) > 0;
    return both && (thing == 0 || PRICED.endingAt(line, thing) > 0);
  }

  private static int piecesBefore(Line line, int place) {
    for (int length = 1; length <= 3; length++) {
      int p = place - length;
      boolean number = line.digit(p - 1) || ChineseDigits.digit(line.at(p - 1)) > 0;
      if (number && Units.pieces(line, p) == length) {
        return length + 1;
      }
    }
    return 0;
  }

  /** The clause ends here, or what follows is no word. */
  private static boolean closed(Line line, int place) {
    int p = line.skipSpaces(place);
    p += PARTICLES.startingAt(line, p);
    boolean open = line.han(p) || line.letter(p) || line.digit(p);
    boolean more = line.at(p) == '+' && !line.digit(p + 1);
    return line.ends(p) || !(open || more);
  }

  private static boolean day(Line line, Numeral n) {
    return n.fraction() > 0
        && DAYS.startingAt(line, n.start()) == n.end() - n.start()
        && n.money() == Money.BARE;
  }

  private static boolean sold(Line line, int end) {
    return Cues.BUYS_BEHIND.startingAt(line, end) > 0
        || line.is(end, "包邮")
        || line.at(end) == '/'
        || (line.at(end) == '一' && Units.counts(line, end + 1));
  }

  /** A number at the end of an English clause needs a word of trade before it. */
  private static boolean chinese(Line line, Numeral n) {
    int p = line.skipSpacesBack(n.start());
    return !line.letter(p - 1) || Words.han(line, Math.max(0, p - Line.REACH), p);
  }

  /** Nothing but a number, of those that are shouts: 666, 233, 520. */
  private static boolean lone(Line line, Numeral n) {
    int start = line.skipSpacesBack(n.start());
    if (start > 0 || n.money() == Money.SIZE) {
      return false;
    }
    boolean same = true;
    for (int p = n.coreStart() + 1; p < n.coreEnd(); p++) {
      same &= line.at(p) == line.at(n.coreStart()) || line.at(p) == '3';
    }
    return same
        || n.low() == 520 * YUAN
        || n.low() == 1314 * YUAN
        || n.low() < 5 * YUAN
        || n.low() >= 10_000 * YUAN;
  }
}
