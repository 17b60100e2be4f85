package dev.steward.engine.rules;

import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What matters in one group for some minutes: who joins at once, how much was warned, what was
 * taken back before it came. In memory: a restart forgets it, but for who joined.
 */
final class Watch {
  private static final int MOST_RECALLED = 64;

  /** Late messages that come within this are of one backlog. */
  private static final Duration BACKLOG = Duration.ofMinutes(10);

  private final Set<String> recalled = new LinkedHashSet<>();
  private final Deque<Instant> joins = new ArrayDeque<>();
  private final Deque<Instant> warnings = new ArrayDeque<>();
  private boolean joined;
  private @Nullable Instant raid;
  private @Nullable Instant backlog;

  /** That of the group of a turn. */
  static Watch of(Turn turn) {
    return turn.group().memory(Watch.class, Watch::new);
  }

  /** A message was taken back; it may not have come yet. */
  void recalled(String messageId) {
    if (recalled.size() >= MOST_RECALLED) {
      recalled.remove(recalled.iterator().next());
    }
    recalled.add(messageId);
  }

  /** Whether a message that comes now was taken back already. */
  boolean wasRecalled(String messageId) {
    return recalled.remove(messageId);
  }

  /** Whether nobody has joined since this is in memory; true once. */
  boolean firstJoin() {
    boolean first = !joined;
    joined = true;
    return first;
  }

  /** Somebody joins; true when a raid begins with it. */
  boolean joins(Instant at, RuleBook.Raid what) {
    joins.addLast(at);
    while (joins.size() > what.joins() || joins.getFirst().isBefore(at.minus(what.within()))) {
      joins.removeFirst();
    }
    boolean many = joins.size() == what.joins();
    boolean begins = many && !inRaid(at, what);
    if (many) {
      raid = at;
    }
    return begins;
  }

  /** Whether so many join that it is a raid. */
  boolean inRaid(Instant now, RuleBook.Raid what) {
    return raid != null && !now.isAfter(raid.plus(what.within()));
  }

  /** Whether one more public warning is fine; then it counts. */
  boolean mayWarn(Instant now, RuleBook.Warnings limit) {
    forget(now, limit);
    if (warnings.size() >= limit.most()) {
      return false;
    }
    warnings.addLast(now);
    return true;
  }

  /** Whether there is room for words that are no warning; they don't count. */
  boolean mayTalk(Instant now, RuleBook.Warnings limit) {
    forget(now, limit);
    return warnings.size() < limit.most();
  }

  private void forget(Instant now, RuleBook.Warnings limit) {
    while (!warnings.isEmpty() && !warnings.getFirst().plus(limit.within()).isAfter(now)) {
      warnings.removeFirst();
    }
  }

  /** A late message is deleted; true when it is the first of its backlog. */
  boolean backlogBegins(Instant now) {
    boolean begins = backlog == null || now.isAfter(backlog.plus(BACKLOG));
    backlog = now;
    return begins;
  }
}
