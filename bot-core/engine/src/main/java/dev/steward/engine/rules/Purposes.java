package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.HostList;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.ShopShare;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what a message is for, and what that spares it: a complaint is never deleted or punished
 * for its words or its haste, who reports others may quote them, and the group's rules name what
 * they forbid. None of it spares an offer of one's own.
 */
final class Purposes {
  private static final int LONGEST_REPORT = 200;
  private static final int SHORT_CLAUSE = 6;

  /** Where consumers complain to the authorities. */
  private static final HostList AUTHORITIES = HostList.of(List.of("12315.cn", "gov.cn"), List.of());

  /** Where everybody knows that prices are compared. */
  private static final Set<ShopShare.Platform> BIG =
      Set.of(
          ShopShare.Platform.TAOBAO,
          ShopShare.Platform.JD,
          ShopShare.Platform.PINDUODUO,
          ShopShare.Platform.DOUYIN,
          ShopShare.Platform.VIP,
          ShopShare.Platform.SUNING);

  /** The same by their hosts: shops that sell everything, or at least their trade's brands. */
  private static final HostList KNOWN_SHOPS =
      HostList.of(
          List.of(
              "amazon.cn",
              "amazon.com",
              "amazon.co.jp",
              "amazon.co.uk",
              "amazon.de",
              "boots.com",
              "chemistwarehouse.com.au",
              "costco.com",
              "dangdang.com",
              "iherb.com",
              "kaola.com",
              "samsclub.cn",
              "sephora.cn",
              "sephora.com",
              "smzdm.com",
              "target.com",
              "ulta.com",
              "walmart.com",
              "watsons.com.cn",
              "you.163.com"),
          List.of());

  private static final List<String> REPORT_FIRST = List.of("举报", "report:", "report @");
  private static final Pattern REPORT_WORD = Pattern.compile("^(?:举报|report)[:,. !]*");
  private static final List<String> STAFF =
      List.of(
          "管理员",
          "管理",
          "群主",
          "客服",
          "小助手",
          "群管",
          "admin",
          "Admin",
          "mods",
          "Mods",
          "moderator",
          "Moderator");

  /** What staff are asked to do to whoever did it. */
  private static final List<String> ACT =
      List.of(
          "处理一下",
          "处理下",
          "处理掉",
          "麻烦处理",
          "请处理",
          "管管",
          "管一下",
          "管一管",
          "不管吗",
          "没人管",
          "踢了",
          "踢掉",
          "踢出",
          "踢走",
          "请踢",
          "删了吧",
          "删掉",
          "删一下",
          "封了",
          "封掉",
          "禁言",
          "kick ",
          "ban him",
          "ban her",
          "ban them",
          "ban this",
          "remove this",
          "deal with");

  /** The same, less plainly. */
  private static final List<String> LOOK =
      List.of("来人", "出来看", "看一下", "看下", "看看", "处理", "踢", "删", "look at this", "remove");

  private static final List<String> WHOM =
      List.of(
          "有人",
          "这人",
          "这个人",
          "那个人",
          "这种人",
          "他又",
          "她又",
          "他在",
          "她在",
          "又是",
          "又在",
          "又来",
          "广告",
          "骗子",
          "骗人",
          "刷屏",
          "骂人",
          "楼上",
          "上面",
          "这条",
          "这是",
          "spam",
          "scam",
          "this guy",
          "from a member",
          "keeps posting",
          "keeps pasting",
          "somebody",
          "someone",
          "this ad");

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

  private Purposes() {}

  /** Whether a message points staff to what another did; cheap for ordinary talk. */
  static boolean reports(RuleReader reader, Content content, RuleReader.Reading reading) {
    if (reading.purpose() != null) {
      return reading.purpose() == Purpose.REPORT;
    }
    String text = reading.text();
    if (text.isEmpty() || text.length() > LONGEST_REPORT) {
      return false;
    }
    boolean quotes = content.first(Segment.Quote.class).isPresent();
    boolean named = text.contains("举报") || text.contains("舉報");
    boolean calls = has(text, STAFF);
    if (!quotes && !named && !calls && !text.regionMatches(true, 0, "report", 0, 6)) {
      return false;
    }
    String folded = Normaliser.fold(text).text().strip();
    boolean points = quotes || content.first(Segment.Mention.class).isPresent();
    boolean reports =
        (REPORT_FIRST.stream().anyMatch(folded::startsWith)
                && (points
                    || has(folded, WHOM)
                    || reader.seemsFine(REPORT_WORD.matcher(folded).replaceFirst(""))))
            || (folded.startsWith("report ") && (points || has(folded, WHOM)))
            || (folded.startsWith("reporting ") && points)
            || (named && points)
            || (quotes && has(folded, ACT))
            || (calls && has(folded, WHOM) && (has(folded, ACT) || has(folded, LOOK)));
    return reports && !contact(folded) && !Offer.calls(text) && reading.links().isEmpty();
  }

