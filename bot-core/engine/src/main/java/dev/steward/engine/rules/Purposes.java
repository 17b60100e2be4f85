package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a message is for, and what that spares it: a complaint is never deleted or punished
 * for its words or its haste, who reports others may quote them, and the group's rules name what
 * they forbid. None of it spares an offer of one's own.
 */
final class Purposes {
  private static final int LONGEST_REPORT = 200;

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

  private Purposes() {}

  /** Whether a message points staff to what another did; cheap for ordinary talk. */
  static boolean reports(RuleReader reader, Content content, Reading reading) {
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
    if (!quotes && !named && !calls && !beginsWithReport(text)) {
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

  /** One look at the first character, so that ordinary talk pays no more. */
  private static boolean beginsWithReport(String text) {
    return (text.charAt(0) == 'r' || text.charAt(0) == 'R')
        && text.regionMatches(true, 0, "report", 0, 6);
  }

  /** Whether somebody complains, about whatever it is. */
  static boolean upset(RuleReader reader, Reading reading) {
    if (reading.purpose() != null) {
      return reading.purpose() == Purpose.COMPLAINT;
    }
    String text = reading.text();
    return (aboutPrices(reader.pack(), text) || reader.complains(reading)) && !reader.offers(text);
  }

  /** Whether a message goes free from a rule because of what it is for. */
  static boolean spares(Rule rule, Purpose purpose, Reading reading) {
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
  static Purpose of(RuleReader reader, Rule rule, Reading reading, Content content) {
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
    return StatedRules.are(reader, text) ? Purpose.RULES : Purpose.TALK;
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
            && LinkFinder.find(text).stream().anyMatch(Destinations::isOfAuthorities));
  }

  /**
   * Goods, delivery and service are complained of with words that adverts and frauds use, too. So
   * where a rule looks at words, at pictures or at what newcomers may not send, a complaint is one
   * that gives no contact, leads nowhere else and reads like nothing that violates; where it does,
   * staff decide, as they do about a telephone number.
   */
  private static Purpose complaint(
      RuleReader reader, RuleCheck check, Reading reading, Content content) {
    String text = reading.text();
    Destinations leads = Destinations.of(text);
    if (looksAtLinks(check)
        && !leads.areNone()
        && (!leads.areBigShops() || Offer.calls(text) || Offer.urges(text))) {
      return Purpose.TALK;
    }
    boolean prices = aboutPrices(reader.pack(), text);
    boolean free =
        switch (check) {
          case RuleCheck.Flood _, RuleCheck.Repeats _ -> prices || reader.complains(reading);
          case RuleCheck.Copies _, RuleCheck.QrCodes _ -> reader.seemsFine(text);
          case RuleCheck.Links _, RuleCheck.Shops _ -> prices || reader.seemsFine(text);
          case RuleCheck.Contacts _ -> prices;
          case RuleCheck.Resembles resembles ->
              Set.of(Misdeed.INSULT, Misdeed.SPAM_FLOOD_TEXT).containsAll(resembles.kinds());
          default ->
              reading.codes().isEmpty()
                  && content.segments().stream().allMatch(Purposes::tells)
                  && (prices
                      || (leads.areNone()
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

  /** Somebody's number or name, such as stands in an offer and not in rules. */
  static boolean contact(String folded) {
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

  static boolean has(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
