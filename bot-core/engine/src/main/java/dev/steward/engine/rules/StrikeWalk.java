package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts strikes over all groups, in the order of time and on top of those that stand whatever the
 * rules say, and walks each person up the ladders.
 */
final class StrikeWalk {
  /** An offence that counts on a ladder. */
  record Offence(long seq, String person, UserId user, Instant at, Rule rule) {}

  /** A strike that stands: from before, for whatever it was given, or given by hand meanwhile. */
  record Standing(String person, Instant at, Instant expires) {
    boolean counts(Instant then) {
      return !at.isAfter(then) && expires.isAfter(then);
    }
  }

  private final Pack pack;
  private final Map<String, List<Standing>> standing;
  private final Map<String, List<Instant>> strikes = new HashMap<>();
  final Set<String> people = new HashSet<>();
  final Map<Sanction, Long> taken = new EnumMap<>(Sanction.class);
  final Map<UserId, Instant> muted = new LinkedHashMap<>();
  final Set<UserId> gone = new LinkedHashSet<>();

  StrikeWalk(Pack pack, List<Standing> standing) {
    this.pack = pack;
    this.standing = standing.stream().collect(Collectors.groupingBy(Standing::person));
  }

  /** The strikes that count at the beginning, and those that people gave by hand since. */
  static List<Standing> standing(Sql sql, Instant from) {
    return sql.list(
        "SELECT person_id, at, expires FROM strike WHERE expires > ? AND void = 0"
            + " AND mode = 'live' AND (at < ? OR rule = ?)",
        row -> new Standing(row.text(1), row.time(2), row.time(3)),
        from,
        from,
        StaffOrders.BY_HAND);
  }

  void walk(List<Offence> offences) {
    for (Offence one : offences) {
      Ladder ladder = Objects.requireNonNull(pack.rules().ladders().get(one.rule.ladder()));
      if (!ladder.strikes()) {
        taken.merge(Sanction.NONE, 1L, Long::sum);
        continue;
      }
      people.add(one.person);
      long before =
          standing.getOrDefault(one.person, List.of()).stream()
              .filter(strike -> strike.counts(one.at))
              .count();
      List<Instant> counting = strikes.computeIfAbsent(one.person, _ -> new ArrayList<>(2));
      counting.removeIf(expires -> !expires.isAfter(one.at));
      counting.add(one.at.plus(pack.rules().strikesExpire()));
      Ladder.Step step = ladder.step(counting.size() + (int) before);
      taken.merge(step.sanction(), 1L, Long::sum);
      switch (step.sanction()) {
        case MUTE -> muted.merge(one.user, one.at.plus(step.length()), StrikeWalk::later);
        case KICK, BAN -> gone.add(one.user);
        case NONE, WARN -> {}
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
