package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.sim.Sim;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever members do, the results are what anybody recounts from the changes. */
@Tag("rounds")
class RecountTest {
  private static final List<String> WORDS =
      List.of("1", "选2", "③", "1 3", "2,3", "撤回投票", "#1 1", "9", "好的1", "甲甲甲", "选 1 2 3");

  /** What is asked, one kind a seed. */
  private static final List<String> ASKED =
      List.of("哪些 | 甲甲甲 | 乙乙乙 | 丙丙丙 | 多选 | 随机", "哪个 | 甲甲甲 | 乙乙乙 | 丙丙丙", "几分 | 1-5");

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Math.max(3, Integer.getInteger("steward.rounds", 20) / 5));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theResultsAreARecountOfTheChanges(long seed) throws Exception {
    Random random = new Random(seed);
    Sim sim = Sim.start(folder);
    sim.staff("店长");
    List<Sim.Group> groups = List.of(sim.group("一群"), sim.group("二群"));
    sim.staffAsk(
        "poll-open",
        Map.of(
            "question",
            Json.write(BallotReaderTest.question(ASKED.get((int) (seed % 3)))),
            "groups",
            Json.write(List.of("sim:一群", "sim:二群")),
            "minutes",
            "600"));
    for (int i = 0; i < 120; i++) {
      Sim.Group group = groups.get(random.nextInt(2));
      String name = "成员" + random.nextInt(25);
      if (random.nextInt(4) == 0) {
        group.presses(
            name,
            (seed % 3 == 2 ? List.of("1", "3", "5") : List.of("甲甲甲", "乙乙乙", "丙丙丙"))
                .get(random.nextInt(3)));
      } else {
        group.says(name, WORDS.get(random.nextInt(WORDS.size())));
      }
      if (random.nextInt(20) == 0) {
        sim.pass(Duration.ofMinutes(3));
      }
      if (i == 60) {
        sim = sim.restart();
        groups = List.of(sim.known("一群"), sim.known("二群"));
      }
    }
    try (Sim last = sim) {
      Map<String, Long> recounted = new TreeMap<>();
      Map<String, @Nullable String> latest = latest(last);
      latest.values().stream()
          .filter(choices -> choices != null)
          .flatMap(choices -> Json.readStrings(choices).stream())
          .forEach(code -> recounted.merge(code, 1L, Long::sum));
      PollResults results =
          last.read(sql -> PollData.results(sql, PollData.find(sql, 1).orElseThrow()));
      Map<String, Long> told = new TreeMap<>();
      results.shares().stream()
          .filter(share -> share.count() > 0)
          .forEach(share -> told.put(share.code(), share.count()));
      assertThat(told).as("seed %d", seed).isEqualTo(recounted);
      assertThat(results.n()).isEqualTo(last.read(sql -> (long) PollData.voters(sql, 1)));
      assertThat(results.n())
          .isEqualTo(latest.values().stream().filter(choices -> choices != null).count());
      assertThat(last.count("ballot_change WHERE kind = 'cast'")).isPositive();
      assertThat(last.count("(SELECT DISTINCT respondent FROM ballot_change)"))
          .isEqualTo(last.count("ballot"));
    }
  }

  /** The last choices of each respondent, as somebody outside would find them. */
  private static Map<String, @Nullable String> latest(Sim sim) {
    Map<String, @Nullable String> latest = new HashMap<>();
    var _ =
        sim.read(
            sql ->
                sql.list(
                    "SELECT respondent, choices FROM ballot_change ORDER BY seq",
                    row -> {
                      latest.put(row.text(1), row.textOrNull(2));
                      return row.text(1);
                    }));
    return latest;
  }
}
