package dev.steward.engine.prices;

import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of the talk about prices, without its words.
 *
 * @param at when, in milliseconds
 * @param seq the journal's number of it
 * @param skus the products that it names
 * @param amounts the prices in it, for one piece, in fen
 * @param place what it says about where the lower price is; {@link Where#MEMBER} when nothing
 * @param own whether it speaks of the writer's own price
 */
record Utterance(
    long at,
    long seq,
    String messageId,
    String user,
    List<String> skus,
    List<Amount> amounts,
    Where place,
    boolean own,
    boolean wonders,
    boolean explains,
    boolean content) {
  private static final int MOST_AMOUNTS = 6;
  private static final Pattern BARE =
      Pattern.compile(
          "(?<![0-9.:：/#-])([0-9]{1,5})(?:\\.([0-9]{1,2}))?(?![0-9.:：/-]|段|码|号|楼|点|天|个|年|月|条|粒|片|抽|ml|g|cm|kg)");
  private static final Pattern TOTAL = Pattern.compile("一共|总共|合计|加起来");
  private static final Pattern OWN = Pattern.compile("我|咱|俺|(^|\\W)(i|my)(\\W|$)");
  private static final Pattern LIVE = Pattern.compile("直播|主播");
  private static final Pattern NOTICE = Pattern.compile("公告|页面|标的|链接写|群里说|写的");
  private static final Pattern OTHER = Pattern.compile("某宝|淘宝|京东|拼多多|天猫|抖音|别的群|隔壁|超市|官网");
  private static final Pattern LATER = Pattern.compile("降(了|到|价)|掉价|变成?[0-9]|今天(都)?[0-9]|昨天刚");

  Utterance {
    skus = List.copyOf(skus);
    amounts = List.copyOf(amounts);
  }

  /** A price for one piece, and whether the writer says that they paid it. */
  record Amount(long cents, boolean paid) {}

  /** Reads a message. Which of its numbers are prices is known once its product is. */
  static Utterance of(
      long at, long seq, String messageId, String user, String text, List<Product> named) {
    String plain = text.toLowerCase(Locale.ROOT);
    return of(at, seq, messageId, user, plain, named, Core.of(text, plain));
  }

  /** The same, unless the message does not matter to a talk about prices: as most don't. */
  static Optional<Utterance> mattering(
      long at, long seq, String messageId, String user, String text, List<Product> named) {
    String plain = text.toLowerCase(Locale.ROOT);
    Core core = Core.of(text, plain);
    boolean matters = !named.isEmpty() || !core.amounts.isEmpty() || core.wonders || core.explains;
    return matters
        ? Optional.of(of(at, seq, messageId, user, plain, named, core))
        : Optional.empty();
  }

  private static Utterance of(
      long at,
      long seq,
      String messageId,
      String user,
      String plain,
      List<Product> named,
      Core core) {
    return new Utterance(
        at,
        seq,
        messageId,
        user,
        named.stream().map(Product::sku).distinct().toList(),
        core.amounts,
        place(plain),
        OWN.matcher(plain).find(),
        core.wonders,
        core.explains,
        Doubt.content(plain));
  }

  /** What makes a message matter. */
  private record Core(List<Amount> amounts, boolean wonders, boolean explains) {
    static Core of(String text, String plain) {
      return new Core(Utterance.amounts(text, plain), Doubt.wonders(plain), Doubt.explains(plain));
    }
  }

  private static Where place(String plain) {
    return LIVE.matcher(plain).find()
        ? Where.LIVE
        : OTHER.matcher(plain).find()
            ? Where.OTHER
            : NOTICE.matcher(plain).find()
                ? Where.NOTICE
                : LATER.matcher(plain).find() ? Where.LATER : Where.MEMBER;
  }

  private static List<Amount> amounts(String text, String plain) {
    List<Amount> amounts = new ArrayList<>(0);
    for (Quote quote : PriceReader.read(text).quotes()) {
      boolean price = quote.kind() != Quote.Kind.DEPOSIT && quote.kind() != Quote.Kind.BALANCE;
      if (price && quote.upToCents() == null) {
        Long each = quote.unitCents();
        amounts.add(
            new Amount(each == null ? quote.cents() : each, quote.kind() == Quote.Kind.PAID));
      }
    }
    boolean bareCounts = amounts.isEmpty() && text.length() <= 40 && hasDigit(plain);
    if ((bareCounts || !amounts.isEmpty()) && TOTAL.matcher(plain).find()) {
      return List.of();
    }
    if (!bareCounts) {
      return amounts.size() <= MOST_AMOUNTS ? amounts : amounts.subList(0, MOST_AMOUNTS);
    }
    // Short answers such as 「89」 or 「我58」 are prices only in a talk about one product.
    Matcher bare = BARE.matcher(plain);
    while (bare.find() && amounts.size() < MOST_AMOUNTS) {
      String fen = ((bare.group(2) == null ? "" : bare.group(2)) + "00").substring(0, 2);
      amounts.add(new Amount(Long.parseLong(bare.group(1)) * 100 + Long.parseLong(fen), false));
    }
    return amounts;
  }

  private static boolean hasDigit(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      if (plain.charAt(i) >= '0' && plain.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** The prices in it that are near what the book says of a product. */
  List<Amount> about(Product product) {
    long least = product.rows().stream().mapToLong(row -> row.cents()).min().orElse(Long.MAX_VALUE);
    long most = product.rows().stream().mapToLong(row -> row.cents()).max().orElse(0);
    return amounts.stream()
        .filter(one -> one.cents() * 10 >= least * 5 && one.cents() * 10 <= most * 16)
        .toList();
  }
}
