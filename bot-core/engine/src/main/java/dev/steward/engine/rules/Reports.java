package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells when a member points staff to what another did. Stateless. */
final class Reports {
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

  /** A clause about another: 举报 他微信 wx88888. */
  private static final Pattern ABOUT_ANOTHER =
      Pattern.compile(
          "(?<![\\p{L}\\d]|其)[他她](?!们)|举报[他她]|[这那]个?人|这种人|楼上"
              + "|一直(?:在|都)?(?:发|刷|拉|加|叫|喊|让|私|骗|卖)"
              + "|\\b(?:he|she)\\b|this guy|from a member|keeps (?:posting|pasting)");

  /** Calls people to its sender; 发加我领券 tells who else did. */
  private static final Pattern CALLS_TO_ITSELF =
      Pattern.compile(
          "(?<!(?:[发说叫让喊贴刷他她]|[这那有个种]人)[^,。;!?\\n]{0,10})"
              + "(?:(?:加|找|私|滴|私聊|私信|联系|来)我(?!们)|我的?(?:微信|vx|店|群)|我家店|我这[里边]?(?:有|更?便宜)"
              + "|(?:add|dm|message) me)");

  private Reports() {}

  /**
   * Whether a message points staff to what another did: {@link Purpose#REPORT}, {@link
   * Purpose#DOUBTFUL} where it may be an offer in that garb, else {@link Purpose#TALK}. Cheap for
   * ordinary talk.
   */
  static Purpose of(RuleReader reader, Content content, UserId sender, Reading reading) {
    if (reading.purpose() != null) {
      return reading.purpose() == Purpose.REPORT ? Purpose.REPORT : Purpose.TALK;
    }
    String text = reading.text();
    if (text.isEmpty() || text.length() > LONGEST_REPORT) {
      return Purpose.TALK;
    }
    Optional<Segment.Quote> quote = quoted(content, sender);
    boolean quotes = quote.isPresent();
    boolean saysReport = text.contains("举报") || text.contains("舉報");
    boolean calls = Purposes.has(text, STAFF);
    if (!quotes && !saysReport && !calls && !beginsWithReport(text)) {
      return Purpose.TALK;
    }
    String folded = Normaliser.fold(text).text().strip();
    boolean points = quotes || content.first(Segment.Mention.class).isPresent();
    boolean named =
        (REPORT_FIRST.stream().anyMatch(folded::startsWith)
                && (points
                    || Purposes.has(folded, WHOM)
                    || reader.seemsFine(REPORT_WORD.matcher(folded).replaceFirst(""))))
            || (folded.startsWith("report ") && (points || Purposes.has(folded, WHOM)))
            || (folded.startsWith("reporting ") && points)
            || (saysReport && points);
    boolean asks =
        (quotes && Purposes.has(folded, ACT))
            || (calls
                && Purposes.has(folded, WHOM)
                && (Purposes.has(folded, ACT) || Purposes.has(folded, LOOK)));
    if ((!named && !asks) || !reading.links().isEmpty()) {
      return Purpose.TALK;
    }
    String excerpt = quote.map(Segment.Quote::excerpt).orElse("");
    if (Offer.calls(text) && !Offer.calls(excerpt)) {
      return Purpose.TALK;
    }
    Ids ids = Ids.of(text, folded, excerpt);
    boolean contact = ids != Ids.NONE || Purposes.contact(folded);
    if (contact && ids != Ids.QUOTED && !(named && points)) {
      return Purpose.TALK;
    }
    return points ? pointing(reader, folded, ids, contact) : Purpose.REPORT;
  }

  /** What it answers; who answers themselves points at nobody. */
  static Optional<Segment.Quote> quoted(Content content, UserId sender) {
    return content.first(Segment.Quote.class).filter(quote -> !sender.equals(quote.sender()));
  }

  /** Who points at a message or a member may say what stands there, and who can be reached. */
  private static Purpose pointing(RuleReader reader, String folded, Ids ids, boolean contact) {
    boolean invites = CALLS_TO_ITSELF.matcher(folded).find();
    if (invites && ids == Ids.OWN) {
      return Purpose.TALK;
    }
    boolean about = ABOUT_ANOTHER.matcher(folded).find();
    boolean tells =
        contact
            ? about || ids == Ids.QUOTED
            : about
                || Purposes.has(folded, WHOM)
                || Purposes.has(folded, ACT)
                || reader.seemsFine(folded.replace("举报", ""));
    return tells && !invites ? Purpose.REPORT : Purpose.DOUBTFUL;
  }

  /** Under which ids a message says that somebody can be reached. */
  private enum Ids {
    NONE,
    /** All of them stand in what it quotes. */
    QUOTED,
    OWN;

    static Ids of(String text, String folded, String excerpt) {
      List<String> ids =
          Stream.concat(Purposes.ids(folded), ContactFinder.find(text).stream().map(Contact::id))
              .toList();
      if (ids.isEmpty()) {
        return NONE;
      }
      String quoted = ContactFinder.plain(excerpt);
      return ids.stream().allMatch(quoted::contains) ? QUOTED : OWN;
    }
  }

  /** One look at the first character, so that ordinary talk pays no more. */
  private static boolean beginsWithReport(String text) {
    return (text.charAt(0) == 'r' || text.charAt(0) == 'R')
        && text.regionMatches(true, 0, "report", 0, 6);
  }
}
