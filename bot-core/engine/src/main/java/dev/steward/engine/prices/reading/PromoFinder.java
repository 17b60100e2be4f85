package dev.steward.engine.prices.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rules of promotions, 满300减40, 8折, 买一送一, and which numbers they use up: those are no
 * prices. A price that stands inside a rule (任选3件99) stays one.
 */
final class PromoFinder {
  private final Line line;
  private final List<Numeral> numerals;
  private final boolean[] spent;
  private final List<Promo> promos = new ArrayList<>();
  private final CharSequence text;
  private int done;
  private int keptPrice = -1;

  PromoFinder(Line line, CharSequence text, List<Numeral> numerals) {
    this.line = line;
    this.text = text;
    this.numerals = numerals;
    spent = new boolean[numerals.size()];
    for (int i = 0; i < numerals.size(); i++) {
      if (numerals.get(i).start() >= done) {
        find(i);
      } else if (spendable(i)) {
        spent[i] = true;
      }
    }
  }

  List<Promo> promos() {
    return promos;
  }

  /** Whether a rule uses up this number. */
  boolean spent(int numeral) {
    return spent[numeral];
  }

  /** Numbers inside a rule are spent, but for those that were left as prices on purpose. */
  private boolean spendable(int i) {
    return numerals.get(i).end() <= done && i != keptPrice;
  }

  private void find(int i) {
    Numeral n = numerals.get(i);
    if (second(i, n) || full(i, n) || buy(i, n) || pick(i, n) || cut(i, n) || credit(i, n)) {
      return;
    }
    if (!minus(i, n)) {
      cashBack(i, n);
    }
  }

  private void add(int start, int end, Promo.Type type) {
    String rule = text.subSequence(line.offset(start), line.offset(end)).toString();
    promos.add(new Promo(start, end, type, rule));
    done = end;
  }

  /** The number after this one if only the given words, or pieces and these, stand between. */
  private int after(int i, Words between) {
    if (i + 1 >= numerals.size()) {
      return -1;
    }
    int p = numerals.get(i).end();
    p += Units.pieces(line, p);
    p = line.skipSpaces(p);
    int next = numerals.get(i + 1).start();
    int word = between.startingAt(line, p);
    return word > 0 && line.skipSpaces(p + word) == next ? i + 1 : -1;
  }

  private boolean cutAt(int place) {
    return line.at(place) == '折' && !line.is(place, "折叠");
  }

  /** 第二件半价, 第2件5折, 第二件9.9. */
  private boolean second(int i, Numeral n) {
    int pieces = Units.pieces(line, n.end());
    if (line.at(n.start() - 1) != '第' || n.count() < 2 || pieces == 0) {
      return false;
    }
    spent[i] = true;
    int p = line.skipSpaces(n.end() + pieces);
    int free = PromoWords.SECOND_FREE.startingAt(line, p);
    if (free > 0) {
      add(n.start() - 1, p + free, Promo.Type.SECOND_HALF);
    } else if (i + 1 < numerals.size() && numerals.get(i + 1).start() - p <= 2) {
      Numeral next = numerals.get(i + 1);
      boolean cut = cutAt(next.end());
      if (cut || line.at(next.start() - 1) == '减') {
        spent[i + 1] = true;
      } else if (Units.follow(line, next.end())) {
        return true;
      } else {
        keptPrice = i + 1;
      }
      add(n.start() - 1, cut ? next.end() + 1 : next.end(), Promo.Type.SECOND_HALF);
    }
    return true;
  }

  private boolean full(int i, Numeral n) {
    int word = PromoWords.FULL.endingAt(line, n.start());
    if (word == 0) {
      return false;
    }
    spent[i] = true;
    int start = line.is(n.start() - 2, "每满") ? n.start() - 2 : n.start() - 1;
    int minus = after(i, PromoWords.THEN_MINUS);
    int cut = after(i, PromoWords.THEN_CUT);
    int gift = after(i, PromoWords.THEN_GIFT);
    if (minus > 0) {
      spent[minus] = true;
      add(start, numerals.get(minus).end(), Promo.Type.FULL_MINUS);
    } else if (cut > 0 || cutNext(i)) {
      spent[i + 1] = true;
      add(start, numerals.get(i + 1).end() + 1, Promo.Type.DISCOUNT);
    } else if (gift > 0) {
      spent[gift] = true;
      int end = numerals.get(gift).end();
      add(start, end + Units.pieces(line, end), Promo.Type.OTHER);
    }
    return true;
  }

  /** 满2件95折, without a word between. */
  private boolean cutNext(int i) {
    if (i + 1 >= numerals.size()) {
      return false;
    }
    Numeral n = numerals.get(i);
    Numeral next = numerals.get(i + 1);
    int p = line.skipSpaces(n.end() + Units.pieces(line, n.end()));
    return p == next.start() && cutAt(next.end());
  }

