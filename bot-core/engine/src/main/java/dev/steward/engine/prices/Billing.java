package dev.steward.engine.prices;

import dev.steward.chat.Key;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.members.Tiers;
import java.time.Instant;
import java.util.List;

/**
 * Prices a complaint: the receipt, what is proposed for it, and the cause that it may share with
 * others.
 */
final class Billing {
  private final Tiers tiers;
  private final Complaints complaints;

  Billing(Tiers tiers, Complaints complaints) {
    this.complaints = complaints;
    this.tiers = tiers;
  }

  /** The tier that staff have written down for the member, as it was when they bought. */
  Facts tier(Complaint complaint, Desk desk) {
    Facts facts = complaint.facts();
    Instant bought = facts.time(Fact.BOUGHT);
    if (complaint.kind() != Kind.PRICE || bought == null || facts.has(Fact.TIER)) {
      return facts;
    }
    List<String> known = desk.past().book(facts.get(Fact.SKU), bought).tiers();
    return tiers
        .of(complaint.person(), bought)
        .filter(known::contains)
        .map(tier -> facts.with(Fact.TIER, tier).with(Fact.TIER_BY, Bill.STAFF))
        .orElse(facts);
  }

  /** With a receipt and what is proposed; as it was when the figures are, since staff may know. */
  Complaint billed(Turn turn, Desk desk, Complaint complaint) {
    if (complaint.kind() != Kind.PRICE) {
      return complaint;
    }
    Bill bill = Bill.of(complaint.facts(), desk.past(), complaint.opened());
    if (bill.same(complaint.receipt())) {
      return complaint.billed(bill, complaint.remedy());
    }
    Receipt receipt = Receipt.of(bill);
    cause(turn, desk, complaint, receipt);
    // What was made good once is not proposed again, whatever is known besides.
    return complaint.billed(
        bill,
        complaints.madeGood(complaint.number())
            ? complaint.remedy()
            : RemedyRule.propose(receipt, desk.prices()).orElse(null));
  }

  private static void cause(Turn turn, Desk desk, Complaint complaint, Receipt receipt) {
    String sku = complaint.facts().get(Fact.SKU);
    Long seen = receipt.seenEach();
    // Whom nobody vouches for can open as many complaints as they like: they are counted apart.
    if (sku == null || sku.isEmpty() || seen == null || Visitors.is(complaint.user())) {
      return;
    }
    turn.tell(
        Key.BRAND,
        new IncidentSought(
            complaint.number(),
            complaint.person(),
            sku,
            receipt.bill().channel(),
            seen,
            complaint.opened().atZone(desk.zone()).toLocalDate().toEpochDay()));
  }
}
