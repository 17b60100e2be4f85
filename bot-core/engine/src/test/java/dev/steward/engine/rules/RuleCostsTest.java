package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleCostsTest {
  @Test
  void oneMessageInThirtyTwoIsMeasured() {
    RuleCosts costs = new RuleCosts();
    assertThat(LongStream.range(0, 320).filter(_ -> costs.next("mama") != null).count())
        .isEqualTo(10);
    assertThat(costs.p99("mama", "ads")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNinetyNinthIsExactToAnEighth(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    RuleCosts costs = new RuleCosts();
    RuleCosts.Sample sample = Objects.requireNonNull(costs.next("mama"));
    long[] times =
        LongStream.range(0, 5_000)
            .map(_ -> (long) Math.exp(random.nextDouble() * 20) + 8)
            .toArray();
    for (long time : times) {
      sample.took("ads", time);
      sample.took("other", 100);
    }
    long exact =
        LongStream.of(times).sorted().skip(times.length * 99L / 100 - 1).findFirst().orElse(0);
    assertThat(costs.p99("mama", "ads").orElseThrow()).isBetween(exact, exact + exact / 8 + 1);
    assertThat(costs.p99("mama", "other").orElseThrow()).isBetween(100L, 113L);
    assertThat(costs.p99("papa", "ads")).isEmpty();
  }
}