  /** Whether somebody complains, about whatever it is. */
  static boolean upset(RuleReader reader, RuleReader.Reading reading) {
    if (reading.purpose() != null) {
      return reading.purpose() == Purpose.COMPLAINT;
    }
    String text = reading.text();
    return (aboutPrices(reader.pack(), text) || reader.complains(text)) && !reader.offers(text);
  }

  /** Whether a message goes free from a rule because of what it is for. */
  static boolean spares(Rule rule, Purpose purpose, RuleReader.Reading reading) {
    return switch (purpose) {
      case TALK, DOUBTFUL, TOLD -> false;
      case COMPLAINT -> true;
      // Who reports may name what was done, and others may report it, too; a flood stays one.
      case REPORT ->
          reading.purpose() != null
              || byText(rule.check())
              || rule.check() instanceof RuleCheck.Copies
              || rule.check() instanceof RuleCheck.QrCodes;
      case RULES ->
          reading.purpose() != null
              || byText(rule.check())
              || rule.check() instanceof RuleCheck.Copies;
    };
  }

  /** What a message is for, as far as a rule cares. */
  static Purpose of(RuleReader reader, Rule rule, RuleReader.Reading reading, Content content) {
    if (reading.purpose() != null) {
      return reading.purpose();
    }
    String text = reading.text();
    if (isComplaint(reader, rule.check(), text) && !reader.offers(text)) {
      Purpose complaint = complaint(reader, rule.check(), reading, content);
      if (complaint != Purpose.TALK) {
        return complaint;
      }
    }
    return saysRules(reader, text) ? Purpose.RULES : Purpose.TALK;
  }

  /** Whether the message is about prices, and a price desk hears of it. */
  static boolean aboutPrices(Pack pack, String text) {
    Prices desk = pack.prices();
    return desk != null && desk.heardIn(text);
  }

  /** A page of the authorities is an advert nowhere, and makes no complaint of anything else. */
  private static boolean isComplaint(RuleReader reader, RuleCheck check, String text) {
    return aboutPrices(reader.pack(), text)
        || reader.maybeComplains(text)
        || (check instanceof RuleCheck.Links
            && LinkFinder.find(text).stream().anyMatch(Purposes::isOfAuthorities));
  }

  /**
   * Goods, delivery and service are complained of with words that adverts and frauds use, too. So
   * where a rule looks at words, at pictures or at what newcomers may not send, a complaint is one
   * that gives no contact, leads nowhere else and reads like nothing that violates; where it does,
   * staff decide, as they do about a telephone number.
   */
  private static Purpose complaint(
      RuleReader reader, RuleCheck check, RuleReader.Reading reading, Content content) {
    String text = reading.text();
    if (looksAtLinks(check)
        && !leadsNowhere(text)
        && (!onlyBigShops(text) || Offer.calls(text) || Offer.urges(text))) {
      return Purpose.TALK;
    }
    boolean prices = aboutPrices(reader.pack(), text);
    boolean free =
        switch (check) {
          case RuleCheck.Flood _, RuleCheck.Repeats _ -> prices || reader.complains(text);
          case RuleCheck.Copies _, RuleCheck.QrCodes _ -> reader.seemsFine(text);
          case RuleCheck.Links _, RuleCheck.Shops _ -> prices || reader.seemsFine(text);
          case RuleCheck.Contacts _ -> prices;
          case RuleCheck.Resembles resembles ->
              Set.of(Misdeed.INSULT, Misdeed.SPAM_FLOOD_TEXT).containsAll(resembles.kinds());
          default ->
              reading.codes().isEmpty()
                  && content.segments().stream().allMatch(Purposes::tells)
                  && (prices
                      || (leadsNowhere(text)
                          && ContactFinder.find(text).isEmpty()
                          && reader.seemsFine(text)));
        };
    if (free) {
      return Purpose.COMPLAINT;
    }
    return check instanceof RuleCheck.Resembles || check instanceof RuleCheck.Contacts
        ? Purpose.DOUBTFUL
        : Purpose.TALK;
  }

