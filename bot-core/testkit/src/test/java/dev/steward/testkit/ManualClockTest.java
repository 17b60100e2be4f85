package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ManualClockTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final List<String> ran = new ArrayList<>();

  private ScheduledFuture<?> in(long seconds, String name) {
    return clock
        .timers()
        .schedule(() -> ran.add(name + "@" + clock.instant()), seconds, TimeUnit.SECONDS);
  }

  @Test
  void runsEachTimerAtItsOwnInstantInOrder() {
    var _ = in(2, "late");
    var _ = in(1, "early");
    var _ = in(1, "second");
    clock.advance(Duration.ofMillis(999));
    assertThat(ran).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(ran)
        .containsExactly(
            "early@1970-01-01T00:00:01Z",
            "second@1970-01-01T00:00:01Z",
            "late@1970-01-01T00:00:02Z");
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(5_999));
  }

  @Test
  void aTimerMaySetAnotherThatIsDueOnTheWay() {
    Runnable again =
        () -> {
          var _ = in(1, "next");
        };
    var _ = clock.timers().schedule(again, 1, TimeUnit.SECONDS);
    clock.advance(Duration.ofSeconds(3));
    assertThat(ran).containsExactly("next@1970-01-01T00:00:02Z");
  }

  @Test
  void aRepeatedTimerRunsUntilItIsCancelled() {
    ScheduledFuture<?> beat =
        clock.timers().scheduleAtFixedRate(() -> ran.add("beat"), 1, 2, TimeUnit.SECONDS);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ran).hasSize(3);
    beat.cancel(false);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ran).hasSize(3);
    assertThat(clock.waiting()).isZero();
  }

  @Test
  void aCancelledTimerNeverRuns() {
    in(1, "never").cancel(true);
    clock.advance(Duration.ofSeconds(2));
    assertThat(ran).isEmpty();
  }
}
