package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.rules.BacktestReport.Both;
import dev.steward.engine.rules.BacktestReport.Example;
import dev.steward.engine.rules.BacktestReport.Hits;
import dev.steward.engine.rules.BacktestReport.Muted;
import dev.steward.engine.script.Ladder.Sanction;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Adds up what the workers of a {@link Backtest} found. */
final class BacktestSums {
  private static final int MOST_NAMED = 100;

  private final Backtest.Asked asked;
  private final List<BacktestWorker> workers;
  private final List<StrikeWalk.Standing> standing;

  /**
   * @param standing the strikes that stand whatever the rules say
   */
  BacktestSums(
      Backtest.Asked asked, List<BacktestWorker> workers, List<StrikeWalk.Standing> standing) {
    this.asked = asked;
    this.workers = workers;
    this.standing = standing;
  }

  BacktestReport report() {
    Set<GroupId> groups = new HashSet<>();
    Map<String, Hits> rules = new LinkedHashMap<>();
    asked.draft().rules().rules().forEach(rule -> rules.put(rule.id(), hits(rule.id())));
    if (asked.inForce() != null) {
      asked.inForce().rules().rules().forEach(rule -> rules.put(rule.id(), hits(rule.id())));
    }
    StrikeWalk draft = new StrikeWalk(asked.draft(), standing);
    draft.walk(offences(false));
    StrikeWalk inForce =
        new StrikeWalk(asked.inForce() == null ? asked.draft() : asked.inForce(), standing);
    inForce.walk(offences(true));
    Map<Sanction, Both> sanctions = new EnumMap<>(Sanction.class);
    for (Sanction sanction : Sanction.values()) {
      Both both =
          new Both(
              inForce.taken.getOrDefault(sanction, 0L), draft.taken.getOrDefault(sanction, 0L));
      if (both.inForce() > 0 || both.draft() > 0) {
        sanctions.put(sanction, both);
      }
    }
    Set<String> heard = new HashSet<>();
    workers.forEach(
        worker -> {
          heard.addAll(worker.heard);
          groups.addAll(worker.seen);
        });
    Map<String, Integer> shown = new HashMap<>();
    List<Example> examples =
        workers.stream()
            .flatMap(worker -> worker.examples.stream())
            .sorted(Comparator.comparing(Example::at))
            .filter(
                one ->
                    shown.merge((one.fresh() ? "+" : "-") + one.rule(), 1, Integer::sum)
                        <= BacktestWorker.EXAMPLES_OF_A_RULE)
            .toList();
    return new BacktestReport(
        workers.stream().mapToLong(worker -> worker.judged).sum(),
        groups.size(),
        heard.size(),
        arrived().min(Comparator.naturalOrder()).orElse(null),
        arrived().max(Comparator.naturalOrder()).orElse(null),
        rules,
        sanctions,
        new Both(inForce.people.size(), draft.people.size()),
        examples,
        draft.muted.entrySet().stream()
            .filter(entry -> entry.getValue().isAfter(asked.to()))
            .sorted(Map.Entry.<UserId, Instant>comparingByValue().reversed())
            .limit(MOST_NAMED)
            .map(entry -> new Muted(entry.getKey(), entry.getValue()))
            .toList(),
        draft.gone.stream().limit(MOST_NAMED).toList());
  }

  /** When the first and the last came to each worker. */
  private Stream<Instant> arrived() {
    return workers.stream()
        .flatMap(
            worker ->
                Stream.concat(Stream.ofNullable(worker.first), Stream.ofNullable(worker.last)));
  }

  private Hits hits(String rule) {
    long[] sums = new long[4];
    for (BacktestWorker worker : workers) {
      sums[1] += worker.draft.hits.getOrDefault(rule, 0L);
      sums[2] += worker.draft.alone.getOrDefault(rule, 0L);
      if (worker.inForce != null) {
        sums[0] += worker.inForce.hits.getOrDefault(rule, 0L);
        sums[3] += worker.inForce.alone.getOrDefault(rule, 0L);
      }
    }
    return new Hits(sums[0], sums[1], sums[2], sums[3]);
  }

  private List<StrikeWalk.Offence> offences(boolean inForce) {
    return workers.stream()
        .map(worker -> inForce ? worker.inForce : worker.draft)
        .filter(Objects::nonNull)
        .flatMap(side -> side.offences.stream())
        .sorted(Comparator.comparingLong(StrikeWalk.Offence::seq))
        .toList();
  }
}
