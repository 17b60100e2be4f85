package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private final ManualClock clock = new ManualClock();
  private final Throttle throttle = new Throttle(clock);

  @Test
  void theWaitDoublesForALogin() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.enter("lin", "10.0.0." + i)).isZero();
    }
    for (long seconds = 1; seconds <= 512; seconds *= 2) {
      assertThat(throttle.enter("lin", "10.9.9.9")).isEqualTo(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds));
      assertThat(throttle.enter("lin", "10.9.9." + seconds)).isZero();
    }
    assertThat(throttle.enter("lin", "10.9.9.9"))
        .as("never longer than a quarter of an hour")
        .isEqualTo(Duration.ofMinutes(15));
    assertThat(throttle.refused()).isEqualTo(11);
  }

  @Test
  void anAddressMayNotTryManyLogins() {
    for (int i = 0; i < 20; i++) {
      assertThat(throttle.enter("login" + i, "10.0.0.1")).isZero();
    }
    assertThat(throttle.enter("one more", "10.0.0.1")).isPositive();
    assertThat(throttle.enter("one more", "10.0.0.2")).isZero();
  }

  @Test
  void aNetworkOfSixtyFourBitsIsOneAddress() {
    for (int i = 0; i < 20; i++) {
      assertThat(throttle.enter("login" + i, "2001:db8:1:2:0:0:0:" + i)).isZero();
    }
    assertThat(throttle.enter("one more", "2001:db8:1:2:ffff:0:0:1")).isPositive();
    assertThat(throttle.enter("one more", "2001:db8:1:3:0:0:0:1")).isZero();
  }

  @Test
  void successAndAnHourForgive() {
    for (int i = 0; i < 5; i++) {
      throttle.enter("lin", "10.0.0.1");
    }
    throttle.succeeded("lin", "10.0.0.1");
    assertThat(throttle.enter("lin", "10.0.0.1")).isZero();

    for (int i = 0; i < 4; i++) {
      throttle.enter("lin", "10.0.0.1");
    }
    assertThat(throttle.enter("lin", "10.0.0.1")).isPositive();
    clock.pass(Duration.ofMinutes(61));
    assertThat(throttle.enter("lin", "10.0.0.1")).isZero();
    assertThat(throttle.enter("lin", "10.0.0.1")).isZero();
  }

  /** What is counted is kept, so nobody may choose how much that is. */
  @Test
  void loginsLongerThanAnybodysCountAsOne() {
    String long1 = "x".repeat(100);
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.enter(long1 + i, "10.0.0." + i)).isZero();
    }
    assertThat(throttle.enter(long1 + "!", "10.0.1.1")).isPositive();
  }
}
