package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class AwaitedTest {
  private final ManualClock clock = new ManualClock();
  private final Awaited<String, String> awaited =
      new Awaited<>(clock.timers(), Duration.ofSeconds(8));

  private static CompletableFuture<Optional<String>> future(
      CompletionStage<Optional<String>> stage) {
    return stage.toCompletableFuture();
  }

  @Test
  void tellsEverybodyWhoWaits() {
    var first = future(awaited.expect("a"));
    var second = future(awaited.expect("a"));
    var other = future(awaited.expect("b"));
    assertThat(awaited.size()).isEqualTo(3);
    assertThat(awaited.arrived("a", "here")).isTrue();
    assertThat(first.join()).contains("here");
    assertThat(second.join()).contains("here");
    assertThat(other).isNotDone();
    assertThat(awaited.arrived("a", "again")).isFalse();
    assertThat(awaited.size()).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsWasSaidAndAnEighthMoreAtMost() {
    var early = future(awaited.expect("early"));
    clock.advance(Duration.ofMillis(900));
    var late = future(awaited.expect("late"));
    clock.advance(Duration.ofMillis(7_100));
    assertThat(early).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    assertThat(early.join()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(late.join()).isEmpty();
    assertThat(awaited.arrived("early", "too late")).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(clock.waiting()).as("no timer while nobody waits").isZero();
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyWaiting() {
    var one = future(awaited.expect("a"));
    clock.jump(Duration.ofHours(-3));
    clock.advance(Duration.ofSeconds(9));
    assertThat(one.join()).isEmpty();
    var two = future(awaited.expect("a"));
    clock.jump(Duration.ofHours(5));
    clock.advance(Duration.ofSeconds(7));
    assertThat(two).isNotDone();
  }

  @Test
  void nobodyWaitsAfterACut() {
    var one = future(awaited.expect("a"));
    var two = future(awaited.expect("b"));
    awaited.abandon();
    assertThat(one.join()).isEmpty();
    assertThat(two.join()).isEmpty();
    assertThat(awaited.size()).isZero();
    assertThat(clock.waiting()).isZero();
    var next = future(awaited.expect("a"));
    assertThat(awaited.arrived("a", "new")).isTrue();
    assertThat(next.join()).contains("new");
  }

  /** Whatever happens in whatever order: each is told once, in time or not at all. */
  @Test
  void eachIsToldOnceHoweverTheyMix() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, List<CompletableFuture<Optional<String>>>> open = new HashMap<>();
    List<CompletableFuture<Optional<String>>> all = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      String key = "k" + random.nextInt(20);
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          var one = future(awaited.expect(key));
          open.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
          all.add(one);
        }
        case 2 -> {
          List<CompletableFuture<Optional<String>>> waiting =
              open.getOrDefault(key, List.of()).stream().filter(one -> !one.isDone()).toList();
          assertThat(awaited.arrived(key, "v" + step))
              .as("seed %d, step %d", seed, step)
              .isEqualTo(!waiting.isEmpty());
          for (var one : waiting) {
            assertThat(one.join()).as("seed %d", seed).contains("v" + step);
          }
          open.remove(key);
        }
        case 3 -> clock.advance(Duration.ofMillis(random.nextInt(1_500)));
        default -> {
          if (random.nextInt(100) == 0) {
            awaited.abandon();
            open.clear();
          }
        }
      }
    }
    clock.advance(Duration.ofSeconds(20));
    assertThat(all).as("seed %d", seed).allMatch(CompletableFuture::isDone);
    assertThat(awaited.size()).isZero();
    assertThat(clock.waiting()).isZero();
  }
}
