package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatelyTest {
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

  private record Moment(long key, Instant at) {}

  /** Like counting all that were ever added, however old, late or many they are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, Integer.MAX_VALUE - 3_000, -3_000})
  void itCountsWhatANaiveListCounts(int first) {
    Random random = new Random(20261127L + first);
    Duration keep = Duration.ofSeconds(60);
    Lately lately = new Lately(first);
    List<Moment> all = new ArrayList<>();
    long[] keys = random.longs(40).toArray();
    Instant now = START;
    for (int i = 0; i < 20_000; i++) {
      // Now and then hours pass, so that the ring is used again and does not only grow.
      now = now.plusMillis(random.nextInt(3_000) == 0 ? 7_200_000 : random.nextInt(60));
      long key = keys[Math.min(random.nextInt(40), random.nextInt(40))];
      Instant at = random.nextInt(10) == 0 ? now.minusMillis(random.nextInt(90_000)) : now;
      lately.add(key, at, now, keep);
      all.add(new Moment(key, at));
      if (i % 7 == 0) {
        Instant heard = at;
        Duration within = Duration.ofMillis(1 + random.nextInt(60_000));
        int most = 1 + random.nextInt(300);
        // What arrived longer ago than is kept may be gone; it happened before, too.
        if (heard.minus(within).isBefore(now.minus(keep))) {
          continue;
        }
        long naive =
            all.reversed().stream()
                .limit(8_000)
                .filter(moment -> moment.key == key)
                .filter(moment -> moment.at.isAfter(heard.minus(within)))
                .filter(moment -> !moment.at.isAfter(heard))
                .limit(most)
                .count();
        assertThat(lately.within(key, heard, within, most)).isEqualTo((int) naive);
      }
    }
  }

  @Test
  void whenItIsFullTheOldestLeave() {
    Lately lately = new Lately();
    Duration keep = Duration.ofHours(1);
    lately.add(-1, START, START, keep);
    for (int i = 1; i < Lately.MOST; i++) {
      lately.add(i, START, START, keep);
    }
    assertThat(lately.within(-1, START, keep, 9)).isEqualTo(1);
    lately.add(-2, START, START, keep);
    assertThat(lately.within(-1, START, keep, 9)).isZero();
    assertThat(lately.within(1, START, keep, 9)).isEqualTo(1);
    assertThat(lately.within(-2, START, keep, 9)).isEqualTo(1);
  }
}
