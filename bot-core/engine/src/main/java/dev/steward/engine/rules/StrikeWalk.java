package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Counts strikes over all groups, in the order of time, and walks each person up the ladders. */
final class StrikeWalk {
  /** An offence that counts on a ladder. */
  record Offence(long seq, String person, UserId user, Instant at, Rule rule) {}

  private final Pack pack;
  final Map<String, Deque<Instant>> strikes = new HashMap<>();
  final Map<Sanction, Long> taken = new EnumMap<>(Sanction.class);
  final Map<UserId, Instant> muted = new LinkedHashMap<>();
  final Set<UserId> gone = new LinkedHashSet<>();

  StrikeWalk(Pack pack) {
    this.pack = pack;
  }

  void walk(List<Offence> offences) {
    for (Offence one : offences) {
      Ladder ladder = Objects.requireNonNull(pack.rules().ladders().get(one.rule.ladder()));
      if (!ladder.strikes()) {
        taken.merge(Sanction.NONE, 1L, Long::sum);
        continue;
      }
      Deque<Instant> counting = strikes.computeIfAbsent(one.person, _ -> new ArrayDeque<>(2));
      while (!counting.isEmpty() && !counting.getFirst().isAfter(one.at)) {
        counting.removeFirst();
      }
      counting.addLast(one.at.plus(pack.rules().strikesExpire()));
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
