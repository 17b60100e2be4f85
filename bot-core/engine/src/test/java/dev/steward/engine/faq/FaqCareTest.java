package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Faq;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever needs care, or writes at length, is not left with silence or with the wrong words. */
class FaqCareTest {
  private static final String LONG = "我想说的话有点长，请耐心看完。".repeat(40);

  @TempDir Path folder;

  private static final Faq FAQ =
      new Faq(
          "客服 9 点到 22 点在线。", "身体的事请问医生。", List.of(Asking.answer("return", "七天内没拆封可以退。", "怎么退货")));

  private Sim start(Faq faq) throws Exception {
    return Sim.start(folder, SimPacks.answering(faq));
  }

  private static void expectUrgent(Sim sim, int todos) {
    assertThat(sim.count("todo WHERE kind = 'urgent-question'")).isEqualTo(todos);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the app crashes when i pay | NOTHING",
        "where are the archives of the lessons | NOTHING",
        "你们的主流产品是哪一款 | NOTHING",
        "物流产生的费用谁出 | NOTHING",
        "she has a rash after the cream | HEALTH",
        "is 500mg of it too much | HEALTH",
        "吃这个会流产吗 | HEALTH",
        "这个价格自杀式的，我也不想活了 | DESPAIR",
        "这个价格自杀式 | NOTHING"
      })
  void aWordInsideAnotherIsNone(String text, Sensitive touched) {
    assertThat(Sensitive.of(text)).isEqualTo(touched);
  }

  @Test
  void aQuestionAboutTheBodyGetsTheFixedTextEvenWhenNothingCameBack() throws Exception {
    Sim sim = start(FAQ);
    Sim.Group group = sim.group("一群");
    sim.deliver(
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            group.id(),
            sim.id(),
            Sender.member(Sim.user("小明"), "小明"),
            Asking.toUs("宝宝发烧吃什么药"),
            sim.clock.instant()));
    try (Sim again = sim.restart()) {
      again.pass(Duration.ofSeconds(30));
      assertThat(again.known("一群").room.said().getLast()).isEqualTo("身体的事请问医生。");
      expectUrgent(again, 1);
      assertThat(again.count("todo WHERE kind = 'question'")).isZero();
    }
  }

  /** Two entries about milk, of which nobody has reviewed the one about allergy. */
  private static Faq milk(boolean reviewed) {
    Faq.Answer allergy = Asking.answer("allergy", "过敏的宝宝也能喝。", "牛奶过敏能喝吗");
    return new Faq(
        "客服 9 点到 22 点在线。",
        "身体的事请问医生。",
        List.of(
            new Faq.Answer(
                allergy.id(),
                allergy.mark(),
                allergy.asks(),
                allergy.say(),
                null,
                null,
                Set.of(),
                reviewed),
            Asking.answer("cold", "冷藏后三天内喝完。", "牛奶怎么保存"),
            Asking.answer("return", "七天内没拆封可以退。", "怎么退货")));
  }

  /** 小明 is offered both; returns the number of the one about allergy. */
  private static String offeredAllergy(Sim sim, Sim.Group group) {
    Asking.mention(sim, group, "小明", "请问牛奶的话能不能喝呢");
    return Asking.place(group.answers().getFirst(), "牛奶过敏能喝吗");
  }

  @Test
  void whatNobodyReviewedIsNotOfferedEither() throws Exception {
    try (Sim sim = start(milk(false))) {
      Sim.Group group = sim.group("一群");
      for (String asked : List.of("牛奶能喝吗", "牛奶这种能不能喝", "喝牛奶")) {
        Asking.mention(sim, group, "小明", asked);
        group.says("小明", "1");
        assertThat(String.join("\n", group.answers())).as(asked).isNotEmpty().doesNotContain("过敏");
      }
    }
  }

  @Test
  void whatIsChosenAboutTheBodyIsReviewedAndStaffHearOfItAtOnce() throws Exception {
    try (Sim sim = start(milk(true))) {
      Sim.Group group = sim.group("一群");
      String number = offeredAllergy(sim, group);
      assertThat(sim.count("todo")).isZero();
      group.says("小明", number);
      assertThat(group.answers()).containsExactly("过敏的宝宝也能喝。");
      expectUrgent(sim, 1);
    }
  }

  @Test
  void whatWasOfferedAndIsReviewedNoMoreIsNotSaid() throws Exception {
    try (Sim sim = start(milk(true))) {
      Sim.Group group = sim.group("一群");
      String number = offeredAllergy(sim, group);
      sim.publish(SimPacks.answering(milk(false)), 2);
      group.says("小明", number);
      assertThat(group.answers()).containsExactly("身体的事请问医生。");
      expectUrgent(sim, 1);
    }
  }

  @Test
  void theSecondWhoAsksAboutTheBodyIsHeardToo() throws Exception {
    try (Sim sim = start(milk(true))) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "牛奶过敏能喝吗");
      sim.pass(Duration.ofMinutes(5));
      group.says("小红", "牛奶过敏能喝吗？");
      assertThat(group.answers()).as("said once").containsExactly("过敏的宝宝也能喝。");
      expectUrgent(sim, 2);
    }
  }

  @Test
  void aQuestionAboutTheBodyToNobodyIsSeenByStaffInSilence() throws Exception {
    try (Sim sim = start(milk(false))) {
      Sim.Group group = sim.group("一群");
      group.says("小红", "昨天打完疫苗夜里烧到38度8，一家人轮流抱着走，现在他倒精神了");
      group.says("小丽", "我家宝宝上次过敏也是这样，医生说没事");
      assertThat(sim.count("todo")).as("mothers tell each other").isZero();
      group.says("小明", "牛奶过敏能喝吗");
      assertThat(group.answers()).isEmpty();
      expectUrgent(sim, 1);
    }
  }

  @Test
  void theCheckTellsWhatNobodyReviewed() {
    assertThat(SensitiveCheck.of(SimPacks.answering(milk(true)))).isEmpty();
    assertThat(SensitiveCheck.of(SimPacks.answering(milk(false))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isFalse();
              assertThat(problem.zh()).contains("牛奶过敏能喝吗");
              assertThat(problem.mendZh()).contains("reviewed: true");
            });
  }

  @Test
  void aLongLetterInPrivateIsReadByStaff() throws Exception {
    try (Sim sim = start(FAQ)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "早");
      sim.whispers("小明", LONG);
      assertThat(group.room.whispered().getLast()).contains("转给工作人员", "9 点到 22 点");
      sim.whispers("小明", LONG + "我不想活了");
      assertThat(group.room.whispered().getLast()).contains("12356");
      assertThat(sim.count("todo")).isEqualTo(2);
    }
  }

  @Test
  void aLongQuestionToStewardIsNotTakenForACryForHelp() throws Exception {
    try (Sim sim = start(FAQ)) {
      Sim.Group group = sim.group("一群");
      group.posts("小明", Asking.toUs(LONG + "请问换货找谁"), sim.clock.instant());
      assertThat(group.answers()).singleElement().asString().contains("转给工作人员");
      group.posts("小明", Asking.toUs(""), sim.clock.instant());
      assertThat(group.answers()).singleElement().asString().startsWith("我是群管家机器人，可以这样问我");
    }
  }

  @Test
  void thanksForAnAnswerAreNoQuestion() throws Exception {
    try (Sim sim = start(FAQ)) {
      Sim.Group group = sim.group("一群");
      for (String said : List.of("谢谢！", "好的", "哈哈哈哈", "太好啦")) {
        group.says("小明", "怎么退货");
        group.answers();
        group.replies("小明", Asking.lastAnswer(sim), said);
        assertThat(group.answers()).as(said).isEmpty();
        sim.pass(Duration.ofMinutes(11));
      }
      assertThat(sim.count("todo")).isZero();
    }
  }

  @Test
  void twoQuestionsOfOneMemberAreBothRead() throws Exception {
    try (Sim sim = start(FAQ)) {
      Sim.Group group = sim.group("一群");
      group.posts("小明", Asking.toUs("会员日是哪天"), sim.clock.instant());
      sim.pass(Duration.ofMinutes(1));
      group.posts("小明", Asking.toUs("发票抬头能改吗"), sim.clock.instant());
      assertThat(sim.count("todo WHERE detail LIKE '%会员日是哪天%' AND detail LIKE '%发票抬头能改吗%'"))
          .as("one todo with both")
          .isEqualTo(1);
    }
  }
}
