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
import dev.steward.engine.text.Offer;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what a message is for, and what that spares it: a complaint is never deleted or punished
 * for its words or its haste, who reports others may quote them, and the group's rules name what
 * they forbid. None of it spares an offer of one's own.
 */
final class Purposes {
  private static final Pattern CLAUSE_END = Pattern.compile("[,，。;；!！?？\\n]");
  private static final Pattern ID =
      Pattern.compile("(?<![0-9a-z_])(?=[a-z_]*+[0-9])[0-9a-z_]{6,}+");

  private Purposes() {}

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
              || rule.check() instanceof RuleCheck.Contacts
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
   * where a rule looks at words, at pictures or at what newcomers may not send, a complaint goes
   * free if it gives no contact and reads like nothing that violates; else staff decide, as they do
   * about a telephone number. One that leads elsewhere, or calls others there, is none; but who
   * complains of a price may call on others to do so, too.
   */
  private static Purpose complaint(
      RuleReader reader, RuleCheck check, Reading reading, Content content) {
    String text = reading.text();
    Destinations leads = Destinations.of(reader.ready(), text);
    boolean invites = Offer.calls(text) || Offer.urges(text);
    if (looksAtLinks(check) && !leads.areNone() && (!leads.areBigShops() || invites)) {
      return Purpose.TALK;
    }
    boolean told = content.segments().stream().allMatch(Purposes::tells);
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
              told
                  && reading.codes().isEmpty()
                  && (prices || (leads.areNone() && ContactFinder.find(text).isEmpty()))
                  && reader.seemsFine(text)
                  && (!prices || reader.seemsFine(besidePrices(reader.pack(), text)));
        };
    if (free) {
      return Purpose.COMPLAINT;
    }
    // Who gathers others to ask for the difference leads them nowhere.
    boolean onlyPrices = prices && (!invites || (leads.areNone() && reading.codes().isEmpty()));
    boolean doubtful =
        switch (check) {
          case RuleCheck.Resembles _, RuleCheck.Contacts _ -> true;
          case RuleCheck.Flood _ -> false;
          default -> told && (onlyPrices || (!invites && leads.areNone() && isOne(reader, text)));
        };
    return doubtful ? Purpose.DOUBTFUL : Purpose.TALK;
  }

  /** An advert sounds a little like a complaint, too; an angry word makes one no less. */
  private static boolean isOne(RuleReader reader, String text) {
    return reader.seemsFine(text) || reader.seemsRude(text) || reader.complains(text);
  }

  /** Its clauses that are about something else; 买贵了 makes no insult beside it kinder. */
  private static String besidePrices(Pack pack, String text) {
    return CLAUSE_END
        .splitAsStream(text)
        .filter(clause -> !clause.isBlank() && !aboutPrices(pack, clause))
        .collect(Collectors.joining("，"));
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

  /** Each six letters and digits in a row, with a digit among them. */
  static Stream<String> ids(String folded) {
    return ID.matcher(folded).results().map(MatchResult::group);
  }

  /** Whether there is such an id. */
  static boolean id(CharSequence folded) {
    return ID.matcher(folded).find();
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
