package dev.steward.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real alarms on Quartz's real clock. */
@Timeout(30)
class QuartzClockworkTest {
  @Test
  void itWakesAtTheTimeAndWhatIsPastAtOnce() throws Exception {
    List<String> rung = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(2);
    try (QuartzClockwork clockwork = new QuartzClockwork()) {
      Instant soon = Instant.now().plusMillis(400);
      clockwork.wakeAt(
          "soon",
          soon,
          () -> {
            rung.add(Instant.now().isBefore(soon.minusMillis(20)) ? "early" : "soon");
            all.countDown();
          });
      clockwork.wakeAt(
          "past",
          Instant.now().minusSeconds(60),
          () -> {
            rung.add("past");
            all.countDown();
          });
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(rung).containsExactly("past", "soon");
  }

  @Test
  void theSameNameReplacesAndCancelForgets() throws Exception {
    List<String> rung = new CopyOnWriteArrayList<>();
    CountDownLatch end = new CountDownLatch(1);
    try (QuartzClockwork clockwork = new QuartzClockwork()) {
      clockwork.wakeAt("a", Instant.now().plusMillis(300), () -> rung.add("first"));
      clockwork.wakeAt("a", Instant.now().plusMillis(300), () -> rung.add("second"));
      clockwork.wakeAt("b", Instant.now().plusMillis(300), () -> rung.add("cancelled"));
      clockwork.cancel("b");
      clockwork.cancel("never set");
      clockwork.wakeAt("end", Instant.now().plusMillis(600), end::countDown);
      assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(rung).containsExactly("second");
  }

  @Test
  void whatRingsMaySetItselfAgainAndAFaultStopsNobodyElse() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    try (QuartzClockwork clockwork = new QuartzClockwork()) {
      clockwork.wakeAt(
          "broken",
          Instant.now(),
          () -> {
            throw new IllegalStateException("on purpose");
          });
      again(clockwork, three);
      assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void again(QuartzClockwork clockwork, CountDownLatch count) {
    clockwork.wakeAt(
        "again",
        Instant.now().plusMillis(50),
        () -> {
          count.countDown();
          if (count.getCount() > 0) {
            again(clockwork, count);
          }
        });
  }
}
