package dev.steward.engine.rules;

import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Pack;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells when somebody states the group's rules, which name what they forbid. Stateless. */
final class StatedRules {
  private static final int SHORT_CLAUSE = 6;

  private static final List<String> RULES_FIRST =
      List.of("群规", "本群规", "【群规", "群公告", "【群公告", "入群须知", "【入群须知", "本群公告", "group rules", "rules:");
  private static final List<String> FORBIDS =
      List.of("禁止", "不得", "不准", "严禁", "请勿", "不要", "不发", "不拉", "不许", "谢绝", "no ", "don't", "do not");

  private static final int LONGEST_LIST = 400;

  private static final Pattern LIST_NUMBER =
      Pattern.compile("[①-⑳❶-❿]|(?<![0-9])[0-9]{1,2}[.、)）：:](?![0-9])");

  private static final Pattern PIECES = Pattern.compile("[,，。;；!！?？\\n]|" + LIST_NUMBER.pattern());

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?:请|也|都)?(?:(?:不|勿|别)(?:要|得|许|准|能|可以|发|骂|刷|拉|传|招|推|卖|晒|带|吵|造|转|留|加)|禁|严禁|谢绝|[Nn]o"
              + " (?:ads?|spam|links?|insults?|swearing|gambling|loans?|fake|flooding|promo)|[Dd]on't|[Dd]o"
              + " not)");

  private StatedRules() {}

  /**
   * Its heading and at least two prohibitions, or a list of nothing but prohibitions, or clauses of
   * this group; no contact, and nothing beside them that is no rule.
   */
  static boolean are(RuleReader reader, String text) {
    Pack pack = reader.pack();
    String folded = Normaliser.fold(text).text().strip();
    int forbids = 0;
    for (String word : FORBIDS) {
      for (int at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
        forbids++;
      }
    }
    boolean headed = RULES_FIRST.stream().anyMatch(folded::startsWith) && forbids >= 2;
    if (!(headed || listed(text) || clauses(pack, folded)) || Purposes.contact(folded)) {
      return false;
    }
    String rest = besideRules(pack, folded);
    return rest.isEmpty() || (!Offer.in(rest) && !Offer.calls(rest) && reader.seemsFine(rest));
  }

  /** What is left of a text without this group's clauses, and without what forbids something. */
  private static String besideRules(Pack pack, String folded) {
    String rest = folded;
    for (Clause clause : pack.clauses()) {
      String one = Normaliser.fold(clause.text()).text().strip();
      rest = one.length() >= SHORT_CLAUSE ? rest.replace(one, "\n") : rest;
    }
    return PIECES
        .splitAsStream(rest)
        .map(String::strip)
        .filter(
            piece ->
                !piece.isEmpty()
                    && !Purposes.has(piece, FORBIDS)
                    && !Purposes.has(piece, RULES_FIRST))
        .filter(piece -> !FORBIDDEN.matcher(piece).lookingAt())
        .collect(Collectors.joining(","));
  }

  /** ①不骂人②不发贷款广告③不招刷单: at least three, and little else; no advert lists what it does without. */
  private static boolean listed(String text) {
    if (text.length() > LONGEST_LIST) {
      return false;
    }
    String[] items = LIST_NUMBER.split(text, -1);
    int forbidden = 0;
    for (int i = 1; i < items.length; i++) {
      forbidden += FORBIDDEN.matcher(items[i].strip()).lookingAt() ? 1 : 0;
    }
    return forbidden >= 3
        && (items.length - 1 - forbidden) * 2 <= forbidden
        && !Offer.in(text)
        && LinkFinder.find(text).isEmpty();
  }

  private static boolean clauses(Pack pack, String folded) {
    int letters = 0;
    for (Clause clause : pack.clauses()) {
      String one = Normaliser.fold(clause.text()).text().strip();
      if (one.length() >= SHORT_CLAUSE && folded.contains(one)) {
        letters += one.length();
      }
    }
    return letters * 2 > folded.length();
  }
}
