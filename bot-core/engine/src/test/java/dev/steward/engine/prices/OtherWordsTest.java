package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While the desk waits for an answer, a word that is for another feature is none. */
class OtherWordsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "我的页面, /m/member",
    "my page, /m/member",
    "我的连续, 你还没有签到过",
    "我的签到, 你还没有签到过",
    "帮助, 我是群管家机器人"
  })
  void itIsNoAnswerToTheDesk(String word, String answer) throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")))) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.says("小明", "买贵了");
      assertThat(group.room.whispered()).as("the desk asks").isNotEmpty();
      sim.whispers("小明", word);
      assertThat(group.room.whispered().getLast()).contains(answer);
    }
  }
}
