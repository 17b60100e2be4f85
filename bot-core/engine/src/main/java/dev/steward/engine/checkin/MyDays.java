package dev.steward.engine.checkin;

import dev.steward.engine.members.Points;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A person's own check-ins, as they are told of them. For any thread with a connection of its own.
 *
 * @param text what {@code 我的连续} answers
 * @param today whether today is counted
 * @param mayMakeUp whether a missed day can be made up now
 */
public record MyDays(String text, boolean today, boolean mayMakeUp) {
  /**
   * Counts from the ledger.
   *
   * @param terms of the pack
   */
  public static MyDays of(Sql sql, Pack pack, CheckIn terms, String person, Instant now) {
    return on(sql, pack, terms, person, terms.day(now, pack.zone()).toEpochDay());
  }

  static MyDays on(Sql sql, Pack pack, CheckIn terms, String person, long today) {
    DayLedger ledger = new DayLedger(sql);
    List<Long> days = ledger.days(person, today);
    Streak streak = Streak.of(days, today);
    long month = LocalDate.ofEpochDay(today).withDayOfMonth(1).toEpochDay();
    int left = Math.max(0, terms.makeUps() - ledger.madeUpSince(person, month));
    return new MyDays(
        CheckInTexts.mine(
            pack.language(),
            terms.words().getFirst(),
            streak,
            today,
            streak.length() == 0 ? 0 : ledger.madeUpFrom(person, streak.start()),
            Points.balance(sql, person),
            left,
            terms.streaks()),
        days.contains(today),
        left > 0 && DayFeature.missed(days, today) != null);
  }
}
