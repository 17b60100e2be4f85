package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RedialTest {
  private final ManualClock clock = new ManualClock();
  private final AtomicInteger dials = new AtomicInteger();
  private final Redial redial = new Redial(clock.timers(), new Random(7), dials::incrementAndGet);

  @Test
  void waitsTwiceAsLongEachTimeUpToAMinute() {
    redial.start();
    long expected = 1_000;
    for (int i = 1; i <= 12; i++) {
      Duration pause = redial.lost();
      assertThat(pause.toMillis()).isBetween(expected, expected + expected / 4);
      assertThat(dials).hasValue(i);
      clock.advance(pause.minusMillis(1));
      assertThat(dials).hasValue(i);
      clock.advance(Duration.ofMillis(1));
      assertThat(dials).hasValue(i + 1);
      expected = Math.min(60_000, expected * 2);
    }
    redial.up();
    assertThat(redial.lost().toMillis()).isBetween(1_000L, 1_250L);
  }

  @Test
  void takesTheOtherSidesOwnPause() {
    assertThat(redial.lost(Duration.ofMinutes(5)).toMinutes()).isBetween(5L, 6L);
  }

  @Test
  void plansOneTryHoweverOftenItIsTold() {
    redial.lost();
    redial.lost();
    redial.lost();
    clock.advance(Duration.ofMinutes(5));
    assertThat(dials).hasValue(1);
  }

  @Test
  void triesNoMoreOnceClosed() {
    redial.lost();
    redial.close();
    redial.lost();
    clock.advance(Duration.ofHours(1));
    assertThat(dials).hasValue(0);
    assertThat(clock.waiting()).isZero();
  }
}
