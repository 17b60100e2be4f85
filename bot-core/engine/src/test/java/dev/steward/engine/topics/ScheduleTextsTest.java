package dev.steward.engine.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Language;
import dev.steward.engine.sim.SimPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What staff read who ask for the schedule. */
class ScheduleTextsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");

  private static String leftOut(Language language, int count) {
    List<TopicBook.LeftOut> all =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new TopicBook.LeftOut(
                        NOON.minus(Duration.ofMinutes(i)),
                        Reason.of(TopicsFeature.NAME, "没有说「早安」", "morning was left out")))
            .toList();
    return ScheduleTexts.text(language, Optional.of(SimPacks.standard()), List.of(), all);
  }

  @Test
  void whatIsNotListedIsCounted() {
    assertThat(leftOut(Language.ZH, 8)).endsWith("没有说「早安」");
    assertThat(leftOut(Language.ZH, 11)).endsWith("没有说「早安」\n更早的还有 3 条");
    assertThat(leftOut(Language.EN, 9)).endsWith("morning was left out\nand 1 more, earlier");
  }
}