  /** What a complaint is made of: words, and pictures of what broke; no card, link or packet. */
  private static boolean tells(Segment segment) {
    return switch (segment) {
      case Segment.Text _,
          Segment.Mention _,
          Segment.MentionAll _,
          Segment.Quote _,
          Segment.Image _,
          Segment.Voice _,
          Segment.Video _,
          Segment.Sticker _ ->
          true;
      case Segment.File _,
          Segment.Link _,
          Segment.Card _,
          Segment.RedPacket _,
          Segment.Location _,
          Segment.Forward _,
          Segment.Unknown _ ->
          false;
    };
  }

  /**
   * Whether a rule that hits a complaint is badly written, though the guard lets the complaint go:
   * it looks at words that complaints need.
   */
  static boolean isToBlame(Pack pack, Rule rule, String text) {
    return isBlunt(rule.check()) && !aboutPrices(pack, text);
  }

  /** Whether a check doesn't ask what a text as a whole says. */
  private static boolean isBlunt(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Words _,
          RuleCheck.Patterns _,
          RuleCheck.Newcomer _,
          RuleCheck.Posts _,
          RuleCheck.Mentions _,
          RuleCheck.Evidence _ ->
          true;
      case RuleCheck.Flood _,
          RuleCheck.Repeats _,
          RuleCheck.Copies _,
          RuleCheck.QrCodes _,
          RuleCheck.Resembles _,
          RuleCheck.Links _,
          RuleCheck.Contacts _,
          RuleCheck.Shops _ ->
          false;
    };
  }

  private static boolean looksAtLinks(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Links _,
          RuleCheck.Newcomer _,
          RuleCheck.Posts _,
          RuleCheck.Mentions _,
          RuleCheck.Shops _ ->
          true;
      case RuleCheck.Evidence evidence ->
          evidence.parts().stream().anyMatch(part -> looksAtLinks(part.check()));
      default -> false;
    };
  }

  private static boolean leadsNowhere(String text) {
    List<Link> links =
        LinkFinder.find(text).stream().filter(link -> !isOfAuthorities(link)).toList();
    return links.isEmpty() && ShopFinder.find(text, links).isEmpty();
  }

  private static boolean isOfAuthorities(Link link) {
    return AUTHORITIES.judge(link.host()) == HostList.Verdict.ALLOWED;
  }

  /** Who says where it costs less shows it by a link to that shop; that is no advert. */
  private static boolean onlyBigShops(String text) {
    List<Link> links = LinkFinder.find(text);
    List<ShopShare> shares = ShopFinder.find(text, links);
    return shares.stream().allMatch(share -> BIG.contains(share.platform()))
        && links.stream()
            .allMatch(
                link ->
                    isOfAuthorities(link)
                        || KNOWN_SHOPS.judge(link.host()) == HostList.Verdict.ALLOWED
                        || shares.stream().anyMatch(share -> share.start() == link.start()));
  }

  /** Whether a check judges by nothing but what a text says. */
  static boolean onlyByText(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Words _, RuleCheck.Patterns _, RuleCheck.Resembles _ -> true;
      case RuleCheck.Evidence evidence ->
          evidence.parts().stream().allMatch(part -> onlyByText(part.check()));
      default -> false;
    };
  }

  /** Whether a check judges by what a text says. */
  static boolean byText(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Words _, RuleCheck.Patterns _, RuleCheck.Resembles _ -> true;
      case RuleCheck.Evidence evidence ->
          evidence.parts().stream().anyMatch(part -> byText(part.check()));
      default -> false;
    };
  }

  /**
   * Its heading and at least two prohibitions, or a list of nothing but prohibitions, or clauses of
   * this group; no contact, and nothing beside them that is no rule.
   */
  private static boolean saysRules(RuleReader reader, String text) {
    Pack pack = reader.pack();
    String folded = Normaliser.fold(text).text().strip();
    int forbids = 0;
    for (String word : FORBIDS) {
      for (int at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
        forbids++;
      }
    }
    boolean headed = RULES_FIRST.stream().anyMatch(folded::startsWith) && forbids >= 2;
    if (!(headed || listed(text) || clauses(pack, folded)) || contact(folded)) {
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
        .filter(piece -> !piece.isEmpty() && !has(piece, FORBIDS) && !has(piece, RULES_FIRST))
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

  /** Somebody's number or name, such as stands in an offer and not in rules. */
  private static boolean contact(String folded) {
    return id(folded) || folded.contains("加我") || folded.contains("找我") || folded.contains("私我");
  }

  /** Six letters and digits in a row, with a digit among them. */
  static boolean id(String folded) {
    int run = 0;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      boolean part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_';
      run = part ? run + 1 : 0;
      if (run >= 6 && hasDigit(folded, i - run + 1, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
