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

/**
 * Counts strikes over all groups, in the order of time and on top of those that count at the
 * beginning, and walks each person up the ladders.
 */
final class StrikeWalk {
  /** An offence that counts on a ladder. */
  record Offence(long seq, String person, UserId user, Instant at, Rule rule) {}

  /** A strike that counts from before, for whatever it was given. */
  record Before(String person, Instant expires) {}

  private final Pack pack;
  private final Map<String, List<Instant>> strikes = new HashMap<>();
  final Set<String> people = new HashSet<>();
  final Map<Sanction, Long> taken = new EnumMap<>(Sanction.class);
  final Map<UserId, Instant> muted = new LinkedHashMap<>();
  final Set<UserId> gone = new LinkedHashSet<>();

  StrikeWalk(Pack pack, List<Before> before) {
    this.pack = pack;
    before.forEach(strike -> of(strike.person).add(strike.expires));
  }

  /** The strikes that count at a time. */
  static List<Before> before(Sql sql, Instant from) {
    return sql.list(
        "SELECT person_id, expires FROM strike WHERE at < ? AND expires > ? AND void = 0"
            + " AND mode = 'live'",
        row -> new Before(row.text(1), row.time(2)),
        from,
        from);
  }

  private List<Instant> of(String person) {
    return strikes.computeIfAbsent(person, _ -> new ArrayList<>(2));
  }

  void walk(List<Offence> offences) {
    for (Offence one : offences) {
      Ladder ladder = Objects.requireNonNull(pack.rules().ladders().get(one.rule.ladder()));
      if (!ladder.strikes()) {
        taken.merge(Sanction.NONE, 1L, Long::sum);
        continue;
      }
      people.add(one.person);
      List<Instant> counting = of(one.person);
      counting.removeIf(expires -> !expires.isAfter(one.at));
      counting.add(one.at.plus(pack.rules().strikesExpire()));
      Ladder.Step step = ladder.step(counting.size());
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
