package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be asked about a complaint, one thing at a time, and in which words. */
final class Questions {
  /** The value of an option for what a member does not know. */
  static final String UNKNOWN = "unknown";

  /** What people call a channel besides its name. */
  private static final Map<String, List<String>> CALLED =
      Map.of(
          "group", List.of("群"),
          "live", List.of("直播", "主播"),
          "store", List.of("门店", "店里", "实体店", "shop"));

  private Questions() {}

  /** The first thing that is missing; empty when everything is known. */
  static Optional<Fact> next(Kind kind, Facts facts, Desk desk) {
    return switch (kind) {
      case PRICE ->
          Stream.of(
                  !facts.has(Fact.SKU) ? Fact.PRODUCT : null,
                  missing(facts, Fact.PAID),
                  missing(facts, Fact.BOUGHT),
                  missing(facts, Fact.CHANNEL),
                  missing(facts, Fact.TIER),
                  missing(facts, Fact.SEEN),
                  missing(facts, Fact.WHERE),
                  missing(facts, Fact.ORDER),
                  missing(facts, Fact.CONFIRMED))
              .filter(Objects::nonNull)
              .findFirst();
      case QUALITY ->
          facts.has(Fact.SKU)
              ? first(facts, Fact.STORY, Fact.ORDER)
              : first(facts, Fact.PRODUCT, Fact.STORY, Fact.ORDER);
      case DELIVERY -> first(facts, Fact.STORY, Fact.ORDER);
      case SERVICE -> first(facts, Fact.STORY);
    };
  }

  private static @Nullable Fact missing(Facts facts, Fact fact) {
    return facts.has(fact) ? null : fact;
  }

  private static Optional<Fact> first(Facts facts, Fact... wanted) {
    return Stream.of(wanted).filter(fact -> !facts.has(fact)).findFirst();
  }

  /**
   * Fills in what the price book left no choice about: the one place where it was sold, and no tier
   * where every tier paid the same until the complaint.
   *
   * @param asked when the complaint was opened
   */
  static Facts filled(Facts facts, Desk desk, Instant asked) {
    String sku = facts.get(Fact.SKU);
    Instant bought = facts.time(Fact.BOUGHT);
    Facts filled = facts;
    if (sku == null || bought == null) {
      return filled;
    }
    PriceBook book = desk.past().book(sku, bought);
    if (!filled.has(Fact.CHANNEL) && !asksChannel(book, bought)) {
      List<String> channels = channels(book, bought);
      filled = filled.with(Fact.CHANNEL, channels.isEmpty() ? PriceBook.ALL : channels.getFirst());
    }
    if (!filled.has(Fact.TIER) && !asksTier(book, bought, asked)) {
      filled = filled.with(Fact.TIER, "");
    }
    return filled;
  }

  /** Whether it could be bought in more than one place. */
  private static boolean asksChannel(PriceBook book, Instant bought) {
    return !channels(book, bought).isEmpty() && book.channels(Bill.SKU, bought).size() > 1;
  }

  /** Whether a higher tier has a price of its own: every tier pays the price of those below it. */
  private static boolean asksTier(PriceBook book, Instant bought, Instant asked) {
    String lowest = book.tiers().getFirst();
    return book.product(Bill.SKU).stream()
        .flatMap(product -> product.rows().stream())
        .filter(row -> row.until().isAfter(bought) && !row.from().isAfter(asked))
        .anyMatch(row -> !row.tier().equals(lowest));
  }

  private static List<String> channels(PriceBook book, Instant bought) {
    return book.channels(Bill.SKU, bought).stream()
        .filter(one -> !one.equals(PriceBook.ALL))
        .toList();
  }

