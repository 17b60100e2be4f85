package dev.steward.engine.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.sim.Sim;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many private messages a member gets unasked. */
class WhisperStoryTest {
  @TempDir Path folder;

  private static Pack pack(String name, String zone, String... times) {
    StringBuilder topics = new StringBuilder("topics:\n");
    for (int i = 0; i < times.length; i++) {
      topics.append("  t%d: {at: '%s', privately: true, say: hi}\n".formatted(i, times[i]));
    }
    String head =
        "title: " + name + "\nlanguage: en\nzone: " + zone + "\nattention: {each-a-day: 1}\n";
    return Objects.requireNonNull(
        PackReader.read(
                PackFiles.of(
                    name,
                    Map.of(
                        "pack.yaml", bytes(head),
                        "topics.yaml", bytes(topics.toString()))))
            .pack());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long whispers(Sim sim) {
    return sim.platform.performed().stream()
        .filter(order -> order.action() instanceof Action.SendPrivate)
        .count();
  }

  /** The play begins on Monday at 9:00 in Shanghai; in New York it is Sunday, 20:00. */
  @Test
  void inGroupsOfTwoZonesTheNumberIsOne() throws Exception {
    Pack east =
        pack("mama", "Asia/Shanghai", "the day of joining 09:10", "the day of joining 09:30");
    Pack west = pack("york", "America/New_York", "the day of joining 20:20");
    try (Sim sim = Sim.start(folder, east)) {
      sim.publish(west, 1);
      Sim.Group first = sim.group("one");
      Sim.Group second = sim.joined("two");
      second.staffAsk("bind", Map.of("pack", "york"));
      second.staffAsk("go-live", Map.of());
      first.joins("Ann");
      second.joins("Ann");
      sim.pass(Duration.ofHours(1));
      assertThat(sim.count("decision WHERE verdict = 'skipped-budget'")).isEqualTo(2);
      assertThat(whispers(sim)).isEqualTo(1);
      sim.pass(Duration.ofHours(23).plusMinutes(5));
      first.joins("Ann");
      sim.pass(Duration.ofHours(1));
      assertThat(whispers(sim)).as("the next day has its own").isEqualTo(2);
    }
  }
}
