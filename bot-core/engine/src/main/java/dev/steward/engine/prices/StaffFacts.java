package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What staff enter about a price complaint, read as the member's own answers are. */
final class StaffFacts {
  /** A day with the time, for a day on which the price changed. */
  private static final Pattern TIMED =
      Pattern.compile("(.+?)\\s+([01]?[0-9]|2[0-3])[:：]([0-5][0-9])");

  /** The fields, in the order in which one needs the other. */
  private static final Map<Fact, String> FIELDS =
      new EnumMap<>(
          Map.of(
              Fact.PRODUCT, "product",
              Fact.PAID, "paid",
              Fact.BOUGHT, "bought",
              Fact.CHANNEL, "channel",
              Fact.TIER, "tier",
              Fact.SEEN, "seen",
              Fact.WHERE, "where"));

  private final Desk desk;
  private final Instant now;
  private final List<String> entered = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private Facts facts;

  private StaffFacts(Facts facts, Desk desk, Instant now) {
    this.facts = facts;
    this.desk = desk;
    this.now = now;
  }

  /**
   * What is known now.
   *
   * @param entered what was understood, as it was typed
   * @param unread what was not: then nothing is taken
   */
  record Read(Facts facts, List<String> entered, List<String> unread) {}

  /**
   * Reads the fields of a form; those that are empty change nothing.
   *
   * @param typed {@code product}, {@code paid}, {@code bought}, {@code channel}, {@code tier},
   *     {@code seen}, {@code where}
   */
  static Read read(Facts facts, Map<String, String> typed, Desk desk, Instant now) {
    StaffFacts read = new StaffFacts(facts, desk, now);
    FIELDS.forEach((fact, field) -> read.take(fact, typed.getOrDefault(field, "").strip()));
    return new Read(read.facts, read.entered, read.unread);
  }

  private void take(Fact fact, String text) {
    if (text.isEmpty()) {
      return;
    }
    Matcher timed = TIMED.matcher(text);
    boolean at = fact == Fact.BOUGHT && timed.matches();
    Facts before = facts;
    boolean known =
        switch (answer(fact, at ? timed.group(1) : text)) {
          case Answers.Answer.Known read -> {
            facts = read.facts();
            yield fact != Fact.PRODUCT || !"".equals(facts.get(Fact.SKU));
          }
          case Answers.Answer.Which which -> at && day(which);
          case Answers.Answer.Unclear _ -> false;
        };
    if (known && at) {
      time(Integer.parseInt(timed.group(2)), Integer.parseInt(timed.group(3)));
    }
    if (known && changed(fact, before)) {
      // They were said of another product or another day.
      facts = facts.without(Fact.CHANNEL, Fact.TIER, Fact.TIER_BY);
    }
    if (known && fact == Fact.TIER) {
      facts = facts.with(Fact.TIER_BY, Bill.STAFF);
    }
    (known ? entered : unread).add(text);
  }

  private boolean changed(Fact fact, Facts before) {
    Fact told = fact == Fact.PRODUCT ? Fact.SKU : fact;
    return (fact == Fact.PRODUCT || fact == Fact.BOUGHT)
        && before.has(told)
        && !Objects.equals(before.get(told), facts.get(told));
  }

  private Answers.Answer answer(Fact fact, String text) {
    Asking asking = new Asking(fact, Questions.options(fact, facts, desk, now), now, 0);
    return Answers.read(asking, Spoken.plain(text), facts, desk, now);
  }

  /** The price changed on that day; the time tells before or after what. */
  private boolean day(Answers.Answer.Which which) {
    facts = facts.with(Fact.BOUGHT, which.options().getFirst().value());
    return true;
  }

  private void time(int hour, int minute) {
    Instant bought = facts.time(Fact.BOUGHT);
    if (bought != null) {
      LocalDate day = bought.atZone(desk.zone()).toLocalDate();
      Instant at = day.atTime(hour, minute).atZone(desk.zone()).toInstant();
      facts = facts.with(Fact.BOUGHT, (at.isAfter(now) ? now : at).toEpochMilli());
    }
  }
}