  /** What can be chosen as an answer; empty when it has to be typed. */
  static List<Asking.Option> options(Fact fact, Facts facts, Desk desk, Instant now) {
    Instant bought = Objects.requireNonNullElse(facts.time(Fact.BOUGHT), now);
    PriceBook book = desk.past().book(facts.get(Fact.SKU), bought);
    return switch (fact) {
      case BOUGHT ->
          List.of(
              new Asking.Option(desk.say("今天", "today"), "today"),
              new Asking.Option(desk.say("昨天", "yesterday"), "yesterday"));
      case CHANNEL -> {
        List<Asking.Option> all = new ArrayList<>();
        for (String one : channels(book, bought)) {
          all.add(new Asking.Option(PriceTable.channel(one, desk.language()), "#" + all.size()));
        }
        all.add(new Asking.Option(elsewhere(desk), UNKNOWN));
        yield all;
      }
      case TIER -> {
        List<Asking.Option> all = new ArrayList<>();
        for (String one : book.tiers()) {
          all.add(new Asking.Option(PriceTable.tier(one, desk.language()), "#" + all.size()));
        }
        all.add(new Asking.Option(unsure(desk), UNKNOWN));
        yield all;
      }
      case WHERE ->
          Stream.of(Where.values())
              .map(where -> new Asking.Option(where.label(desk.language()), where.code()))
              .toList();
      case ORDER -> List.of(new Asking.Option(desk.say("跳过", "skip"), "skip"));
      case CONFIRMED ->
          List.of(
              new Asking.Option(desk.say("对", "yes"), "yes"),
              new Asking.Option(desk.say("不对", "no"), "no"));
      case PRODUCT, SKU, PAID, PIECES, TIER_BY, SEEN, SEEN_PIECES, SEEN_WITH, STORY, MORE ->
          List.of();
    };
  }

