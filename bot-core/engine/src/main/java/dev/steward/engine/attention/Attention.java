package dev.steward.engine.attention;

import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The budget of everything that Steward says by itself in a group, whichever feature wants to say
 * it. For the lane's thread. At most one message a turn and group.
 */
public final class Attention {
  private final Sql sql;

  public Attention(TurnContext context) {
    sql = context.sql();
  }

  /** How much a message matters. */
  public enum Weight {
    /** Held back by quiet hours, the day's number and the pause. */
    ROUTINE,
    /** Staff decided on this very message: only quiet hours hold it back. */
    DECIDED
  }

  /**
   * Why nothing is said now.
   *
   * @param why one word: {@code quiet}, {@code budget}, {@code pause}
   */
  public record Held(String why, String zh, String en) {}

  /** Why a message would not be said now; empty when it would. */
  public Optional<Held> held(Weight weight, Pack pack, Turn turn) {
    Budget budget = pack.budget();
    ZonedDateTime now = turn.now().atZone(pack.zone());
    Optional<Held> quiet = quiet(now.toLocalTime(), pack);
    if (quiet.isPresent() || weight == Weight.DECIDED) {
      return quiet;
    }
    Spent spent = spent(turn.key(), now.toLocalDate().toEpochDay());
    if (spent.said() >= budget.aDay()) {
      return held(
          "budget",
          "今天已经主动说了 " + spent.said() + " 条",
          spent.said() + " messages were said by itself today");
    }
    Instant last = spent.last();
    if (last != null && turn.now().isBefore(last.plus(budget.pause()))) {
      long minutes = Duration.between(last, turn.now()).toMinutes();
      return held(
          "pause", minutes + " 分钟前刚主动说过一条", "the last one was said " + minutes + " minutes ago");
    }
    return Optional.empty();
  }

  /** Whether nothing is said by itself at a time of day, whatever it is. */
  public static Optional<Held> quiet(LocalTime at, Pack pack) {
    Budget budget = pack.budget();
    return budget.quietAt(at)
        ? held(
            "quiet", "在安静的时间里（" + budget.quietHours() + "）", "quiet hours, " + budget.quietHours())
        : Optional.empty();
  }

  private static Optional<Held> held(String why, String zh, String en) {
    return Optional.of(new Held(why, zh, en));
  }

  /**
   * Says something by itself in the turn's group, and spends the budget. Whoever calls this has
   * asked {@link #held} before; what Steward answered in the last minute does not keep it back.
   *
   * @param persona who speaks; null for the group's usual one
   */
  public void say(Action message, Reason reason, @Nullable Persona persona, Pack pack, Turn turn) {
    turn.actByItself(persona, message, reason);
    if (turn.group().stage() == Mode.LIVE) {
      spend(turn.key(), turn.now().atZone(pack.zone()).toLocalDate().toEpochDay(), turn);
    }
  }

  /**
   * What was said on a day. A person may sit in groups of several zones, where it is another day at
   * the same moment: the later one counts, so that going back and forth gives nobody a new budget.
   */
  private record Spent(int said, @Nullable Instant last) {}

  private Spent spent(Key key, long day) {
    return sql.first(
            "SELECT said, last, day FROM attention WHERE lane_key = ?",
            row ->
                new Spent(
                    row.number(3) == day || row.number(3) == day + 1 ? (int) row.number(1) : 0,
                    row.time(2)),
            key)
        .orElse(new Spent(0, null));
  }

  private static void spend(Key key, long day, Turn turn) {
    Instant now = turn.now();
    turn.write(
        sql ->
            sql.update(
                "INSERT INTO attention (lane_key, day, said, last) VALUES (?, ?, 1, ?)"
                    + " ON CONFLICT (lane_key) DO UPDATE SET"
                    + " said = CASE WHEN attention.day IN (excluded.day, excluded.day + 1)"
                    + " THEN attention.said + 1 ELSE 1 END,"
                    + " day = CASE WHEN attention.day = excluded.day + 1"
                    + " THEN attention.day ELSE excluded.day END, last = excluded.last",
                key,
                day,
                now));
  }

  /** Whether a person may get one more private message of this kind today; if so, it is spent. */
  boolean whisper(int aDay, long day, Turn turn) {
    if (spent(turn.key(), day).said() >= aDay) {
      return false;
    }
    spend(turn.key(), day, turn);
    return true;
  }
}
