package dev.steward.engine.prices;

import dev.steward.engine.script.Money;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be asked about a complaint, one thing at a time, and in which words. */
final class Questions {
  /** The value of an option for what a member does not know. */
  static final String UNKNOWN = "unknown";

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

  /** Fills in what the price book left no choice about. */
  static Facts filled(Facts facts, Desk desk) {
    String sku = facts.get(Fact.SKU);
    Instant bought = facts.time(Fact.BOUGHT);
    Facts filled = facts;
    if (sku == null || bought == null) {
      return filled;
    }
    PriceBook book = desk.past().book(sku, bought);
    List<String> channels = channels(book, bought);
    if (!filled.has(Fact.CHANNEL) && channels.size() <= 1) {
      filled = filled.with(Fact.CHANNEL, channels.isEmpty() ? PriceBook.ALL : channels.getFirst());
    }
    String lowest = book.tiers().getFirst();
    // Every tier pays the price of those below it, so the lowest one's alone is everybody's.
    if (!filled.has(Fact.TIER) && List.of(lowest).containsAll(book.tiers(Bill.SKU, bought))) {
      filled = filled.with(Fact.TIER, lowest);
    }
    return filled;
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
        yield all;
      }
      case TIER -> {
        List<Asking.Option> all = new ArrayList<>();
        for (String one : book.tiers()) {
          all.add(new Asking.Option(PriceTable.tier(one, desk.language()), "#" + all.size()));
        }
        all.add(new Asking.Option(desk.say("不清楚", "not sure"), UNKNOWN));
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
    Instant bought = Objects.requireNonNullElse(facts.time(Fact.BOUGHT), now);
    PriceBook book = desk.past().book(facts.get(Fact.SKU), bought);
    List<String> all = fact == Fact.TIER ? book.tiers() : channels(book, bought);
    int index = Integer.parseInt(value.substring(1));
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
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
              "How much did you pay, and for how many? Such as “239”, or “2件 478”.");
      case BOUGHT ->
          desk.say(
              "什么时候买的？更早的话发日期，比如「11月1日」。",
              "When did you buy it? Earlier: a date, such as 2026-11-01.");
      case CHANNEL -> desk.say("在哪里买的？", "Where did you buy it?");
      case TIER, TIER_BY -> desk.say("买的时候你的会员等级是？", "What was your tier then?");
      case SEEN, SEEN_PIECES, SEEN_WITH ->
          desk.say("看到的更低价是多少？", "What is the lower price that you saw?");
      case WHERE -> desk.say("在哪里看到的？", "Where did you see it?");
      case ORDER ->
          desk.say(
              "订单号方便的话发给我，只有工作人员看得到；没有就发「跳过」。",
              "If you have the order's number at hand, send it: only the staff can see it. Else say “skip”.");
      case STORY -> desk.say("发生了什么？用一段话说说就行。", "What happened? A few words will do.");
      case CONFIRMED -> summary(facts, desk);
      case MORE -> Objects.requireNonNullElse(facts.get(Fact.MORE), "");
    };
  }

  /** What Steward has understood, for the member to say yes or no to. */
  private static String summary(Facts facts, Desk desk) {
    Where where = facts.where();
    long pieces = facts.number(Fact.PIECES, 1);
    long seenPieces = facts.number(Fact.SEEN_PIECES, 1);
    Instant bought = facts.time(Fact.BOUGHT);
    return desk.say("我记下的是：\n商品：", "This is what I wrote down:\nProduct: ")
        + product(facts, desk)
        + desk.say("\n付了：", "\nPaid: ")
        + Money.yuan(facts.number(Fact.PAID, 0))
        + desk.say(" 元，" + pieces + " 件", " CNY for " + pieces)
        + (bought == null
            ? ""
            : desk.say("\n买的时间：", "\nBought: ")
                + PriceTable.time(
                    bought, bought.minus(Duration.ofDays(1)), desk.zone(), desk.language()))
        + desk.say("\n看到的：", "\nSeen: ")
        + Money.yuan(facts.number(Fact.SEEN, 0))
        + desk.say(" 元，" + seenPieces + " 件", " CNY for " + seenPieces)
        + (where == null ? "" : desk.say("，", ", ") + where.label(desk.language()))
        + desk.say("\n对吗？", "\nIs that right?");
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
