package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real model: in a group on the real path, and before it is there. */
class ByMeaningTest {
  private static final Models MODELS = Models.ofMeaning();

  @TempDir Path folder;

  @AfterAll
  static void unload() {
    MODELS.close();
  }

  private static Faq.Answer answer(String id, int line, String say, String... asks) {
    return new Faq.Answer(
        id, new SourceMark("faq.yaml", line, 3), List.of(asks), say, null, null, Set.of(), true);
  }

  private static final Faq FAQ =
      new Faq(
          null,
          null,
          List.of(
              answer("return", 4, "没拆封的七天内可以退，在订单里点「退货」。", "怎么退货", "不想要了能退吗"),
              answer("ship", 8, "付款后48小时内发出，周日不发。", "几天发货", "什么时候寄出来"),
              answer("fee", 12, "满88元包邮，不满收8元。", "满多少包邮", "邮费怎么算"),
              answer("stage", 16, "1段0到6个月，2段6到12个月，3段1到3岁。", "奶粉几段怎么选", "多大喝几段"),
              answer("allergy", 20, "牛奶蛋白过敏的宝宝不能喝，请先听医生的。", "牛奶蛋白过敏能喝吗")));

  /** Hardly a word of it is in the entry that answers it. */
  private static final String ASKED = "今天拍的哪天能寄";

  @Test
  void aQuestionInOtherWordsIsAnsweredInTheGroupAndTalkIsLeftAlone() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.answering(FAQ), MODELS)) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", ASKED);
      assertThat(group.answers()).containsExactly("付款后48小时内发出，周日不发。");
      sim.pass(Duration.ofMinutes(1));
      for (String line : List.of("今天太阳真好，带娃出去走走", "我家也是三段，娃很爱喝", "你家宝宝几点睡？", "快递小哥今天真早")) {
        group.says("小美", line);
        sim.pass(Duration.ofMinutes(1));
      }
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("todo")).isZero();
      assertThat(sim.count("faq_answer")).isEqualTo(1);
    }
  }

  @Test
  void wordsAloneWouldNotHaveKnown() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.answering(FAQ))) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", ASKED);
      assertThat(group.answers()).doesNotContain("付款后48小时内发出，周日不发。");
    }
  }

  @Test
  void theModelIsLoadedAfterTheStartWithoutAQuestion() throws Exception {
    Scripts.Script answering = new Scripts.Script(SimPacks.answering(FAQ), 1);
    Scripts.Script silent = new Scripts.Script(SimPacks.standard(), 1);
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("steward.db"));
        Sql sql = new Sql(database.openForReading());
        FaqHelper helper =
            FaqHelper.start(Models.ofMeaning(), InstantSource.system(), answer -> {})) {
      helper.prepare(sql, List.of(silent));
      assertThat(helper.state()).startsWith("words and meaning, no model loaded yet");
      helper.prepare(sql, List.of(answering));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!helper.state().contains("bge-small-zh")) {
        assertThat(System.nanoTime()).as("the model is loaded").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatIsAboutTheBodyIsToldOnlyToWhoAsksAboutIt() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.answering(FAQ), MODELS)) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "奶粉怎么弄");
      assertThat(group.answers()).doesNotContain("牛奶蛋白过敏的宝宝不能喝，请先听医生的。");
      Asking.mention(sim, group, "小明", "过敏的宝宝能喝牛奶蛋白的吗");
      assertThat(group.answers()).contains("牛奶蛋白过敏的宝宝不能喝，请先听医生的。");
    }
  }
}
