package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which days are lived. */
final class DaySeedsTest {
  private static final long TODAY = 20_786;

  @Test
  void anOrdinaryBuildLivesTheSameDayWheneverItRuns() {
    assertThat(Day.seeds(null, 0, TODAY)).containsExactly(1L);
    assertThat(Day.seeds(null, 0, TODAY + 1)).containsExactly(1L);
  }

  @Test
  void whoeverAsksForDaysGetsSoManyAndOthersTomorrow() {
    assertThat(Day.seeds(null, 1, TODAY)).containsExactly(TODAY);
    assertThat(Day.seeds(null, 20, TODAY)).hasSize(20);
    assertThat(LongStream.concat(Day.seeds(null, 20, TODAY), Day.seeds(null, 20, TODAY + 1)))
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void aDayThatFailedIsLivedAgainAlone() {
    assertThat(Day.seeds(7L, 20, TODAY)).containsExactly(7L);
  }
}
