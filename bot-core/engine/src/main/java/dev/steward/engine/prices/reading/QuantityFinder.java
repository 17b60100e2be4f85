package dev.steward.engine.prices.reading;

import java.util.List;

/** How many pieces a price is for: 两件128, 99一包, 99/件, 六罐一箱1380. */
final class QuantityFinder {
  private static final Words SETS = Words.of("套 装 起 以上 以内 内 起拍 起送 起卖 起批 以下 套装 连拍 价");
  private static final Words EACH =
      Words.of("单拍 单买 单件 单罐 单包 单盒 单瓶 单条 单箱 单袋 每件 每罐 每包 每盒 每箱 每瓶 每袋 每条 每个 每提 每片 单价 一件 each");
  private static final Words NO_COUNT =
      Words.of(
          "第 剩 还剩 只剩 仅剩 剩下 剩了 送 赠 送了 赠了 限 限购 限拍 满 最多 同 同一 另 这 那 哪 某 上 下 每天 一天 有 补 补了 差 还差 库存 还有 仅有"
              + " 只有 买了 发 了 看到 抽 +");
  private static final Words UNIT_OF = Words.of("一 每 / 1 每1");
  private static final Words GETS =
      Words.of("拍 买 拿 发 得 带走 到手 任选 拿了 买了 拍了 囤了 能拿 能买 可拍 有 选 入 给 收 拿到 抢 的");
  private static final Words BOUGHT = Words.of("囤了 买了 拍了 下了 入了 拿了 收了 抢了 订了 买 拍 囤 拿 要了");

  private static final Words NOT_ONE =
      Words.of(
          "个价 个月 个人 个群 个号 个链接 个店 个小时 个星期 个团 个数 个样 个礼拜 个平台 个时 个问 次性 张图 个群友 个姐 个同 张券 张优惠 张单 个疗程 个季度"
              + " 个周期 个学期 个朋友 条链接 对比 个活动");

  private final Line line;
  private final List<Numeral> numerals;

  QuantityFinder(Line line, List<Numeral> numerals) {
    this.line = line;
    this.numerals = numerals;
  }

  private int used;

  /** The quantity, 0 if none was said; to be asked from left to right. */
  int of(int index, int from) {
    int behind = behind(index);
    boolean explicit = behind > 0 && unitOf(index);
    if (explicit && behind == 1) {
      return uses(index, inner(index, behind));
    }
    int before = before(index, Math.max(used, from));
    if (before != 0) {
      return Math.max(before, 0);
    }
    if (behind != 0) {
      return uses(index, Math.max(behind, 0));
    }
    return earlier(index);
  }

  /** The count behind a price is not the count before the next. */
  private int uses(int index, int count) {
    if (index + 1 < numerals.size()) {
      used = numerals.get(index + 1).end();
    }
    return count;
  }

  /** 两件套 behind a price: a name, or a count; nobody can tell. */
  boolean setBehind(int index) {
    Numeral n = numerals.get(index);
    if (index + 1 >= numerals.size()) {
      return false;
    }
    Numeral next = numerals.get(index + 1);
    int pieces = Units.pieces(line, next.end());
    return next.start() == n.end()
        && next.count() > 1
        && pieces > 0
        && (line.at(next.end() + pieces) == '套' || line.at(next.end() + pieces) == '装');
  }

  private boolean unitOf(int index) {
    return UNIT_OF.startingAt(line, line.skipSpaces(numerals.get(index).end())) > 0;
  }

  /** A price for one case that says how many are in it: 1380一箱六罐. */
  private int inner(int index, int one) {
    if (index + 2 < numerals.size()) {
      Numeral first = numerals.get(index + 1);
      Numeral second = numerals.get(index + 2);
      int past = line.skipSpaces(first.end() + Units.pieces(line, first.end()));
      if (line.at(past) == '(') {
        past++;
      }
      int count = pieces(second);
      if (count > 1 && second.start() == past) {
        return count;
      }
    }
    return one;
  }

  /** The count that a numeral and its word for pieces make; 0 if none, -1 if a set or a limit. */
  private int pieces(Numeral n) {
    int length = Units.pieces(line, n.end());
    int count = n.count();
    if (length == 0 || count <= 0 || count > 500 || NOT_ONE.startingAt(line, n.end()) > 0) {
      return 0;
    }
    int past = n.end() + length;
    if (SETS.startingAt(line, past) > 0) {
      return -1;
    }
    int refused = NO_COUNT.endingAt(line, n.start());
    boolean verb = BOUGHT.endingAt(line, n.start()) > 0;
    if (refused > 0 && !verb) {
      return 0;
    }
    return count;
  }

  private int behind(int index) {
    Numeral n = numerals.get(index);
    int p = line.skipSpaces(n.end());
    if (line.at(p) == '/' || line.at(p) == '每') {
      int length = Units.pieces(line, p + 1);
      if (length > 0) {
        return 1;
      }
    }
    if (index + 1 >= numerals.size()) {
      return line.is(p, "each") || line.is(p, "per ") ? 1 : 0;
    }
    Numeral next = numerals.get(index + 1);
    if (line.at(p) == '/') {
      p++;
    }
    int verb = GETS.startingAt(line, p);
    int count = pieces(next);
    if (next.start() == p || (verb > 0 && next.start() == p + verb)) {
      return ownsNext(index, next) ? 0 : count;
    }
    return 0;
  }

  /** 一箱128两箱250, 2罐 398 一罐 210: the count behind belongs to the next price when it touches it. */
  private boolean ownsNext(int index, Numeral count) {
    if (index + 2 >= numerals.size() || index == 0) {
      return false;
    }
    int past = line.skipSpaces(count.end() + Units.pieces(line, count.end()));
    return numerals.get(index + 2).start() == past
        && pieces(numerals.get(index - 1)) > 0
        && !Units.follow(line, numerals.get(index + 2).end());
  }

  private int before(int index, int from) {
    Numeral n = numerals.get(index);
    int start = Math.max(from, line.clauseStart(n.start()));
    int each = EACH.lastEnd(line, Math.max(start, n.start() - 5), n.start());
    if (each >= 0 && line.at(each - 3) != '拼') {
      return 1;
    }
    int found = 0;
    for (int i = index - 1; i >= 0 && numerals.get(i).start() >= start; i--) {
      Numeral m = numerals.get(i);
      int count = pieces(m);
      int gap = n.start() - m.end();
      if (count == 0 && !m.arabic() && m.coreEnd() - m.coreStart() == 1 && gap <= 12) {
        continue; // the 一 of 一共
      }
      if (count == 0 || gap > 12) {
        break;
      }
      if (count < 0) {
        return found == 0 ? 0 : found;
      }
      boolean summed = line.at(m.start() - 1) == '+' || line.at(m.start() - 1) == '和';
      if (summed) {
        return -1;
      }
      if (found > 1 && count > 1) {
        break;
      }
      found = Math.max(found, count);
    }
    return found;
  }

  /** 囤了一箱，花了99.9: the count stands in the clause before. */
  private int earlier(int index) {
    Numeral n = numerals.get(index);
    int start = line.clauseStart(n.start());
    if (index == 0 || !Cues.BOUGHT.within(line, start, n.start())) {
      return 0;
    }
    Numeral m = numerals.get(index - 1);
    int clause = line.clauseStart(start - 1);
    boolean close = m.start() >= clause && m.end() <= start;
    return close
            && BOUGHT.endingAt(line, m.start()) > 0
            && !Cues.BOUGHT.within(line, Math.max(0, clause - Line.REACH), clause)
        ? Math.max(0, pieces(m))
        : 0;
  }
}
