package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.rehearsal.Scenario.Decision;
import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats over time, with what people expect of the rules. */
final class ScenarioPlayTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/steward/engine/rehearsal");

  @TempDir Path folder;

  /** By people's labels the rules must be right; from the texts alone they may not all be. */
  @ParameterizedTest
  @CsvSource({
    "scenarios.jsonl, true, 20",
    "scenarios.jsonl, false, 19",
    "scenarios-2.jsonl, true, 40",
    "scenarios-2.jsonl, false, 30"
  })
  void theyAreDecidedAsExpected(String file, boolean gold, int least) throws Exception {
    List<Scenario> all = ScenarioFile.read(FOLDER.resolve(file));
    List<String> good =
        all.stream()
            .map(scenario -> ScenarioPlay.of(scenario, null, gold))
            .filter(Scenario.Outcome::asExpected)
            .map(outcome -> outcome.scenario().id())
            .toList();
    assertThat(good).hasSizeGreaterThanOrEqualTo(least);
  }

  private List<Scenario> read(String... lines) throws Exception {
    return ScenarioFile.read(
        Files.writeString(folder.resolve("scenarios.jsonl"), String.join("\n", lines)));
  }

  @Test
  void aDifferenceIsTold() throws Exception {
    Scenario scenario =
        read(
                """
                {"type":"header","params":{"flood_max":2}}""",
                """
                {"id":"s","events":[\
                {"t":0,"type":"message","group":"g","from":"a","text":"早"},\
                {"t":1,"type":"message","group":"g","from":"a","text":"到了"},\
                {"t":2,"type":"message","group":"g","from":"a","text":"有人吗"}],\
                "expect":[{"at_event":0,"decision":"ok"},{"at_event":1,"decision":"ok"},\
                {"at_event":2,"decision":"ok"}]}""")
            .getFirst();
    Scenario.Outcome outcome = ScenarioPlay.of(scenario, null, false);
    assertThat(outcome.broken()).isEqualTo(2);
    assertThat(outcome.decided())
        .containsExactly(
            Set.of(Decision.OK), Set.of(Decision.OK), Set.of(Decision.DELETE, Decision.WARN));
  }

  @Test
  void whatIsLateFollowsTheScenario() throws Exception {
    for (int late : List.of(60, 600, 3600)) {
      Scenario scenario =
          read("{\"id\":\"s\",\"params\":{\"late_s\":"
                  + late
                  + "},\"events\":["
                  + "{\"t\":0,\"arrive\":1200,\"type\":\"message\",\"group\":\"g\",\"from\":\"a\","
                  + "\"text\":\"x\",\"label\":\"loan\"},"
                  + "{\"t\":1210,\"arrive\":1300,\"type\":\"message\",\"group\":\"g\",\"from\":\"b\","
                  + "\"text\":\"y\",\"label\":\"loan\"}],"
                  + "\"expect\":[{\"at_event\":0,\"decision\":\"ok\"},{\"at_event\":1,\"decision\":\"ok\"}]}")
              .getFirst();
      Set<Decision> punished = Set.of(Decision.DELETE, Decision.WARN);
      assertThat(ScenarioPlay.of(scenario, null, true).decided())
          .as("late after %d s", late)
          .containsExactly(
              late > 1200 ? punished : Set.of(Decision.DELETE, Decision.REPORT_TO_STAFF),
              late < 90 ? Set.of(Decision.DELETE) : punished);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"id\":\"s\",\"events\":[]}",
        "{\"events\":[],\"expect\":[]}",
        "{\"id\":\"s\",\"events\":{},\"expect\":[]}",
        "{\"id\":\"s\",\"events\":[],\"expect\":[{\"at_event\":0,\"decision\":\"ok\"}]}",
        "{\"id\":\"s\",\"events\":[{\"t\":0,\"type\":\"message\",\"group\":\"g\",\"from\":\"a\"}],"
            + "\"expect\":[]}",
        "{\"id\":\"s\",\"events\":[{\"t\":\"x\",\"type\":\"message\",\"group\":\"g\",\"from\":\"a\"}],"
            + "\"expect\":[{\"at_event\":0,\"decision\":\"ok\"}]}",
        "{\"id\":\"s\",\"events\":[{\"t\":0,\"type\":\"shout\",\"group\":\"g\",\"from\":\"a\"}],"
            + "\"expect\":[{\"at_event\":0,\"decision\":\"ok\"}]}",
        "{\"id\":\"s\",\"events\":[{\"t\":0,\"type\":\"join\",\"group\":\"g\",\"from\":\"a\"}],"
            + "\"expect\":[{\"at_event\":0,\"decision\":\"shoot\"}]}",
        "{\"id\":\"s\",\"params\":{\"flood_mx\":3},\"events\":[],\"expect\":[]}",
        "{\"id\":\"s\",\"params\":{\"flood_max\":0},\"events\":[],\"expect\":[]}",
        "{\"id\":\"s\",\"state\":{\"offences\":{\"a\":[5]}},\"events\":[],\"expect\":[]}",
      })
  void aBadLineIsToldWithItsPlace(String line) {
    assertThatThrownBy(() -> read("{\"type\":\"header\",\"params\":{}}", line))
        .isInstanceOf(LabelledFileException.class)
        .hasMessageContaining("scenarios.jsonl:2")
        .extracting(e -> ((LabelledFileException) e).text(Language.ZH))
        .asString()
        .contains("scenarios.jsonl:2");
  }
}
