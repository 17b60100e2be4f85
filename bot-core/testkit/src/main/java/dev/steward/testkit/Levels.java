package dev.steward.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an adapter holds no more at the end of a day than at its beginning: what it holds at rest
 * in the first hours is its level, to which it must come back in each hour that follows. Of files
 * and memory it holds no more at the end than after two hours.
 */
final class Levels {
  private static final int FIRST_HOURS = 6;

  /** When all that is made once is there. */
  private static final int SETTLED = 2;

  /** Longer than any back-off, and than a silent connection is waited for. */
  private static final Duration LAST_BREATH = Duration.ofMinutes(5);

  /** Looks of a millisecond or more, few enough for no time to pass by the manual clock. */
  private static final int LOOKS_AT_REST = 10;

  private final ContractRun run;
  private final Map<String, Integer> level;
  private int hours;
  private @Nullable Footprint settled;

  Levels(ContractRun run) {
    this.run = run;
    this.level = new HashMap<>(run.fixture().keeps());
  }

  /** An hour is over, and nothing is asked of the adapter. */
  void hourIsOver() {
    hours++;
    if (hours <= FIRST_HOURS) {
      run.awaitConnected();
      atRest().forEach((what, many) -> level.merge(what, many, Math::max));
      if (hours == SETTLED) {
        settled = Footprint.now();
      }
    } else {
      run.await()
          .quickly()
          .until(
              () -> "in hour " + hours + " it holds " + tooMuch() + ", at first " + level,
              () -> tooMuch().isEmpty());
    }
  }

  /**
   * Nothing more will be asked of the adapter, which is still connected. Its timers have had their
   * time; then they stand still, for a look at the platform every few seconds would keep all
   * connections of a pool in use, one after the other.
   */
  void dayIsOver() {
    Footprint early = Objects.requireNonNull(settled, "a day of many hours");
    run.pass(LAST_BREATH);
    new Await(_ -> {})
        .until(
            () ->
                "files and sockets that were opened are closed, early on %s, by now %s"
                    .formatted(early, Footprint.now()),
            () -> !early.moreFilesNow());
    Footprint now = Footprint.now();
    if (now.moreMemoryThan(early)) {
      throw new AssertionError("it holds ever more memory: " + now + ", early on " + early);
    }
  }

  private SortedMap<String, Integer> tooMuch() {
    SortedMap<String, Integer> now = all();
    now.entrySet().removeIf(one -> one.getValue() <= level.getOrDefault(one.getKey(), 0));
    return now;
  }

  private SortedMap<String, Integer> atRest() {
    SortedMap<String, Integer> last = new TreeMap<>();
    int[] alike = {0};
    run.await()
        .quickly()
        .until(
            () -> "it comes to rest: " + last,
            () -> {
              SortedMap<String, Integer> now = all();
              alike[0] = now.equals(last) ? alike[0] + 1 : 0;
              last.clear();
              last.putAll(now);
              return alike[0] == LOOKS_AT_REST;
            });
    return last;
  }

  private SortedMap<String, Integer> all() {
    SortedMap<String, Integer> all = Census.of(run.connection());
    all.put("timers", run.host().time().waiting());
    return all;
  }
}
