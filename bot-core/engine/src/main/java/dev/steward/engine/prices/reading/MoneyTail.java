package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Numeral.Money;

/** The words of money behind a number: 块, 块9, 元整, 毛五, k, w2, 多, 出头, rmb. */
final class MoneyTail {
  private static final long YUAN = Numeral.YUAN;

  private final Line line;
  private Core core;
  private int p;
  private Money money;

  private MoneyTail(Line line, Core core, Money money) {
    this.line = line;
    this.core = core;
    this.money = money;
    p = core.end();
  }

  /** The number with all that belongs to it. */
  static Numeral read(Line line, int start, Core core, boolean signed) {
    return new MoneyTail(line, core, signed ? Money.SURE : Money.BARE).read(start);
  }

  private Numeral read(int start) {
    int coreStart = core.start();
    int coreEnd = core.end();
    size();
    about();
    unit();
    if (core.name() || core.fraction() > 2) {
      money = Money.NEVER;
    }
    return new Numeral(
        start,
        p,
        coreStart,
        coreEnd,
        core.low(),
        core.high(),
        core.other(),
        core.fraction(),
        money,
        core.arabic(),
        core.vague());
  }

  /** 3k, 1k5, 1w2, 1.2万, 2百6. */
  private void size() {
    if (!core.arabic()) {
      spokenPoint();
      return;
    }
    if (core.name()) {
      return;
    }
    char c = line.at(p);
    if (core.fraction() == 0 && ChineseDigits.unitAt(line, p) && core.low() < 10_000 * YUAN) {
      core = ChineseDigits.mixed(line, core);
      p = core.end();
      return;
    }
    long factor = c == 'k' ? 1000 : c == 'w' || c == '万' ? 10_000 : 0;
    if (factor == 0 || line.letter(p + 1) || core.low() > Numeral.MOST / factor) {
      return;
    }
    if (MoneyWords.FULL_SIZES.startingAt(line, line.skipSpaces(p + 1)) > 0) {
      money = Money.NEVER;
      return;
    }
    core = core.times(factor, p + 1);
    p++;
    if (money == Money.BARE) {
      money = Money.SIZE;
    }
    int digit = lastDigit(p);
    if (digit > 0) {
      core = core.plus(digit * factor / 10 * YUAN, p + 1);
      p++;
    }
  }

  /** 三十九点九, which is no time of day. */
  private void spokenPoint() {
    int tenth = line.at(p) == '点' ? ChineseDigits.digit(line.at(p + 1)) : -1;
    if (tenth <= 0 || tenth > 9 || core.vague()) {
      return;
    }
    int hundredth = ChineseDigits.digit(line.at(p + 2));
    int end = hundredth > 0 && hundredth < 10 ? p + 3 : p + 2;
    if (core.low() > 24 * YUAN || MoneyWords.yuan(line, end) || line.is(end, "包邮")) {
      long more = tenth * YUAN / 10 + (end == p + 3 ? hundredth * YUAN / 100 : 0);
      core = core.plus(more, end);
      p = end;
    }
  }

  /** A single digit that belongs to the number and counts nothing itself, or -1. */
  private int lastDigit(int place) {
    int digit = line.digit(place) ? line.at(place) - '0' : ChineseDigits.digit(line.at(place));
    boolean alone =
        !line.digit(place + 1)
            && line.at(place + 1) != '.'
            && !Units.follow(line, place + 1)
            && !(line.at(place) == '一' && Units.counts(line, place + 1));
    return digit >= 0 && digit < 10 && alone && line.at(place) != '两' ? digit : -1;
  }

  /** 100多, 30几, 三百来块, 100出头. */
  private void about() {
    if (line.at(p) == '多' && line.at(p + 1) != '少') {
      core = core.upTo(p + 1, core.low() + step() - YUAN);
      p++;
    } else if (line.at(p) == '几' && core.arabic() && core.low() % (10 * YUAN) == 0) {
      core = core.upTo(p + 1, core.low() + 9 * YUAN);
      p++;
    } else if (line.at(p) == '来' && MoneyWords.yuan(line, p + 1)) {
      core = core.upTo(p + 1, -1);
      p++;
    } else {
      outOver();
    }
  }

  private void outOver() {
    if (line.is(p, "出头")) {
      core = core.upTo(p + 2, -1);
      p += 2;
    }
  }

