package dev.steward.engine.rules;

import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import dev.steward.engine.text.ShopFinder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells apart a member's own words from those of others that they tell of in quotation marks: 刚才那人
 * 发「加我领券」. Quotation marks alone mean nothing: a word of telling or of warning stands beside them,
 * and whoever offers something, can be reached or leads elsewhere speaks for themselves.
 */
final class Retelling {
  private static final int LONGEST = 200;
  private static final int FEW_OWN_LETTERS = 2;

  /** How far from the mark the word may stand, in chars. */
  private static final int REACH = 14;

  /** An apostrophe within a word is no mark, neither before nor in what is quoted. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "「[^「」]{2,80}」|『[^『』]{2,80}』|“[^“”]{2,80}”|〝[^〝〞]{2,80}〞|\"[^\"]{2,80}\""
              + "|(?<![a-z0-9])'(?:[^'\\n]|(?<=[a-z])'(?=[a-z])){2,80}'(?![a-z0-9])");

  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:(?<!(?<![给跟对向和冲])我)(?<!我[给跟对向和](?:你|你们|大家|各位|姐妹|姐妹们))"
              + "(?:发了?|说|写着?|问|回|喊|叫)|收到(?:一条|条|个)?|短信|消息|别信|别点|小心|当心|警惕|举报|不准|不许|不能|所谓的?"
              + "|said|says|wrote|posted|posting|posts|spamming|pasting|pastes|texted|messaged|commented|got"
              + " a|message|saying|beware|fall for|report(?:ing)?|do not post)[一条个句了过着的 ]{0,4}[:,]?"
              + " ?$");

  private static final Pattern BEHIND =
      Pattern.compile(
          "^ ?,? ?(?:的?(?:短信|消息|那种|这种|广告|帖子?|话术|话|人|都?是?骗)|撤回|被?撤|别信|别点|千万别"
              + "|(?:message|text|ad|post|scam|spam|comment|thing|account)s?\\b)");

  /** Who warns so plainly needs no other word beside it. */
  private static final Pattern WARNS =
      Pattern.compile("被坑|被骗|上当|骗子|骗局|诈骗|又来了|scammers?\\b|got scammed|is a scam");

  private static final List<String> ASKS_TO_WRITE =
      List.of(
          "找我",
          "私聊",
          "私信",
          "要的",
          "想要",
          "想了解",
          "dm me",
          "pm me",
          "message me",
          "text me",
          "inbox me");

  /** Who speaks well of it tells it as their own. */
  private static final Pattern RECOMMENDS =
      Pattern.compile(
          "真不错|挺好的|(?<![不么])靠谱|亲测|(?<!不|别)推荐|(?<!不)是真的|赚到了?|到账了|我也?在做"
              + "|works for me|it is real|i recommend");

  private Retelling() {}

  /** What is left without what is only told; empty where nothing is. */
  static Optional<String> own(Reading reading) {
    if (reading.purpose() != null
        || reading.text().length() > LONGEST
        || !reading.codes().isEmpty()) {
      return Optional.empty();
    }
    String text = Normaliser.fold(reading.text()).text().replace('’', '\'').replace('‘', '\'');
    Matcher quoted = QUOTED.matcher(text);
    if (!quoted.find()) {
      return Optional.empty();
    }
    boolean warns = WARNS.matcher(quoted.replaceAll(" ")).find();
    StringBuilder own = new StringBuilder();
    int last = 0;
    boolean told = false;
    quoted.reset();
    while (quoted.find()) {
      if (warns || isTold(text, quoted.start(), quoted.end())) {
        own.append(text, last, quoted.start()).append(' ');
        last = quoted.end();
        told = true;
      }
    }
    if (!told) {
      return Optional.empty();
    }
    String rest = own.append(text, last, text.length()).toString();
    return Fingerprint.of(rest).letters() >= FEW_OWN_LETTERS
            && !Offer.in(rest)
            && ASKS_TO_WRITE.stream().noneMatch(rest::contains)
            && !Offer.calls(rest)
            && (warns || !RECOMMENDS.matcher(rest).find())
            && leadsNowhere(reading.text())
        ? Optional.of(rest)
        : Optional.empty();
  }

  private static boolean isTold(String text, int start, int end) {
    return BEFORE.matcher(text.substring(Math.max(0, start - REACH), start)).find()
        || BEHIND.matcher(text.substring(end, Math.min(text.length(), end + REACH))).find();
  }

  /** Also what is quoted: an address reads the same, whoever gave it first. */
  private static boolean leadsNowhere(String text) {
    List<Link> links = LinkFinder.find(text);
    return links.isEmpty()
        && ContactFinder.find(text).isEmpty()
        && ShopFinder.find(text, links).isEmpty()
        && !Purposes.id(Normaliser.fold(text).text());
  }
}
