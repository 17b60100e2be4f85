package dev.steward.engine.prices;

import dev.steward.chat.Key;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.FoldBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said about prices lately in a group: in memory while it is fresh, and in tables {@code
 * price_said} and {@code price_line}. Belongs to the group's key. Ordinary chatter costs one look
 * for the names of products; what is said without one counts while the talk is about the last.
 */
final class TalkBook {
  private static final Duration FRESH = Duration.ofMinutes(30);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration TIDIED = Duration.ofHours(1);
  private static final Duration QUIET = Duration.ofHours(2);
  private static final int MOST = 60;

  private final Sql sql;
  private final FoldBuffer buffer = new FoldBuffer();

  TalkBook(Sql sql) {
    this.sql = sql;
  }

  /** The fresh part of a group's talk. */
  private static final class Talk {
    private final Deque<Utterance> recent = new ArrayDeque<>();
    private final Set<String> explained = new HashSet<>();
    private long named = Long.MIN_VALUE;
    private long tidied = Long.MIN_VALUE;

    /** Whether the talk is still about a product. */
    boolean about(long now) {
      return now - Suspicion.TOPIC <= named;
    }

    void add(Utterance one) {
      recent.addLast(one);
      if (!one.skus().isEmpty()) {
        named = one.at();
      }
      if (recent.size() > MOST) {
        recent.removeFirst();
      }
    }

    void drop(long before) {
      while (!recent.isEmpty() && recent.getFirst().at() < before) {
        recent.removeFirst();
      }
      if (recent.isEmpty()) {
        explained.clear();
      }
    }
  }

  /** Hears a message; returns what the talk makes suspect with it. */
  Optional<Suspicion.Suspect> hear(
      Turn turn, Prices desk, String messageId, String user, String text) {
    List<Product> named = desk.book().in(buffer.fold(text));
    Talk talk = turn.group().memory(Talk.class, () -> load(turn.key(), turn.now()));
    talk.drop(turn.now().minus(FRESH).toEpochMilli());
    if (named.isEmpty() && !talk.about(turn.now().toEpochMilli())) {
      return Optional.empty();
    }
    return Utterance.mattering(turn.now().toEpochMilli(), turn.seq(), messageId, user, text, named)
        .flatMap(one -> suspected(one, talk, desk, turn));
  }

  private Optional<Suspicion.Suspect> suspected(Utterance one, Talk talk, Prices desk, Turn turn) {
    turn.then(
        () -> {
          talk.add(one);
          write(turn.key(), one);
          if (talk.tidied < one.at() - TIDIED.toMillis()) {
            talk.tidied = one.at();
            tidy(turn.key(), one.at());
          }
        });
    List<Utterance> all = new ArrayList<>(talk.recent);
    all.add(one);
    return Suspicion.of(all, desk.book()).filter(suspect -> !suspect.explained());
  }

  /** Whether it was not written down yet why nothing is said about a product in this talk. */
  boolean unexplained(Turn turn, String sku) {
    return turn.group().memory(Talk.class, () -> load(turn.key(), turn.now())).explained.add(sku);
  }

  private Talk load(Key group, Instant now) {
    Talk talk = new Talk();
    since(group, now.minus(FRESH)).forEach(talk::add);
    return talk;
  }

  /** What was said since a time, oldest first. */
  List<Utterance> since(Key group, Instant from) {
    return sql.list(
        "SELECT said FROM price_said WHERE group_id = ? AND at >= ? ORDER BY seq",
        row -> Json.read(row.text(1), Utterance.class),
        group.id(),
        from);
  }

  /** What was said within the last day. */
  List<Utterance> lately(Key group, Instant now) {
    return since(group, now.minus(KEPT));
  }

  private void write(Key group, Utterance one) {
    sql.update(
        "INSERT INTO price_said (group_id, seq, at, message_id, user_id, said)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        group.id(),
        one.seq(),
        one.at(),
        one.messageId(),
        one.user(),
        Json.write(one));
  }

  private void tidy(Key group, long now) {
    sql.update(
        "DELETE FROM price_said WHERE group_id = ? AND at < ?", group.id(), now - KEPT.toMillis());
  }

  /**
   * Whether nothing needs to be said about a product: since it was said, or somebody complains
   * about it already, on the same day or within two hours.
   */
  Optional<Hushed> hushed(Key group, String sku, Instant now, ZoneId zone) {
    Instant midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    Instant lately = now.minus(QUIET);
    return sql.first(
        "SELECT at, complaint FROM price_line WHERE group_id = ? AND sku = ? AND at >= ?",
        row -> new Hushed(row.time(1), row.missing(2) ? null : row.number(2)),
        group.id(),
        sku,
        midnight.isBefore(lately) ? midnight : lately);
  }

  /**
   * What was said about a product already.
   *
   * @param complaint the complaint about it; null when the line was said
   */
  record Hushed(Instant at, @Nullable Long complaint) {}

  void said(Key group, String sku, @Nullable Long complaint, Instant now) {
    sql.update(
        "INSERT INTO price_line (group_id, sku, at, complaint) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (group_id, sku) DO UPDATE SET at = excluded.at,"
            + " complaint = excluded.complaint",
        group.id(),
        sku,
        now,
        complaint);
  }
}
