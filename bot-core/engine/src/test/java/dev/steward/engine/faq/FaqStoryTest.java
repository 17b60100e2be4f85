package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions, as members ask them; words alone decide here, the model is tried beside it. */
class FaqStoryTest {
  @TempDir Path folder;

  private static Faq.Answer answer(
      String id,
      int line,
      String say,
      boolean reviewed,
      @Nullable LocalDate until,
      String... asks) {
    return new Faq.Answer(
        id,
        new SourceMark("faq.yaml", line, 3),
        List.of(asks),
        say,
        null,
        until,
        Set.of(),
        reviewed);
  }

  private static final Faq FAQ =
      new Faq(
          "客服每天 9 点到 22 点在线。",
          "身体的事请问医生，{{group}}的工作人员马上来。",
          List.of(
              answer("return", 4, "七天内没拆封可以退，看 {{shop}}", false, null, "怎么退货", "不想要了能退吗"),
              answer("fee", 8, "满 88 元包邮，不满收 8 元。", false, null, "满多少包邮", "邮费怎么算"),
              answer("ship", 12, "48 小时内发出，周日不发。", false, null, "几天发货", "什么时候寄出来"),
              answer("drops", 16, "滴剂一天一粒，以医生的话为准。", true, null, "维生素D一天吃几滴"),
              answer("milk", 20, "换成羊奶粉试试。", false, null, "奶粉过敏了换哪一款"),
              answer("may", 24, "满 200 减 30。", false, LocalDate.of(2026, 1, 2), "活动怎么算")));

  private Sim start() throws Exception {
    return Sim.start(folder, SimPacks.answering(FAQ));
  }

