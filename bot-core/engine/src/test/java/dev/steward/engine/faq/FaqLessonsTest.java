package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff teach is what members get, whatever was taught before. */
class FaqLessonsTest {
  @TempDir Path folder;

  private Sim start() throws Exception {
    Sim sim = Sim.start(folder, SimPacks.answering(Asking.MILK));
    sim.staff("客服小李");
    return sim;
  }

  private static void replies(Sim sim, Sim.Group group, String name, String text) {
    Asking.replies(sim, group, name, Asking.lastAnswer(sim), text);
  }

  @Test
  void ofTwoLessonsThatContradictEachOtherTheLastCounts() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "邮费怎么算");
      replies(sim, group, "客服小李", "不对");
      sim.pass(Duration.ofMinutes(11));
      group.answers();
      group.says("小明", "邮费怎么算");
      assertThat(group.answers()).as("it was wrong").isEmpty();
      replies(sim, group, "客服小李", "对");
      // Of another lane's lessons a lane hears within a second.
      sim.pass(Duration.ofSeconds(1));
      group.answers();
      group.says("小明", "邮费怎么算");
      assertThat(group.answers()).as("it was right after all").containsExactly("满 88 元包邮。");
    }
  }

  @Test
  void whatWasChosenFromAnOfferIsTaughtWithTheQuestionThatWasAsked() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.posts(
          "小明",
          Content.of(
              new Segment.Mention(new UserId("sim", "steward"), "小助手"),
              new Segment.Text(" 请问退货的话邮费怎么算呢")),
          sim.clock.instant());
      String offered = group.answers().getFirst();
      int place = offered.indexOf("满多少包邮") - 3;
      group.says("小明", offered.substring(place, place + 1));
      group.answers();
      replies(sim, group, "客服小李", "对");
      assertThat(group.answers()).containsExactly("好的，记住这种问法了。");
      assertThat(sim.count("faq_lesson WHERE text = '请问退货的话邮费怎么算呢' AND entry = 'fee'"))
          .isEqualTo(1);
      sim.pass(Duration.ofMinutes(11));
      group.says("小美", "请问退货的话邮费怎么算呢");
      assertThat(group.answers()).containsExactly("满 88 元包邮。");
    }
  }

  @Test
  void aPlaceIsCountedInTheFileWhateverIsOffHere() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.joined("一群");
      group.staffAsk("bind", Map.of("pack", "mama", "off", "[\"return\"]"));
      group.staffAsk("go-live", Map.of());
      group.answers();
      group.says("小明", "邮费怎么算");
      replies(sim, group, "客服小李", "不对 -> #3");
      assertThat(group.answers().getLast()).isEqualTo("更正一下：\n48 小时内发出。");
      assertThat(sim.count("faq_lesson WHERE asks = 1 AND entry = 'ship'")).isEqualTo(1);
    }
  }
}
