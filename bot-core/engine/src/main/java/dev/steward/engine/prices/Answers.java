package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.Money;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a member's answer to a question. What can be read two ways is asked, never guessed. */
final class Answers {
  private static final int MOST_PROPOSED = 3;
  private static final int LONGEST_STORY = 500;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ORDER = 40;
  private static final String NONE = "-";
  private static final Set<String> UNSURE =
      Set.of("不知道", "不清楚", "不记得", "不確定", "不确定", "not sure", "don't know");
  private static final Pattern BARE =
      Pattern.compile("[¥￥]?\\s*([0-9]{1,6})(?:\\.([0-9]{1,2}))?\\s*(?:元|块|块钱|rmb|cny|yuan)?");
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,10})/([0-9]{1,4})");
  private static final Pattern DATE =
      Pattern.compile("(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?");
  private static final Pattern DAYS_AGO = Pattern.compile("([0-9]{1,2})\\s*(?:天前|days? ago)");

  private final Facts facts;
  private final Desk desk;
  private final Instant now;

  private Answers(Facts facts, Desk desk, Instant now) {
    this.facts = facts;
    this.desk = desk;
    this.now = now;
  }

  /** What an answer says. */
  sealed interface Answer {
    /** This is known now. */
    record Known(Facts facts) implements Answer {}

    /** It can mean several things, of which one has to be chosen. */
    record Which(List<Asking.Option> options) implements Answer {}

    /** It says nothing about what was asked. */
    record Unclear() implements Answer {}
  }

  /**
   * Reads an answer in words or by number.
   *
   * @param asking what was asked, with what could be chosen
   */
  static Answer read(Asking asking, String text, Facts facts, Desk desk, Instant now) {
    String plain = Spoken.plain(text);
    for (int i = 0; i < asking.options().size(); i++) {
      Asking.Option option = asking.options().get(i);
      if (plain.equals(Integer.toString(i + 1)) || plain.equals(Spoken.plain(option.label()))) {
        return chosen(asking.fact(), option.value(), facts, desk, now);
      }
    }
    return new Answers(facts, desk, now).said(asking.fact(), text.strip(), plain);
  }

  /** Reads a button, or an option by its value. */
  static Answer chosen(Fact fact, String value, Facts facts, Desk desk, Instant now) {
    return new Answers(facts, desk, now).value(fact, value);
  }

  private Answer value(Fact fact, String value) {
    return switch (fact) {
      case PRODUCT, SKU -> known(facts.with(Fact.SKU, value.equals(NONE) ? "" : value));
      case PAID, PIECES -> amount(value, Fact.PAID, Fact.PIECES);
      case SEEN, SEEN_PIECES, SEEN_WITH -> amount(value, Fact.SEEN, Fact.SEEN_PIECES);
      case BOUGHT ->
          switch (value) {
            case "today" -> day(today());
            case "yesterday" -> day(today().minusDays(1));
            default ->
                value.matches("[0-9]{1,15}")
                    ? known(facts.with(Fact.BOUGHT, value))
                    : new Answer.Unclear();
          };
      case CHANNEL, TIER, TIER_BY ->
          fact == Fact.TIER && value.equals(Questions.UNKNOWN)
              ? known(facts.with(Fact.TIER, ""))
              : value.matches("#[0-9]{1,2}")
                  ? Questions.meant(fact, value, facts, desk, now)
                      .map(meant -> known(facts.with(fact, meant)))
                      .orElse(new Answer.Unclear())
                  : new Answer.Unclear();
      case WHERE -> where(value);
      case ORDER -> known(facts.with(Fact.ORDER, ""));
      case CONFIRMED ->
          value.equals("yes")
              ? known(facts.with(Fact.CONFIRMED, "yes"))
              : known(
                  facts.without(
                      Fact.PAID,
                      Fact.PIECES,
                      Fact.BOUGHT,
                      Fact.CHANNEL,
                      Fact.TIER,
                      Fact.TIER_BY,
                      Fact.SEEN,
                      Fact.SEEN_PIECES,
                      Fact.SEEN_WITH,
                      Fact.WHERE));
      case STORY, MORE -> new Answer.Unclear();
    };
  }

  private static Answer known(Facts facts) {
    return new Answer.Known(facts);
  }

  private Answer where(String code) {
    for (Where where : Where.values()) {
      if (where.code().equals(code)) {
        return known(facts.with(Fact.WHERE, code));
      }
    }
    return new Answer.Unclear();
  }

  private Answer amount(String value, Fact money, Fact pieces) {
    Matcher amount = AMOUNT.matcher(value);
    if (!amount.matches() || amount.group(2).equals("0")) {
      return new Answer.Unclear();
    }
    return known(facts.with(money, amount.group(1)).with(pieces, amount.group(2)));
  }

  private Answer said(Fact fact, String text, String plain) {
    return switch (fact) {
      case PRODUCT, SKU -> product(text);
      case PAID, PIECES -> money(text, Fact.PAID);
      case SEEN, SEEN_PIECES, SEEN_WITH -> money(text, Fact.SEEN);
      case BOUGHT -> bought(plain);
      case CHANNEL, TIER, TIER_BY ->
          fact == Fact.TIER && UNSURE.contains(plain)
              ? known(facts.with(Fact.TIER, ""))
              : new Answer.Unclear();
      case WHERE -> place(plain);
      case ORDER -> order(text, plain);
      case STORY -> known(facts.with(Fact.STORY, shortened(text, LONGEST_STORY)));
      case CONFIRMED ->
          switch (plain) {
            case "是", "是的", "对的", "没错", "嗯", "right", "y", "ok" -> value(fact, "yes");
            case "不是", "错了", "不", "wrong", "n" -> value(fact, "no");
            default -> new Answer.Unclear();
          };
      case MORE -> known(facts.with(Fact.MORE, shortened(text, LONGEST_STORY)));
    };
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private Answer product(String text) {
    PriceBook book = desk.prices().book();
    Facts said = facts.with(Fact.PRODUCT, shortened(text, LONGEST_NAME));
    List<Product> found = new ArrayList<>(book.called(text));
    if (found.isEmpty()) {
      book.in(text).stream().map(PriceBook.Mention::product).distinct().forEach(found::add);
    }
    if (found.size() == 1) {
      return known(said.with(Fact.SKU, found.getFirst().sku()));
    }
    List<Product> near = found.isEmpty() ? book.near(text, MOST_PROPOSED) : found;
    if (near.isEmpty()) {
      return known(said.with(Fact.SKU, ""));
    }
    List<Asking.Option> options = new ArrayList<>();
    near.stream()
        .limit(MOST_PROPOSED)
        .forEach(one -> options.add(new Asking.Option(one.name(), one.sku())));
    options.add(new Asking.Option(desk.say("都不是", "none of them"), NONE));
    return new Answer.Which(options);
  }

  private Answer money(String text, Fact fact) {
    Matcher bare = BARE.matcher(text.toLowerCase(Locale.ROOT));
    if (bare.matches()) {
      String fen = ((bare.group(2) == null ? "" : bare.group(2)) + "00").substring(0, 2);
      return settled(fact, Long.parseLong(bare.group(1)) * 100 + Long.parseLong(fen), 1, null);
    }
    List<Quote> quotes = PriceReader.read(text).quotes();
    if (quotes.size() > 1) {
      quotes =
          quotes.stream()
              .filter(quote -> (quote.kind() == Quote.Kind.PAID) == (fact == Fact.PAID))
              .toList();
    }
    if (quotes.size() != 1 || quotes.getFirst().upToCents() != null) {
      return new Answer.Unclear();
    }
    Quote quote = quotes.getFirst();
    int pieces = quote.quantity() == null ? 1 : Math.max(1, quote.quantity());
    if (!quote.ambiguous() && quote.otherCents().isEmpty()) {
      return settled(fact, quote.cents(), pieces, quote.kind());
    }
    return new Answer.Which(readings(quote, pieces));
  }

  /** All that the same words can mean. */
  private List<Asking.Option> readings(Quote quote, int pieces) {
    List<Asking.Option> options = new ArrayList<>();
    List<Long> all = new ArrayList<>(List.of(quote.cents()));
    all.addAll(quote.otherCents());
    for (long cents : all.stream().distinct().limit(MOST_PROPOSED).toList()) {
      options.add(
          new Asking.Option(
              Money.yuan(cents)
                  + desk.say(" 元", " CNY")
                  + (pieces == 1 ? "" : desk.say("，一共 " + pieces + " 件", " for " + pieces)),
              cents + "/" + pieces));
    }
    if (pieces > 1 && quote.otherCents().isEmpty()) {
      options.add(
          new Asking.Option(
              desk.say(
                  "每件 " + Money.yuan(quote.cents()) + " 元，" + pieces + " 件",
                  Money.yuan(quote.cents()) + " CNY each, " + pieces + " of them"),
              quote.cents() * pieces + "/" + pieces));
    }
    return options;
  }

  private Answer settled(Fact fact, long cents, int pieces, Quote.@Nullable Kind kind) {
    if (cents <= 0) {
      return new Answer.Unclear();
    }
    if (fact == Fact.PAID) {
      return known(facts.with(Fact.PAID, cents).with(Fact.PIECES, pieces));
    }
    Facts seen = facts.with(Fact.SEEN, cents).with(Fact.SEEN_PIECES, pieces);
    if (kind == Quote.Kind.COUPON) {
      seen = seen.with(Fact.SEEN_WITH, "coupon");
    }
    if (kind == Quote.Kind.LIVE && !seen.has(Fact.WHERE)) {
      seen = seen.with(Fact.WHERE, Where.LIVE.code());
    }
    return known(seen);
  }

  private LocalDate today() {
    return now.atZone(desk.zone()).toLocalDate();
  }

  private Answer bought(String plain) {
    switch (plain) {
      case "刚刚", "刚才", "just now" -> {
        return known(facts.with(Fact.BOUGHT, now.toEpochMilli()));
      }
      case "今早", "今晚", "今天上午", "今天下午" -> {
        return day(today());
      }
      case "昨晚", "昨儿" -> {
        return day(today().minusDays(1));
      }
      case "前天" -> {
        return day(today().minusDays(2));
      }
      default -> {}
    }
    Matcher ago = DAYS_AGO.matcher(plain);
    if (ago.matches()) {
      return day(today().minusDays(Long.parseLong(ago.group(1))));
    }
    Matcher date = DATE.matcher(plain);
    if (!date.matches()) {
      return new Answer.Unclear();
    }
    try {
      int year = date.group(1) == null ? today().getYear() : Integer.parseInt(date.group(1));
      LocalDate day =
          LocalDate.of(year, Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
      return day(date.group(1) == null && day.isAfter(today()) ? day.minusYears(1) : day);
    } catch (DateTimeException noSuchDay) {
      return new Answer.Unclear();
    }
  }

  /** A day; when the price changed in the middle of it, it is asked before or after when. */
  private Answer day(LocalDate day) {
    Instant begin = day.atStartOfDay(desk.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(desk.zone()).toInstant();
    if (begin.isAfter(now)) {
      return new Answer.Unclear();
    }
    TreeSet<Instant> changes = new TreeSet<>();
    desk.past()
        .book(facts.get(Fact.SKU), begin)
        .product(Bill.SKU)
        .map(Product::rows)
        .orElse(List.of())
        .forEach(
            (PriceRow row) -> {
              for (Instant at : List.of(row.from(), row.until())) {
                if (at.isAfter(begin) && at.isBefore(end) && at.isBefore(now)) {
                  changes.add(at);
                }
              }
            });
    if (changes.isEmpty()) {
      LocalDateTime noon = day.atTime(LocalTime.NOON);
      Instant usual = noon.atZone(desk.zone()).toInstant();
      return known(facts.with(Fact.BOUGHT, (usual.isAfter(now) ? now : usual).toEpochMilli()));
    }
    List<Asking.Option> options = new ArrayList<>();
    Instant from = begin;
    for (Instant change : changes) {
      options.add(stretch(from, change, begin));
      from = change;
    }
    options.add(stretch(from, null, begin));
    return new Answer.Which(options);
  }

  private Asking.Option stretch(Instant from, @Nullable Instant to, Instant begin) {
    String start = from.atZone(desk.zone()).toLocalTime().toString();
    String label =
        to == null
            ? desk.say(start + " 以后", "after " + start)
            : from.equals(begin)
                ? desk.say(clock(to) + " 以前", "before " + clock(to))
                : desk.say(start + " 到 " + clock(to), start + " to " + clock(to));
    return new Asking.Option(label, Long.toString(from.toEpochMilli()));
  }

  private String clock(Instant at) {
    return at.atZone(desk.zone()).toLocalTime().toString();
  }

  private Answer place(String plain) {
    if (plain.contains("直播") || plain.contains("主播")) {
      return where(Where.LIVE.code());
    }
    if (plain.contains("公告") || plain.contains("页面") || plain.contains("链接")) {
      return where(Where.NOTICE.code());
    }
    if (plain.contains("门店") || plain.contains("店里")) {
      return where(Where.STORE.code());
    }
    if (plain.contains("app")) {
      return where(Where.APP.code());
    }
    if (plain.contains("群里") || plain.contains("别人") || plain.contains("群友")) {
      return where(Where.MEMBER.code());
    }
    if (plain.contains("降价") || plain.contains("后来")) {
      return where(Where.LATER.code());
    }
    if (plain.contains("淘宝")
        || plain.contains("京东")
        || plain.contains("拼多多")
        || plain.contains("别家")) {
      return where(Where.OTHER.code());
    }
    return new Answer.Unclear();
  }

  private Answer order(String text, String plain) {
    boolean skip =
        plain.equals("没有") || plain.equals("不记得") || plain.equals("none") || plain.equals("no");
    return skip
        ? known(facts.with(Fact.ORDER, ""))
        : known(facts.with(Fact.ORDER, shortened(text, LONGEST_ORDER)));
  }
}
