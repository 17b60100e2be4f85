package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the members of one group posted lately: for floods and repetition. In memory; made again
 * from the journal. Times are those of posting, so that a backlog delivered at once is no flood.
 */
final class Recent {
  private static final int MOST_KEPT = 200;

  private final Map<UserId, Deque<Said>> byMember = new HashMap<>();
  private final Map<UserId, Instant> bursts = new HashMap<>();
  private String lastChain = "";
  private Instant cleaned = Instant.MIN;

  /** One message. */
  record Said(Instant at, long fingerprint) {}

  void add(UserId user, Instant at, long fingerprint, Duration keep) {
    Deque<Said> said = byMember.computeIfAbsent(user, _ -> new ArrayDeque<>(4));
    said.addLast(new Said(at, fingerprint));
    while (said.size() > MOST_KEPT) {
      said.removeFirst();
    }
    if (Duration.between(cleaned, at).compareTo(keep.plusMinutes(1)) > 0
        || cleaned.equals(Instant.MIN)) {
      cleaned = at;
      Instant from = at.minus(keep);
      byMember.values().removeIf(all -> all.isEmpty() || all.getLast().at().isBefore(from));
      bursts.values().removeIf(last -> last.isBefore(from));
    }
  }

  /** How many messages the member posted within a time before and with the last one. */
  int within(UserId user, Instant at, Duration within) {
    return count(user, at, within, _ -> true);
  }

  /** How many of them say the same. */
  int same(UserId user, Instant at, Duration within, long fingerprint) {
    return count(user, at, within, said -> said.fingerprint == fingerprint);
  }

  private int count(UserId user, Instant at, Duration within, Predicate<Said> which) {
    Instant from = at.minus(within);
    int count = 0;
    for (Said said : byMember.getOrDefault(user, new ArrayDeque<>(0))) {
      if (said.at.isAfter(from) && which.test(said)) {
        count++;
      }
    }
    return count;
  }

  /** Takes note that the member is in a burst; true when it has just begun. */
  boolean burst(UserId user, Instant at, Duration within) {
    Instant last = bursts.put(user, at);
    return last == null || last.plus(within).isBefore(at);
  }

  /** The last message of a sign-up chain, to know the next one by. */
  String lastChain() {
    return lastChain;
  }

  void chain(String text) {
    lastChain = text;
  }

  /** What is in the journal of the last minutes. */
  static Recent load(Sql sql, Key group, Instant now, Duration window) {
    Recent recent = new Recent();
    if (window.isZero()) {
      return recent;
    }
    record Row(UserId user, Instant at, long fingerprint) {}
    List<Row> rows =
        sql.list(
            "SELECT j.user_id, j.happened, b.text FROM journal j JOIN body b ON b.seq = j.seq"
                + " WHERE j.lane_key = ? AND j.kind = 'message-posted' AND j.fate = 'handled'"
                + " AND j.arrived >= ? ORDER BY j.seq DESC LIMIT 500",
            row ->
                new Row(
                    UserId.parse(row.text(1)),
                    row.time(2),
                    Fingerprint.of(Json.read(row.text(3), Content.class).text()).hash()),
            group,
            now.minus(window));
    for (Row row : rows.reversed()) {
      recent.add(row.user, row.at, row.fingerprint, window);
    }
    return recent;
  }
}