  /** What {@code #1} among the options of a fact stands for. */
  static Optional<String> meant(Fact fact, String value, Facts facts, Desk desk, Instant now) {
    if (!value.startsWith("#")) {
      return Optional.of(value);
    }
    List<String> all = choices(fact, facts, desk, now);
    int index = Integer.parseInt(value.substring(1));
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  /** The channels or the tiers, in the order in which they are offered. */
  static List<String> choices(Fact fact, Facts facts, Desk desk, Instant now) {
    Instant bought = Objects.requireNonNullElse(facts.time(Fact.BOUGHT), now);
    PriceBook book = desk.past().book(facts.get(Fact.SKU), bought);
    return fact == Fact.CHANNEL ? channels(book, bought) : book.tiers();
  }

  /** What people call a channel or a tier, in the plain form of {@link Spoken}. */
  static Set<String> names(Fact fact, String one) {
    Set<String> names = new HashSet<>(Set.of(Spoken.plain(one)));
    for (Language language : Language.values()) {
      names.add(
          Spoken.plain(
              fact == Fact.CHANNEL
                  ? PriceTable.channel(one, language)
                  : PriceTable.tier(one, language)));
    }
    if (fact == Fact.CHANNEL) {
      names.addAll(CALLED.getOrDefault(one, List.of()));
    }
    return names;
  }

  /** The question itself. */
  static String text(Fact fact, Complaint complaint, Desk desk) {
    Facts facts = complaint.facts();
    return switch (fact) {
      case PRODUCT, SKU ->
          complaint.kind() == Kind.PRICE
              ? desk.say("是哪个商品？发品名就行。", "Which product is it? Its name will do.")
              : desk.say("是哪个商品？", "Which product is it?");
      case PAID, PIECES ->
          desk.say(
              "你一共付了多少钱、买了几件？比如「239」，或「两件 478」。",
              "How much did you pay, and for how many? Such as “239”, or “478 for 2”.");
      case BOUGHT ->
          desk.say(
              "什么时候买的？更早的话发日期，比如「11月1日」。",
              "When did you buy it? Earlier: a date, such as 2026-11-01.");
      case CHANNEL -> desk.say("在哪里买的？", "Where did you buy it?");
      case TIER, TIER_BY -> desk.say("买的时候你的会员等级是？", "What was your tier then?");
      case SEEN, SEEN_PIECES, SEEN_WITH ->
          desk.say(
              "看到的更低价是多少？不清楚就发「跳过」。",
              "What is the lower price that you saw? If you can't tell, say “skip”.");
      case WHERE -> desk.say("在哪里看到的？", "Where did you see it?");
      case ORDER ->
          desk.say(
              "订单号方便的话发给我，只有工作人员看得到；没有就发「跳过」。",
              "If you have the order's number at hand, send it: only the staff can see it. Else say"
                  + " “skip”.");
      case STORY -> desk.say("发生了什么？用一段话说说就行。", "What happened? A few words will do.");
      case CONFIRMED -> summary(facts, desk, complaint.opened());
      case MORE -> Objects.requireNonNullElse(facts.get(Fact.MORE), "");
    };
  }

  /**
   * A line of what Steward has understood.
   *
   * @param fact the first thing that it tells
   * @param asked whether the member has said it, and can say something else
   */
  record Line(Fact fact, String label, String said, boolean asked) {}

  /** What Steward has understood, for the member to say yes or no to. */
  private static String summary(Facts facts, Desk desk, Instant asked) {
    return desk.say("我记下的是：", "This is what I wrote down:")
        + lines(facts, desk, asked).stream()
            .map(line -> "\n" + line.label() + desk.say("：", ": ") + line.said())
            .collect(Collectors.joining())
        + desk.say("\n对吗？", "\nIs that right?");
  }

  /** The same, line by line. */
  static List<Line> lines(Facts facts, Desk desk, Instant asked) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Fact.PRODUCT, desk.say("商品", "Product"), product(facts, desk), true));
    lines.add(
        new Line(
            Fact.PAID,
            desk.say("付了", "Paid"),
            money(facts.number(Fact.PAID, 0), facts.number(Fact.PIECES, 1), desk),
            true));
    Instant bought = facts.time(Fact.BOUGHT);
    if (bought != null) {
      PriceBook book = desk.past().book(facts.get(Fact.SKU), bought);
      lines.add(
          new Line(
              Fact.BOUGHT,
              desk.say("买的日子", "Bought"),
              PriceTable.day(bought, asked, desk.zone(), desk.language()),
              true));
      lines.addAll(terms(facts, desk, book, bought, asked));
    }
    Where where = facts.where();
    lines.add(
        new Line(
            Fact.SEEN,
            desk.say("看到的", "Seen"),
            (facts.number(Fact.SEEN) == null
                    ? unsure(desk)
                    : money(facts.number(Fact.SEEN, 0), facts.number(Fact.SEEN_PIECES, 1), desk))
                + (where == null ? "" : desk.say("，", ", ") + where.label(desk.language())),
            true));
    return lines;
  }

  /** Where it was bought and with which tier, as far as that matters. */
  private static List<Line> terms(
      Facts facts, Desk desk, PriceBook book, Instant bought, Instant asked) {
    List<Line> lines = new ArrayList<>();
    String channel = Objects.requireNonNullElse(facts.get(Fact.CHANNEL), PriceBook.ALL);
    boolean elsewhere = channel.equals(PriceBook.ALL);
    boolean choice = asksChannel(book, bought);
    if (choice || !elsewhere) {
      lines.add(
          new Line(
              Fact.CHANNEL,
              desk.say("在哪里买的", "Bought in"),
              elsewhere ? elsewhere(desk) : PriceTable.channel(channel, desk.language()),
              choice));
    }
    String tier = Objects.requireNonNullElse(facts.get(Fact.TIER), "");
    if (!tier.isEmpty() || asksTier(book, bought, asked)) {
      boolean onFile = facts.has(Fact.TIER_BY);
      lines.add(
          new Line(
              Fact.TIER,
              desk.say("当时的等级", "Tier then"),
              (tier.isEmpty() ? unsure(desk) : PriceTable.tier(tier, desk.language()))
                  + (onFile ? desk.say("（已登记）", " (on file)") : ""),
              !onFile));
    }
    return lines;
  }

  /** Without a line, and without what was answered to questions that hang on it. */
  static Facts without(Fact line, Facts facts) {
    if (line == Fact.PRODUCT) {
      return facts.without(Fact.PRODUCT, Fact.SKU, Fact.CHANNEL, Fact.TIER, Fact.TIER_BY);
    }
    if (line == Fact.BOUGHT) {
      return facts.without(Fact.BOUGHT, Fact.CHANNEL, Fact.TIER, Fact.TIER_BY);
    }
    if (line == Fact.PAID) {
      return facts.without(Fact.PAID, Fact.PIECES);
    }
    return line == Fact.SEEN
        ? facts.without(Fact.SEEN, Fact.SEEN_PIECES, Fact.SEEN_WITH, Fact.WHERE)
        : facts.without(line);
  }

  private static String money(long cents, long pieces, Desk desk) {
    return desk.say(
        Money.yuan(cents) + " 元，" + pieces + " 件", Money.yuan(cents) + " CNY for " + pieces);
  }

  private static String unsure(Desk desk) {
    return desk.say("不清楚", "not sure");
  }

  private static String elsewhere(Desk desk) {
    return desk.say("别处/不清楚", "elsewhere or not sure");
  }

  /** The product as the price book calls it, else in the member's words. */
  static String product(Facts facts, Desk desk) {
    String sku = facts.get(Fact.SKU);
    return Optional.ofNullable(sku)
        .flatMap(desk.prices().book()::product)
        .map(Product::name)
        .orElseGet(
            () ->
                Objects.requireNonNullElse(
                    facts.get(Fact.PRODUCT), desk.say("（未说）", "(not said)")));
  }
}