  @Test
  void whatIsAskedToTheLetterIsAnsweredAtOnceAndExplained() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "怎么退货呀？");
      assertThat(group.answers()).containsExactly("七天内没拆封可以退，看 https://shop.example-brand.com");
      List<String> reasons =
          sim.read(
              sql ->
                  sql.list(
                      "SELECT reason FROM decision ORDER BY id DESC LIMIT 1", row -> row.text(1)));
      assertThat(reasons).singleElement().asString().contains("faq.yaml:4:3", "return", "一字不差");
    }
  }

  @Test
  void chatterAndOrdinaryTalkGetSilence() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      for (String line :
          List.of("早上好", "我上次退货第二天钱就回来了", "哈哈哈", "今晚吃啥", "你家宝宝几个月了呀", "3", "满满的幸福", "大家几点睡")) {
        sim.pass(Duration.ofSeconds(20));
        group.says("小美", line);
      }
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("todo")).isZero();
    }
  }

  @Test
  void whenAddressedItOffersWhatComesNearAndANumberAnswers() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "请问退货的话邮费怎么算呢");
      List<String> offered = group.answers();
      assertThat(offered).singleElement().asString().startsWith("你是不是想问：\n1. ").contains("满多少包邮");
      int place = offered.getFirst().indexOf("满多少包邮") - 3;
      group.says("小美", "1");
      assertThat(group.answers()).as("somebody else's number").isEmpty();
      group.says("小明", offered.getFirst().substring(place, place + 1));
      assertThat(group.answers()).containsExactly("满 88 元包邮，不满收 8 元。");
      group.says("小明", "1");
      assertThat(group.answers()).as("chosen once").isEmpty();
    }
  }

  @Test
  void whatMembersSayToATopicOrAGreetingIsTalk() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Asking.replies(sim, group, "小明", "n-topic", "昨晚睡得不错，终于不闹了");
      Asking.mention(sim, group, "小明", "谢谢！");
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("todo")).as("nobody has to answer that").isZero();
      Asking.mention(sim, group, "小明", "在吗");
      assertThat(group.answers()).singleElement().asString().startsWith("我在，我是群管家机器人");
      group.says("小明", "怎么退货");
      group.answers();
      Asking.replies(sim, group, "小明", Asking.lastAnswer(sim), "那个什么券我没有收到呀");
      assertThat(group.answers()).as("to an answer, it is a question").hasSize(1);
    }
  }

  @Test
  void anOfferIsOverAfterFiveMinutes() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "请问退货的话邮费怎么算呢");
      assertThat(group.answers()).hasSize(1);
      sim.pass(Duration.ofMinutes(6));
      group.says("小明", "1");
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void aMissWhenAddressedBecomesATodoAndSaysWhoAnswers() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "howdy");
      assertThat(group.answers()).singleElement().asString().contains("转给工作人员", "9 点到 22 点");
      assertThat(sim.count("todo WHERE kind = 'question'")).isEqualTo(1);
      assertThat(sim.count("faq_question WHERE addressed = 1")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"转人工", "找客服", "talk to a human"})
  void whoeverWantsAPersonGetsOne(String wish) throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", wish);
      assertThat(group.answers()).singleElement().asString().contains("9 点到 22 点");
      assertThat(sim.count("todo WHERE kind = 'person-wanted'")).isEqualTo(1);
      group.says("小明", "我问了客服在哪，转人工要等很久");
      assertThat(sim.count("todo WHERE kind = 'person-wanted'")).isEqualTo(1);
    }
  }

  @Test
  void whatMembersTellEachOtherIsNoQuestion() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      for (String told : List.of("不想要了能退啊", "不想要了能退", "不想要了能退呀！")) {
        group.says("小明", told);
        assertThat(group.answers()).as(told).isEmpty();
      }
      group.says("小明", "不想要了能退嘛");
      assertThat(group.answers()).singleElement().asString().startsWith("七天内没拆封可以退");
      Asking.mention(sim, group, "小美", "不想要了能退");
      assertThat(group.answers()).as("said to Steward").singleElement().isNotNull();
      group.says("小红", "几天发货啊");
      assertThat(group.answers()).containsExactly("48 小时内发出，周日不发。");
    }
  }

  @Test
  void illnessGetsOnlyReviewedAnswersOrTheFixedText() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "奶粉过敏了换哪一款");
      assertThat(group.answers()).as("not reviewed, not addressed").isEmpty();
      Asking.mention(sim, group, "小明", "奶粉过敏了换哪一款");
      assertThat(group.answers()).containsExactly("身体的事请问医生，一群的工作人员马上来。");
      group.says("小美", "维生素D一天吃几滴？");
      assertThat(group.answers()).containsExactly("滴剂一天一粒，以医生的话为准。");
      assertThat(sim.count("todo WHERE kind = 'urgent-question'")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我真的不想活了",
        "感觉活着没意思，想自杀",
        "i want to die",
        "我割腕了",
        "活够了",
        "i will kill myself",
        "这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了这几个月太难了，活够了"
      })
  void despairIsNeverLeftAlone(String words) throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", words);
      assertThat(group.answers()).singleElement().asString().contains("12356");
      assertThat(sim.count("todo WHERE kind = 'urgent-question'")).isEqualTo(1);
    }
  }

  @Test
  void theSameAnswerIsNotRepeatedWithinMinutes() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "满多少包邮");
      group.says("小美", "满多少包邮？");
      assertThat(group.answers()).containsExactly("满 88 元包邮，不满收 8 元。");
      Asking.mention(sim, group, "小美", "满多少包邮");
      assertThat(group.answers()).singleElement().asString().contains("刚才回答过");
      sim.pass(Duration.ofMinutes(11));
      group.says("小美", "满多少包邮");
      assertThat(group.answers()).containsExactly("满 88 元包邮，不满收 8 元。");
    }
  }

  @Test
  void whatThePlatformRefusedToSayWasNotSaid() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      sim.platform.trouble(
          order -> order.action() instanceof Action.SendMessage ? new Outcome.Refused("no") : null);
      group.says("小明", "满多少包邮");
      assertThat(group.answers()).isEmpty();
      sim.platform.trouble(order -> null);
      Asking.mention(sim, group, "小明", "满多少包邮");
      assertThat(group.answers()).containsExactly("满 88 元包邮，不满收 8 元。");
    }
  }

  @Test
  void anAnswerOutOfItsDatesIsNotSaid() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      LocalDate today =
          sim.clock.instant().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate();
      group.says("小明", "活动怎么算");
      if (today.isAfter(LocalDate.of(2026, 1, 2))) {
        assertThat(group.answers()).isEmpty();
      } else {
        assertThat(group.answers()).containsExactly("满 200 减 30。");
        sim.pass(Duration.ofDays(400));
        group.says("小明", "活动怎么算");
        assertThat(group.answers()).isEmpty();
      }
    }
  }

  @Test
  void staffTeachWithRightAndWrongAndItSurvivesPublishingAndRestart() throws Exception {
    Sim sim = start();
    Sim.Group group = sim.group("一群");
    sim.staff("客服小李");
    group.says("小明", "邮费怎么算");
    assertThat(group.answers()).hasSize(1);
    String said = Asking.lastAnswer(sim);
    Asking.replies(sim, group, "小明", said, "不对");
    assertThat(sim.count("faq_lesson")).as("only staff teach").isZero();
    Asking.replies(sim, group, "客服小李", said, "不对 -> #99");
    assertThat(group.answers().getLast()).contains("没有「#99」");
    Asking.replies(sim, group, "客服小李", said, "不对 -> #3");
    assertThat(group.answers().getLast()).isEqualTo("更正一下：\n48 小时内发出，周日不发。");
    assertThat(sim.count("faq_lesson")).isEqualTo(2);
    sim.publish(SimPacks.answering(FAQ), 2);
    try (Sim again = sim.restart()) {
      Sim.Group same = again.group("一群");
      again.pass(Duration.ofMinutes(11));
      same.says("小美", "邮费怎么算");
      assertThat(same.answers()).as("taught").containsExactly("48 小时内发出，周日不发。");
      String lesson =
          again.read(
              sql ->
                  sql.first(
                          "SELECT id FROM faq_lesson WHERE asks = 1",
                          row -> Long.toString(row.number(1)))
                      .orElseThrow());
      again
          .engine()
          .command(
              new Event.StaffCommand(
                  again.id(),
                  Key.BRAND,
                  "owner",
                  "faq-undo",
                  Map.of("lesson", lesson),
                  again.clock.instant()))
          .toCompletableFuture()
          .join();
      again.pass(Duration.ofMinutes(11));
      same.says("小美", "邮费怎么算");
      assertThat(same.answers()).as("undone, and still not the wrong one").isEmpty();
    }
  }

  @Test
  void aQuestionWithoutAVerdictBecomesAnHonestMiss() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "howdy");
      group.answers();
      sim.pass(Duration.ofMinutes(1));
      assertThat(group.answers()).as("the verdict came: nothing more").isEmpty();
    }
  }

  @Test
  void aGroupThatIsObservedSaysNothing() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.joined("一群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      group.says("小明", "怎么退货");
      group.says("小明", "转人工");
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("todo")).isZero();
      assertThat(sim.count("faq_answer")).isZero();
    }
  }

  @Test
  void aPackWithoutAnswersIsSilent() throws Exception {
    Pack plain = SimPacks.standard();
    try (Sim sim = Sim.start(folder, plain)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "怎么退货");
      group.says("小明", "转人工");
      assertThat(group.answers()).isEmpty();
    }
  }
}