  /** The last place that is not zero: a hundred for 300, ten for 120. */
  private long step() {
    long step = 10 * YUAN;
    while (core.low() > 0 && core.low() % (step * 10) == 0 && step < 10_000 * YUAN) {
      step *= 10;
    }
    return core.low() % step == 0 ? step : YUAN + YUAN * 9 / 10;
  }

  private void unit() {
    int at = line.at(p) == ' ' ? p + 1 : p;
    if (MoneyWords.FOREIGN.startingAt(line, at) > 0) {
      money = Money.NEVER;
      return;
    }
    char c = line.at(at);
    int yuan = MoneyWords.YUANS.startingAt(line, at);
    if (yuan > 0) {
      if (c == '块' && core.low() <= 10 * YUAN && MoneyWords.THINGS.startingAt(line, at + 1) > 0) {
        money = Money.NEVER;
        return;
      }
      if (line.letter(at) && line.letter(at + yuan)) {
        return;
      }
      p = at + yuan;
      money = Money.SURE;
      if (yuan == 1) {
        afterYuan(c);
      }
      return;
    }
    switch (c) {
      case '毛', '角' -> {
        if (core.low() < 100 * YUAN && !line.is(at, "毛巾") && !line.is(at, "毛毯") && at == p) {
          p = tenths(at);
          money = Money.SURE;
        }
      }
      case '分' -> {
        if (line.is(at, "分钱")) {
          core = new Core(core.start(), at, core.low() / 100, -1, -1, 0, false, false, false);
          p = at + 2;
          money = Money.SURE;
        }
      }
      case '米' -> {
        if (at == p && money != Money.SURE) {
          p = at + 1;
          money = Money.METRE;
        }
      }
      case 'r' -> {
        if (!line.letter(at + 1) && !line.digit(at + 1)) {
          p = at + 1;
          money = Money.SURE;
        }
      }
      default -> {}
    }
  }

  /** 块9, 块九, 块半, 块五毛, 块多, 块出头, 块零5分. */
  private void afterYuan(char yuan) {
    if (line.at(p) == '半' && line.at(p + 1) != '价') {
      core = core.plus(YUAN / 2, p + 1);
      p++;
    } else if (line.at(p) == '多' && line.at(p + 1) != '少') {
      core = core.upTo(p + 1, core.low() + YUAN * 9 / 10);
      p++;
    } else if (line.is(p, "出头")) {
      outOver();
    } else if (core.fraction() == 0 && !core.vague()) {
      fraction(yuan);
    }
  }

  private void fraction(char yuan) {
    int at = line.at(p) == '零' ? p + 1 : p;
    int digit = line.digit(at) ? line.at(at) - '0' : ChineseDigits.digit(line.at(at));
    if (digit < 0 || digit > 9) {
      return;
    }
    if (line.at(at + 1) == '毛' || line.at(at + 1) == '角') {
      core = core.plus(digit * YUAN / 10, at + 2);
      p = at + 2;
      hundredths();
    } else if (line.at(at + 1) == '分' && line.at(at + 2) != '期') {
      core = core.plus(digit * YUAN / 100, at + 2);
      p = at + 2;
    } else if (at == p && line.digit(p) && ArabicDigits.digits(line, p) == p + 2) {
      if (yuan == '块' && !Units.follow(line, p + 2) && line.at(p + 2) != '.') {
        core = core.plus(ArabicDigits.value(line, p, p + 2) * YUAN / 100, p + 2);
        p += 2;
      }
    } else if (at == p && lastDigit(p) > 0) {
      core = core.plus(lastDigit(p) * YUAN / 10, p + 1);
      p++;
    }
  }

  private int tenths(int at) {
    core =
        new Core(
            core.start(),
            at,
            core.low() / 10,
            core.high() < 0 ? -1 : core.high() / 10,
            -1,
            0,
            false,
            core.vague(),
            core.name());
    p = at + 1;
    hundredths();
    return line.at(p) == '钱' ? p + 1 : p;
  }

  private void hundredths() {
    int digit = lastDigit(p);
    if (digit > 0) {
      core = core.plus(digit * YUAN / 100, p + 1);
      p++;
      if (line.at(p) == '分') {
        p++;
      }
    }
  }
}
