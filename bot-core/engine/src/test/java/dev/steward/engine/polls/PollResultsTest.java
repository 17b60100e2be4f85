package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures: what they are, and what they must never tell. */
class PollResultsTest {
  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @Test
  void wilsonsIntervalIsThatOfTheTextbooks() {
    Interval half = Interval.wilson(5, 10);
    assertThat(half.low()).isCloseTo(0.2366, within(0.0001));
    assertThat(half.high()).isCloseTo(0.7634, within(0.0001));
    Interval none = Interval.wilson(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775, within(0.0001));
    Interval all = Interval.wilson(10, 10);
    assertThat(all.low()).isCloseTo(0.7225, within(0.0001));
    assertThat(all.high()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theIntervalHoldsTheShareAndGrowsNarrowerWithMoreBallots(long seed) {
    Random random = new Random(seed);
    long n = random.nextLong(1, 5_001);
    long hits = random.nextLong(n + 1);
    Interval one = Interval.wilson(hits, n);
    Interval ten = Interval.wilson(10 * hits, 10 * n);
    double share = (double) hits / n;
    assertThat(one.low()).as("seed %d", seed).isBetween(0.0, share);
    assertThat(one.high()).isBetween(share, 1.0);
    assertThat(ten.high() - ten.low()).isLessThan(one.high() - one.low());
  }

  @Test
  void aRatingHasMeanMedianAndNps() {
    Question question = BallotReaderTest.question("推荐吗 | 0-10");
    List<Counted> ballots =
        List.of(
            new Counted("a", null, List.of("10"), 20),
            new Counted("a", null, List.of("8"), 10),
            new Counted("a", null, List.of("3"), 10));
    PollResults results = PollResults.of(question, ballots, ballots, 100);
    PollResults.Rating rating = java.util.Objects.requireNonNull(results.rating());
    assertThat(rating.mean()).isCloseTo(7.75, within(1e-9));
    assertThat(rating.median()).isEqualTo(9);
    assertThat(rating.nps()).isEqualTo(25);
    assertThat(rating.interval().low()).isBetween(6.7, 7.0);
    assertThat(java.util.Objects.requireNonNull(rating.npsInterval()).low()).isBetween(-2.0, 0.0);
    assertThat(results.n()).isEqualTo(40);
  }

  @Test
  void aFewWhoAgreeDoNotProveThatAllDo() {
    Question question = BallotReaderTest.question("推荐吗 | 0-10");
    for (long n : List.of(1L, 2L)) {
      List<Counted> ballots = List.of(new Counted("a", null, List.of("10"), n));
      PollResults.Rating rating =
          java.util.Objects.requireNonNull(
              PollResults.of(question, ballots, ballots, 100).rating());
      assertThat(rating.nps()).isEqualTo(100);
      assertThat(java.util.Objects.requireNonNull(rating.npsInterval()).low()).isNegative();
      assertThat(rating.interval().low()).isLessThan(4);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noSubtractionTellsAGroupOfFew(long seed) {
    Random random = new Random(seed);
    Map<String, Long> sizes = new HashMap<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      sizes.put("g" + i, (long) random.nextInt(12));
    }
    List<String> shown = PollResults.shown(sizes);
    long all = sizes.values().stream().mapToLong(Long::longValue).sum();
    long told = shown.stream().mapToLong(name -> sizes.getOrDefault(name, 0L)).sum();
    long hidden =
        sizes.entrySet().stream()
            .filter(e -> !shown.contains(e.getKey()) && e.getValue() > 0)
            .count();
    assertThat(shown)
        .as("seed %d: %s", seed, sizes)
        .allMatch(name -> sizes.getOrDefault(name, 0L) >= PollResults.LEAST_CELL);
    if (!shown.isEmpty()) {
      assertThat(all - told == 0 || (hidden >= 2 && all - told >= PollResults.LEAST_CELL))
          .as("seed %d: %s shows %s", seed, sizes, shown)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sharesAreCountsOfBallotsNotOfCombinations(long seed) {
    Random random = new Random(seed);
    Question question = BallotReaderTest.question("哪些 | 甲 | 乙 | 丙 | 多选");
    List<Counted> ballots = new ArrayList<>();
    long[] expected = new long[3];
    long n = 0;
    for (int i = random.nextInt(20); i >= 0; i--) {
      List<String> choices = new ArrayList<>();
      long count = random.nextLong(1, 10);
      int mask = 1 + random.nextInt(7);
      for (int option = 0; option < 3; option++) {
        if ((mask & 1 << option) != 0) {
          choices.add(Integer.toString(option + 1));
          expected[option] += count;
        }
      }
      n += count;
      ballots.add(new Counted("g" + random.nextInt(4), null, choices, count));
    }
    PollResults results = PollResults.of(question, ballots, ballots, 500);
    assertThat(results.n()).isEqualTo(n);
    assertThat(results.shares())
        .extracting(PollResults.Share::count)
        .containsExactly(expected[0], expected[1], expected[2]);
    if (!results.groups().isEmpty()) {
      assertThat(results.groups().stream().mapToLong(PollResults.Part::n).sum()).isEqualTo(n);
    }
  }

  @Test
  void fewBallotsConcludeNothingAndALeadIsOneBeyondChance() {
    Question question = BallotReaderTest.question("口味 | 甲 | 乙");
    PollResults few = results(question, 8, 1);
    assertThat(few.conclusive()).isFalse();
    assertThat(few.leader()).isNull();
    assertThat(results(question, 21, 19).leader()).isNull();
    assertThat(results(question, 80, 20).leader()).isNotNull();
  }

  private static PollResults results(Question question, long one, long two) {
    List<Counted> ballots =
        List.of(
            new Counted("a", null, List.of("1"), one), new Counted("a", null, List.of("2"), two));
    return PollResults.of(question, ballots, ballots, 200);
  }
}
