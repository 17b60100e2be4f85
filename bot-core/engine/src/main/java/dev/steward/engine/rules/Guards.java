package dev.steward.engine.rules;

import dev.steward.engine.script.RuleBook;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When each group would have been on guard under a pack's idea of a raid, from who joined. When
 * staff put a group on guard by hand is not known here.
 */
final class Guards {
  /** By the key of a group: from when on, until when. */
  private final Map<String, NavigableMap<Instant, Instant>> byKey = new HashMap<>();

  private Guards() {}

  /**
   * Reads who joined within a stretch of time.
   *
   * @param raid null where the pack knows of no raid
   */
  static Guards read(Sql sql, RuleBook.@Nullable Raid raid, Instant from, Instant to) {
    Guards guards = new Guards();
    if (raid == null || raid.guard().isZero()) {
      return guards;
    }
    Map<String, Watch> watches = new HashMap<>();
    sql.each(
        "SELECT lane_key, happened, arrived FROM journal WHERE kind = 'member-joined'"
            + " AND fate = 'handled' AND arrived >= ? AND arrived < ? ORDER BY seq",
        row ->
            guards.joined(
                row.text(1),
                watches.computeIfAbsent(row.text(1), _ -> new Watch()),
                row.time(2),
                row.time(3),
                raid),
        from,
        to);
    return guards;
  }

  private void joined(String key, Watch watch, Instant at, Instant now, RuleBook.Raid raid) {
    boolean begins = watch.joins(at, raid);
    NavigableMap<Instant, Instant> guarded = byKey.getOrDefault(key, new TreeMap<>());
    Instant before = guarded.isEmpty() ? Instant.EPOCH : guarded.lastEntry().getValue();
    Instant until = RaidFeature.guardedUntil(begins, watch.inRaid(at, raid), raid, now, before);
    if (until.isAfter(before)) {
      guarded.put(now, until);
      byKey.put(key, guarded);
    }
  }

  boolean onGuard(String key, Instant now) {
    NavigableMap<Instant, Instant> guarded = byKey.get(key);
    Map.Entry<Instant, Instant> last = guarded == null ? null : guarded.floorEntry(now);
    return last != null && now.isBefore(last.getValue());
  }
}
