package dev.steward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final int BURST = 60;
  private static final Duration EACH = Duration.ofMillis(200);

  private Instant now = Instant.parse("2026-11-03T06:00:00Z");
  private final Rates rates = new Rates(() -> now, BURST, EACH);

  @Test
  void aBurstIsFreeAndThenItIsSteady() {
    for (int i = BURST - 1; i >= 0; i--) {
      assertThat(rates.take("a").left()).isEqualTo(i);
    }
    assertThat(rates.take("a").pause()).isEqualTo(EACH);
    assertThat(rates.take("b").refused()).as("another token's bucket is its own").isFalse();
    now = now.plus(EACH.dividedBy(2));
    assertThat(rates.take("a").pause()).isEqualTo(EACH.dividedBy(2));
    now = now.plus(EACH.dividedBy(2));
    assertThat(rates.take("a").refused()).as("being refused costs nothing").isFalse();
    assertThat(rates.take("a").refused()).isTrue();
  }

  @Test
  void aLongRestFillsOneBucketAndNoMore() {
    rates.take("a");
    now = now.plus(Duration.ofDays(1000));
    assertThat(rates.take("a").left()).isEqualTo(BURST - 1);
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndTakesNothing() {
    for (int i = 0; i < BURST; i++) {
      rates.take("a");
    }
    now = now.minus(Duration.ofDays(1));
    assertThat(rates.take("a").refused()).isTrue();
    now = now.plus(EACH);
    assertThat(rates.take("a").refused()).isFalse();
  }
}
