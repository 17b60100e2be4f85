package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members ask in private, and are answered there by the pack of a group that they are in. */
class PrivateQuestionTest {
  @TempDir Path folder;

  private static final Faq MILK = new Faq("客服 9 点到 22 点在线。", "身体的事请问医生。", Asking.MILK.answers());

  private Sim start() throws Exception {
    return Sim.start(folder, SimPacks.answering(MILK));
  }

  private static List<String> whispers(Sim sim, String name) {
    sim.settle();
    return sim.platform.performed().stream()
        .map(order -> order.action())
        .filter(action -> action instanceof Action.SendPrivate)
        .map(action -> (Action.SendPrivate) action)
        .filter(sent -> sent.user().equals(Sim.user(name)))
        .map(sent -> sent.content().text())
        .toList();
  }

  @Test
  void aQuestionIsAnsweredThereAndNotInTheGroup() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      sim.whispers("小明", "怎么退货");
      sim.whispers("小明", "请问满多少包邮呀？");
      assertThat(whispers(sim, "小明")).containsExactly("七天内没拆封可以退。", "满 88 元包邮。");
      assertThat(group.answers()).isEmpty();
      group.says("小红", "怎么退货");
      assertThat(group.answers()).as("the group has not read it yet").containsExactly("七天内没拆封可以退。");
    }
  }

  @Test
  void whatComesNearIsOfferedAndANumberAnswersInPrivateOnly() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      sim.whispers("小明", "请问退货的话邮费怎么算呢");
      String offered = whispers(sim, "小明").getLast();
      assertThat(offered).startsWith("你是不是想问：\n1. ").contains("满多少包邮");
      int place = offered.indexOf("满多少包邮") - 3;
      group.says("小明", offered.substring(place, place + 1));
      assertThat(group.answers()).as("a number in the group is talk").isEmpty();
      sim.whispers("小明", offered.substring(place, place + 1));
      assertThat(whispers(sim, "小明").getLast()).isEqualTo("满 88 元包邮。");
    }
  }

  @Test
  void aMissAndAWishForAPersonBecomeTodosAndCourtesiesDoNot() throws Exception {
    try (Sim sim = start()) {
      sim.group("一群").says("小明", "大家好");
      sim.whispers("小明", "谢谢！");
      sim.whispers("小明", "今天天气真好");
      assertThat(whispers(sim, "小明").getLast()).startsWith("我没看懂。");
      assertThat(sim.count("todo")).isZero();
      sim.whispers("小明", "对");
      assertThat(sim.count("faq_question")).as("a nod asks nothing").isEqualTo(1);
      sim.whispers("小明", "你好");
      assertThat(whispers(sim, "小明").getLast()).startsWith("我在，我是群管家机器人");
      sim.whispers("小明", "帮助");
      assertThat(whispers(sim, "小明").getLast())
          .startsWith("我是群管家机器人，可以这样问我")
          .doesNotContain("工作人员在群里还可以发");
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("店长", "帮助");
      assertThat(group.answers().getLast()).doesNotContain("工作人员在群里还可以发");
      sim.whispers("店长", "帮助");
      assertThat(whispers(sim, "店长").getLast())
          .startsWith("我是群管家机器人，可以这样问我")
          .contains("工作人员在群里还可以发", "· 待办；接、完成、通过、拒绝 #编号");
      sim.whispers("小明", "换货");
      assertThat(whispers(sim, "小明").getLast()).contains("已经转给工作人员", "客服 9 点到 22 点在线");
      sim.whispers("小明", "转人工");
      assertThat(whispers(sim, "小明").getLast()).startsWith("好的，已经替你叫了工作人员");
      sim.whispers("小明", "宝宝发烧吃什么药");
      assertThat(whispers(sim, "小明").getLast()).isEqualTo("身体的事请问医生。");
      assertThat(sim.count("todo")).isEqualTo(3);
    }
  }

  @Test
  void ofTwoPacksTheOneThatIsSurerAnswers() throws Exception {
    try (Sim sim = start()) {
      sim.publish(SimPacks.named("skin", SimPacks.answering(Asking.SKIN)), 1);
      Sim.Group milk = sim.group("一群");
      Sim.Group skin = sim.joined("二群");
      skin.staffAsk("bind", Map.of("pack", "skin"));
      skin.staffAsk("go-live", Map.of());
      milk.says("小明", "大家好");
      skin.says("小明", "大家好");
      sim.whispers("小明", "水乳的顺序是什么？");
      sim.whispers("小明", "什么时候寄出来？");
      assertThat(whispers(sim, "小明")).containsExactly("先水后乳，早上最后防晒。", "48 小时内发出。");
    }
  }

  @Test
  void anAnswerForSomeGroupsReachesTheirMembersInPrivateToo() throws Exception {
    Faq.Answer lounge =
        new Faq.Answer(
            "lounge",
            new SourceMark("faq.yaml", 9, 3),
            List.of("贵宾专线是多少"),
            "拨 8800。",
            null,
            null,
            Set.of("贵宾"),
            false);
    List<Faq.Answer> answers = Stream.concat(MILK.answers().stream(), Stream.of(lounge)).toList();
    try (Sim sim = Sim.start(folder, SimPacks.answering(new Faq(null, null, answers)))) {
      Sim.Group first = sim.group("一群");
      Sim.Group guests = sim.joined("二群");
      guests.staffAsk("bind", Map.of("pack", "mama", "label", "贵宾"));
      guests.staffAsk("go-live", Map.of());
      first.says("小明", "大家好");
      first.says("小红", "大家好");
      guests.says("小明", "大家好");
      sim.whispers("小明", "贵宾专线是多少");
      assertThat(whispers(sim, "小明")).containsExactly("拨 8800。");
      sim.whispers("小红", "贵宾专线是多少");
      assertThat(whispers(sim, "小红")).noneMatch(text -> text.contains("8800"));
    }
  }

  @Test
  void aStrangerAndAnObservedGroupGetSilence() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      sim.whispers("小红", "怎么退货");
      assertThat(whispers(sim, "小红")).isEmpty();
      assertThat(sim.count("decision WHERE verdict = 'faq-nowhere'")).isEqualTo(1);
      group.staffAsk("observe", Map.of());
      sim.whispers("小明", "怎么退货");
      assertThat(whispers(sim, "小明")).isEmpty();
    }
  }

  /** Without waiting for what follows. */
  private static void asks(Sim sim, String name, String text) {
    sim.deliver(
        new Event.PrivateMessagePosted(
            SimPlatform.ACCOUNT,
            sim.id(),
            Sender.member(Sim.user(name), name),
            Content.of(text),
            sim.clock.instant()));
  }

  @Tag("sqlite")
  @Test
  void aQuestionWhoseVerdictIsLostGoesToTheStaff() throws Exception {
    Path crashed = Files.createDirectory(folder.resolve("crashed"));
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      group.says("小红", "大家好");
      asks(sim, "小明", "请问满多少包邮呀？");
      asks(sim, "小红", "怎么退货");
      // The disk as a crash leaves it: both are written down, and were never looked up.
      Files.copy(sim.file, crashed.resolve("steward.db"));
      Files.copy(sim.file.resolveSibling("steward.db-wal"), crashed.resolve("steward.db-wal"));
    }
    try (Sim sim = Sim.start(crashed, SimPacks.answering(MILK))) {
      sim.known("一群");
      assertThat(whispers(sim, "小明")).as("nothing can be said yet").isEmpty();
      sim.pass(Duration.ofSeconds(19));
      assertThat(whispers(sim, "小明")).isEmpty();
      sim.pass(Duration.ofSeconds(2));
      assertThat(whispers(sim, "小明")).singleElement().asString().contains("已经转给工作人员");
      assertThat(whispers(sim, "小红")).as("to the letter").containsExactly("七天内没拆封可以退。");
      assertThat(sim.count("todo")).isEqualTo(1);
      sim.pass(Duration.ofMinutes(1));
      assertThat(whispers(sim, "小明")).as("told once").hasSize(1);
    }
  }

  /**
   * A fired timer's row in the journal held the question, and nobody's name by which to erase it.
   */
  @Tag("sqlite")
  @Test
  void whatWaitsForAVerdictKeepsNoWords() throws Exception {
    Path crashed = Files.createDirectory(folder.resolve("crashed"));
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      asks(sim, "小明", "请问满多少包邮呀？");
      sim.deliver(
          new Event.MessagePosted(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sender.member(Sim.user("小红"), "小红"),
              Content.of(
                  new Segment.Mention(new UserId("sim", "steward"), "小助手"),
                  new Segment.Text(" 请问满多少包邮呀？")),
              sim.clock.instant()));
      Files.copy(sim.file, crashed.resolve("steward.db"));
      Files.copy(sim.file.resolveSibling("steward.db-wal"), crashed.resolve("steward.db-wal"));
    }
    try (Sim sim = Sim.start(crashed, SimPacks.answering(MILK))) {
      Sim.Group group = sim.known("一群");
      assertThat(sim.count("timer WHERE feature LIKE '%questions' OR feature = 'faq'"))
          .isEqualTo(2);
      assertThat(sim.count("timer WHERE payload LIKE '%包邮%'")).isZero();
      sim.pass(Duration.ofSeconds(21));
      assertThat(whispers(sim, "小明")).singleElement().asString().contains("已经转给工作人员");
      assertThat(group.answers()).singleElement().asString().contains("已经转给工作人员");
      assertThat(sim.count("todo WHERE detail LIKE '%请问满多少包邮呀%'")).isEqualTo(2);
      assertThat(sim.count("todo WHERE detail LIKE '%小红%'")).isEqualTo(1);
      assertThat(sim.count("body WHERE text LIKE '%包邮%'"))
          .as("in the two messages, where they are erased and forgotten")
          .isEqualTo(2);
    }
  }

  @Test
  void aVerdictInTimeIsTheOnlyAnswer() throws Exception {
    try (Sim sim = start()) {
      sim.group("一群").says("小明", "大家好");
      sim.whispers("小明", "怎么退货");
      sim.pass(Duration.ofMinutes(1));
      assertThat(whispers(sim, "小明")).containsExactly("七天内没拆封可以退。");
      assertThat(sim.count("todo")).isZero();
    }
  }
}
