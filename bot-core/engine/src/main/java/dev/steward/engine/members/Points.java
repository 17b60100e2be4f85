package dev.steward.engine.members;

import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;

/**
 * The ledger of points: each transfer is two entries that sum to zero, and no entry is ever
 * changed. What the brand gives comes from an account of its own, such as {@code brand:check-in}.
 * Belongs to the person's key.
 */
public final class Points {
  private final Sql sql;
  private final TurnContext context;

  public Points(TurnContext context) {
    this.sql = context.sql();
    this.context = context;
  }

  private static String account(String person) {
    return "person:" + person;
  }

  /**
   * Gives a person points out of an account of the brand.
   *
   * @param from such as {@code check-in}
   * @param why such as {@code streak-7}
   * @param day days since 1970-01-01, by the calendar of the group
   * @param seq the journal's number of the event behind it
   */
  public void give(String person, String from, int amount, String why, long day, long seq) {
    long transfer = context.numbers().next(sql, Numbers.Sequence.POINTS);
    entry(transfer, account(person), amount, why, day, seq);
    entry(transfer, "brand:" + from, -amount, why, day, seq);
  }

  private void entry(long transfer, String account, int amount, String why, long day, long seq) {
    sql.update(
        "INSERT INTO points_entry (id, transfer, account, amount, why, day, seq)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        context.numbers().next(sql, Numbers.Sequence.POINTS),
        transfer,
        account,
        amount,
        why,
        day,
        seq);
  }

  /** How many points a person has. */
  public static long balance(Sql sql, String person) {
    return sql.first(
            "SELECT coalesce(sum(amount), 0) FROM points_entry WHERE account = ?",
            row -> row.number(1),
            account(person))
        .orElse(0L);
  }

  /** How many points a person got on a day. */
  public int earned(String person, long day) {
    return sql.first(
            "SELECT coalesce(sum(amount), 0) FROM points_entry WHERE account = ? AND day = ?"
                + " AND amount > 0",
            row -> (int) row.number(1),
            account(person),
            day)
        .orElse(0);
  }

  /** How many points a person got for this reason on a day or later. */
  public int gotSince(String person, String why, long day) {
    return sql.first(
            "SELECT coalesce(sum(amount), 0) FROM points_entry"
                + " WHERE account = ? AND day >= ? AND why = ?",
            row -> (int) row.number(1),
            account(person),
            day,
            why)
        .orElse(0);
  }
}
