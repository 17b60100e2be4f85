package dev.steward.engine.prices;

import dev.steward.engine.flow.Span;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.script.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A complaint as the console, the exports and the pull API show it. Money in fen. Words of members
 * are in {@link #product} when it is not in the price book, in {@link #order}, {@link #story} and
 * in the evidence.
 *
 * @param kind {@code price}, {@code quality}, {@code delivery}, {@code service}
 * @param origin {@code word}, {@code button}, {@code staff}, {@code talk}
 * @param state in lower case, as in the table; the last of its values is for what was settled and
 *     goes on
 * @param paid for {@code pieces}
 * @param where where the lower price was seen, in one word
 * @param channel where it was bought, as the price book names it
 * @param tier the member's then; null when it is not known
 * @param book the published price for this member then
 * @param bookVersion of the pack whose price book that was; null while none was published
 * @param corrected what a later version says of that moment, if that is something else
 * @param gap how much more was paid for all pieces
 * @param verdict {@code consistent}, {@code explained}, {@code inconsistent}, {@code not_enough}
 * @param why what explains it, in one word
 * @param unknown what has to be found out before there can be a verdict, in one word each
 * @param remedy {@code refund}, {@code coupon}, {@code explain}
 * @param remedyCents of a refund
 * @param replyDue when staff should have answered; null once they have, and while the clock stands
 *     still
 * @param doneDue the same until it is settled
 */
public record ComplaintFile(
    long number,
    String kind,
    String origin,
    String state,
    String group,
    String person,
    String user,
    @Nullable String sku,
    String product,
    @Nullable Long paid,
    int pieces,
    @Nullable Instant bought,
    @Nullable String channel,
    @Nullable String tier,
    @Nullable Long seen,
    int seenPieces,
    @Nullable String where,
    @Nullable Long book,
    @Nullable Long bookVersion,
    @Nullable Long corrected,
    @Nullable Long gap,
    @Nullable String verdict,
    @Nullable String why,
    List<String> unknown,
    @Nullable String remedy,
    @Nullable Long remedyCents,
    String remedyText,
    String order,
    String story,
    @Nullable String assignee,
    @Nullable Long incident,
    Instant opened,
    Instant changed,
    @Nullable Instant ended,
    @Nullable Instant replyDue,
    @Nullable Instant doneDue,
    @Nullable Printable printable) {

  /** What a receipt is printed from. */
  public static final class Printable {
    private final Receipt receipt;

    Printable(Receipt receipt) {
      this.receipt = receipt;
    }
  }

  /** The receipt, a line each; empty before enough is known, and for other kinds. */
  public String receipt(Language language, ZoneId zone) {
    return printable == null
        ? ""
        : ReceiptText.of(number, product, printable.receipt, language, zone);
  }

  /** When the nearer clock runs out; null while both stand still. */
  public @Nullable Instant due() {
    return replyDue == null || (doneDue != null && doneDue.isBefore(replyDue)) ? doneDue : replyDue;
  }

  /** Whether a platform vouches for who complains; not for a visitor of the member page. */
  public boolean verified() {
    return !Visitors.is(person);
  }

  /** Whether staff have to do something now. */
  public boolean withStaff() {
    return state.equals("waiting_staff") || state.equals("reopened");
  }

  public boolean over() {
    return state.equals("remedied") || state.equals("explained") || state.equals("closed");
  }

  /**
   * Something that was said, as it stood.
   *
   * @param role {@code message}, {@code quoted}, {@code talk}, or {@code picture}
   */
  public record Evidence(
      long id,
      String role,
      @Nullable String user,
      Instant at,
      String text,
      List<Span> spans,
      boolean recalled,
      boolean edited) {
    public Evidence {
      spans = List.copyOf(spans);
    }
  }

  /** A line of the history. */
  public record Step(Instant at, String who, String what, String from, String to, String note) {}

  static ComplaintFile of(
      Complaint c, Instant changed, @Nullable Instant replyDue, @Nullable Instant doneDue) {
    Bill bill = c.receipt();
    Receipt receipt = bill == null ? null : Receipt.of(bill);
    Bill.Correction later = bill == null ? null : bill.later();
    Facts facts = c.facts();
    Remedy remedy = c.remedy();
    Where where = facts.where();
    String sku = facts.get(Fact.SKU);
    String named = bill == null ? null : bill.name();
    return new ComplaintFile(
        c.number(),
        c.kind().code(),
        lower(c.origin()),
        lower(c.state()),
        c.group().toString(),
        c.person(),
        c.user().toString(),
        filled(facts, Fact.SKU),
        named != null
            ? named
            : Objects.requireNonNullElse(
                facts.get(Fact.PRODUCT), Objects.requireNonNullElse(sku, "")),
        facts.number(Fact.PAID),
        (int) facts.number(Fact.PIECES, 1),
        facts.time(Fact.BOUGHT),
        filled(facts, Fact.CHANNEL),
        filled(facts, Fact.TIER),
        facts.number(Fact.SEEN),
        (int) facts.number(Fact.SEEN_PIECES, 1),
        where == null ? null : where.code(),
        receipt == null ? null : receipt.book(),
        bill == null || bill.version() == 0 ? null : (long) bill.version(),
        later == null ? null : later.cents(),
        receipt == null ? null : receipt.gap(),
        receipt == null ? null : lower(receipt.verdict()),
        receipt == null ? null : lower(receipt.why()),
        receipt == null ? List.of() : receipt.unknown().stream().map(ComplaintFile::lower).toList(),
        remedy == null ? null : lower(remedy.way()),
        remedy == null || remedy.way() != Remedy.Way.REFUND ? null : remedy.cents(),
        remedy == null ? "" : remedy.text(),
        Objects.requireNonNullElse(facts.get(Fact.ORDER), ""),
        Objects.requireNonNullElse(facts.get(Fact.STORY), ""),
        c.assignee(),
        c.incident(),
        c.opened(),
        changed,
        c.ended(),
        replyDue,
        doneDue,
        receipt == null ? null : new Printable(receipt));
  }

  private static @Nullable String filled(Facts facts, Fact fact) {
    String value = facts.get(fact);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