  /** 买一送一, 拍3付2, 买2件打8折. */
  private boolean buy(int i, Numeral n) {
    boolean led = PromoWords.BUY.endingAt(line, n.start()) > 0;
    int get = after(i, PromoWords.AND_GET);
    int pay = after(i, PromoWords.AND_PAY);
    int cut = led ? after(i, PromoWords.THEN_CUT) : -1;
    int start = led ? n.start() - 1 : n.start();
    if (led && get > 0 && numerals.get(get).count() > 0) {
      spent[i] = spent[get] = true;
      int end = numerals.get(get).end();
      add(start, end + Units.pieces(line, end), Promo.Type.BOGO);
      return true;
    }
    if (pay > 0 && n.count() > 0 && n.count() < 20 && numerals.get(pay).count() > 0) {
      spent[i] = spent[pay] = true;
      int end = numerals.get(pay).end();
      add(start, end + Units.pieces(line, end), Promo.Type.N_FOR_M);
      return true;
    }
    if (led && ((cut > 0 && cutAt(numerals.get(cut).end())) || cutNext(i))) {
      spent[i] = spent[i + 1] = true;
      add(start, numerals.get(i + 1).end() + 1, Promo.Type.DISCOUNT);
      return true;
    }
    return false;
  }

  /** 任选3件99, 3件任选99, 99任选3件: the price stays a price. */
  private boolean pick(int i, Numeral n) {
    int led = PromoWords.PICK.endingAt(line, n.start());
    int pieces = Units.pieces(line, n.end());
    int next = i + 1 < numerals.size() ? numerals.get(i + 1).start() : -1;
    if (led > 0 && pieces > 0 && next >= 0 && next - n.end() - pieces <= 1) {
      keptPrice = i + 1;
      add(n.start() - led, numerals.get(i + 1).end(), Promo.Type.N_FOR_M);
      return true;
    }
    int middle = pieces > 0 ? PromoWords.PICK.startingAt(line, n.end() + pieces) : 0;
    if (middle > 0 && n.end() + pieces + middle == next) {
      keptPrice = i + 1;
      add(n.start(), numerals.get(i + 1).end(), Promo.Type.N_FOR_M);
      return true;
    }
    int then = PromoWords.PICK.startingAt(line, n.end());
    if (then > 0 && n.end() + then == next && Units.counts(line, numerals.get(i + 1).end())) {
      int end = numerals.get(i + 1).end();
      spent[i + 1] = true;
      keptPrice = i;
      add(n.start(), end + Units.pieces(line, end), Promo.Type.N_FOR_M);
      return true;
    }
    return false;
  }

  /** 8折, 95折, 八八折. */
  private boolean cut(int i, Numeral n) {
    if (!cutAt(n.end()) || n.money() == Numeral.Money.SURE) {
      return false;
    }
    boolean two = i > 0 && numerals.get(i - 1).end() == n.start() && !n.arabic();
    spent[i] = true;
    if (two) {
      spent[i - 1] = true;
    }
    add(two ? numerals.get(i - 1).start() : n.start(), n.end() + 1, Promo.Type.DISCOUNT);
    return true;
  }

  /** 定金100抵200, 充500送50: the second number is a credit. */
  private boolean credit(int i, Numeral n) {
    int deposit = PromoWords.DEPOSIT.endingAt(line, n.start());
    int worth = after(i, PromoWords.CREDIT);
    int topUp = PromoWords.TOP_UP.endingAt(line, n.start());
    int gift = after(i, PromoWords.GIFT_OF);
    if (deposit > 0 && worth > 0) {
      spent[worth] = true;
      keptPrice = i;
      add(n.start() - deposit, numerals.get(worth).end(), Promo.Type.OTHER);
      return true;
    }
    if (topUp > 0 && gift > 0) {
      spent[i] = spent[gift] = true;
      add(n.start() - topUp, numerals.get(gift).end(), Promo.Type.OTHER);
      return true;
    }
    return false;
  }

  private boolean minus(int i, Numeral n) {
    int word = PromoWords.MINUS.endingAt(line, n.start());
    if (word == 0) {
      return false;
    }
    spent[i] = true;
    int start = n.start() - word;
    add(start - PromoWords.MINUS_LEAD.endingAt(line, start), n.end(), Promo.Type.MINUS);
    return true;
  }

  private void cashBack(int i, Numeral n) {
    int word = PromoWords.CASH_BACK.endingAt(line, n.start());
    int start = n.start() - word;
    int lead = word == 0 ? 0 : PromoWords.BACK_LEAD.endingAt(line, start);
    if (lead > 0) {
      spent[i] = true;
      add(start - lead, n.end() + PromoWords.BACK_END.startingAt(line, n.end()), Promo.Type.OTHER);
    }
  }
}
