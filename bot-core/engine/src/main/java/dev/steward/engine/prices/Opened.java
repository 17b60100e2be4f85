package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.script.Prices;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words that open a complaint say of it.
 *
 * @param kind as they name it, or as what they tell sounds
 * @param story what follows, as it was typed; empty when nothing does
 */
record Opened(Kind kind, String story) {
  /** Longer messages are no commands to {@link Spoken}, yet complaints may be long. */
  private static final int HEAD = 60;

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("价格", Kind.PRICE),
          Map.entry("價格", Kind.PRICE),
          Map.entry("price", Kind.PRICE),
          Map.entry("质量", Kind.QUALITY),
          Map.entry("質量", Kind.QUALITY),
          Map.entry("quality", Kind.QUALITY),
          Map.entry("物流", Kind.DELIVERY),
          Map.entry("快递", Kind.DELIVERY),
          Map.entry("快遞", Kind.DELIVERY),
          Map.entry("delivery", Kind.DELIVERY),
          Map.entry("服务", Kind.SERVICE),
          Map.entry("服務", Kind.SERVICE),
          Map.entry("service", Kind.SERVICE));

  /** {@code 投诉}, alone or with a kind, and what follows; a word that only begins so is none. */
  private static final Pattern COMPLAINS =
      Pattern.compile(
          "(?:投诉|投訴|complaint|complain)"
              + "(?:$|[\\s，,：:、。.！!？?]+|(?=价格|價格|质量|質量|物流|快递|快遞|服务|服務))"
              + "(?:about\\s+)?"
              + "(价格|價格|质量|質量|物流|快递|快遞|服务|服務|(?:price|quality|delivery|service)\\b)?"
              + "([\\s，,：:、。.！!？?]*)(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern BESIDE_NAME =
      Pattern.compile("^(?:我(?:家|的|买的|買的)?|[这這那]个?|my|the)\\s*|\\s*(?:我|也|又|好像)+$");

  private static final Pattern DELIVERY =
      Pattern.compile("快递|快遞|物流|发货|發貨|没到|沒到|没收到|沒收到|送货|送貨|包裹|驿站|驛站|deliver|parcel|shipping");
  private static final Pattern QUALITY =
      Pattern.compile(
          "质量|質量|裂|碎|坏|壞|漏|破|结块|結塊|过期|過期|变质|變質|异味|異味|发霉|發霉|假货|假貨|掉色|起球|broken|leak|mould|expired|fake");
  private static final Pattern PRICE = Pattern.compile("价|價|贵|貴|便宜|overcharg|expensive|cheaper");

  /**
   * What a member's message opens, by the desk's words or by {@code 投诉 …}.
   *
   * @param plain in the form of {@link Spoken}; empty for what is too long
   * @param text as it was typed
   */
  static Optional<Opened> by(String plain, String text, Prices desk) {
    String head = head(plain, text);
    for (String word : desk.words()) {
      if ((Spoken.mayBegin(head, word) && Words.begins(head, Spoken.plain(word)))
          || (Spoken.mayHold(head, word) && ofProduct(head, Spoken.plain(word), desk))) {
        return Optional.of(new Opened(Kind.PRICE, ""));
      }
    }
    return complains(plain, text, Kind.SERVICE);
  }

  /** 奶瓶买贵了: a product and the word behind it, and nothing else. */
  private static boolean ofProduct(String head, String word, Prices desk) {
    int at = head.lastIndexOf(word);
    if (at <= 0
        || head.substring(at + word.length()).chars().anyMatch(Character::isLetterOrDigit)) {
      return false;
    }
    String name = head.substring(0, at).strip();
    return !desk.book().called(BESIDE_NAME.matcher(name).replaceAll("")).isEmpty();
  }

  /**
   * What {@code 投诉 …} opens; empty when a message does not begin so.
   *
   * @param otherwise the kind if nothing tells it
   */
  static Optional<Opened> complains(String plain, String text, Kind otherwise) {
    String head = head(plain, text);
    if (!Prices.complains(head)) {
      return Optional.empty();
    }
    Matcher said = COMPLAINS.matcher(text);
    if (!said.find()) {
      return Optional.empty();
    }
    String named = said.group(1);
    String rest = said.group(3).strip();
    if (named == null) {
      return Optional.of(new Opened(sounds(rest).orElse(otherwise), rest));
    }
    // 「投诉 快递五天没到」: the kind is a word of the story.
    boolean inside = said.group(2).isEmpty() && !rest.isEmpty();
    return Optional.of(
        new Opened(
            KINDS.getOrDefault(named.toLowerCase(Locale.ROOT), otherwise),
            inside ? named + rest : rest));
  }

  /** The same, told in what staff quoted: what that sounds like, unless they named a kind. */
  Opened about(String quoted) {
    return new Opened(kind == Kind.PRICE ? sounds(quoted).orElse(kind) : kind, quoted);
  }

  private static String head(String plain, String text) {
    return plain.isEmpty() && text.length() > HEAD ? Spoken.plain(text.substring(0, HEAD)) : plain;
  }

  /** What kind a story sounds like; empty when it could be any. */
  static Optional<Kind> sounds(String story) {
    String plain = story.toLowerCase(Locale.ROOT);
    return DELIVERY.matcher(plain).find()
        ? Optional.of(Kind.DELIVERY)
        : QUALITY.matcher(plain).find()
            ? Optional.of(Kind.QUALITY)
            : PRICE.matcher(plain).find() ? Optional.of(Kind.PRICE) : Optional.empty();
  }
}
