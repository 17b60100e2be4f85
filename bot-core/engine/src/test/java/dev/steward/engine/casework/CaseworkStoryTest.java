package dev.steward.engine.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 待办: what waits for a person. */
class CaseworkStoryTest {
  @TempDir Path folder;

  /** The number of the todo that an announcement names, with its sign. */
  private static String numberIn(String told) {
    return told.replaceAll("(?s).*待办 (#\\d+).*", "$1");
  }

  @Test
  void whatThePlatformRefusesBecomesAWorkOrderThatIsClaimedAndDone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      office.answers();
      Sim.Group group = sim.group("一群");
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.DeleteMessage
                  ? new Outcome.Refused("the bot is not an admin")
                  : null);
      group.says("小明", "加微信领券");
      List<String> told = office.answers();
      assertThat(told.getLast()).contains("待办", "撤回消息").doesNotContain("加微信");
      String number = numberIn(told.getLast());
      office.says("店长", "接 " + number);
      assertThat(office.answers()).singleElement().asString().contains("店长 认领了 " + number);
      office.says("店长", "待办");
      assertThat(office.answers()).singleElement().asString().contains("店长 在办");
      office.says("店长", "完成 " + number + " 手动撤回了");
      assertThat(office.answers()).singleElement().asString().contains("已完成");
      assertThat(sim.count("todo WHERE state = 'done' AND result = '手动撤回了'")).isEqualTo(1);
      sim.pass(Duration.ofHours(2));
      assertThat(office.answers()).isEmpty();
    }
  }

  /** Another bot of the group was faster, or the member has left: nobody is sent after it. */
  @Test
  void whatIsGoneAlreadyIsNobodysWork() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      office.answers();
      Sim.Group group = sim.group("一群");
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.DeleteMessage
                  ? Outcome.Refused.gone("message to delete not found")
                  : null);
      group.says("小明", "加微信领券");
      assertThat(sim.count("action WHERE outcome LIKE '%message to delete not found%'"))
          .isEqualTo(1);
      assertThat(sim.count("todo")).isZero();
      assertThat(office.answers()).isEmpty();
    }
  }

  /** Who has left can come back, and was to be kept out. */
  @Test
  void aBanOfWhoHasLeftIsStillWork() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      office.answers();
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.BanMember
                  ? Outcome.Refused.gone("not in the group")
                  : null);
      group.posts(
          "店长",
          Content.of(
              new Segment.Text("封禁 "),
              new Segment.Mention(Sim.user("小明"), "小明"),
              new Segment.Text(" 骗子")),
          sim.clock.instant());
      sim.settle();
      assertThat(office.answers().getLast()).contains("平台没能执行：封禁");
    }
  }

  @Test
  void whatNobodyTakesUpIsSaidAgain() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      sim.joined("没有脚本的群");
      office.answers();
      sim.pass(Duration.ofMinutes(2));
      assertThat(office.answers().getLast()).contains("新群还没有脚本");
      sim.pass(Duration.ofHours(25));
      assertThat(office.answers().getFirst()).contains("超时", "未认领");
    }
  }

  @Test
  void whatIsDueTogetherIsSaidInOneLine() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      for (int i = 1; i <= 12; i++) {
        sim.joined("没有脚本的群" + i);
        sim.pass(Duration.ofSeconds(20));
      }
      sim.pass(Duration.ofMinutes(2));
      office.answers();
      sim.pass(Duration.ofHours(24));
      assertThat(office.answers())
          .singleElement()
          .asString()
          .startsWith("有 12 条待办到时间了")
          .contains("没有脚本的群1");
      office.says("店长", "完成 #1 绑好了");
      office.answers();
      sim.pass(Duration.ofHours(4));
      assertThat(office.answers()).singleElement().asString().startsWith("有 11 条待办到时间了");
    }
  }

  @Test
  void whoAsksToBeLetInWaitsForAPerson() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      Sim.Group group = sim.group("一群");
      office.answers();
      group.asksIn("小雨", "r1", "朋友介绍，加微信 abc");
      String told = office.answers().getLast();
      assertThat(told).contains("有人申请加入：一群").doesNotContain("小雨", "微信");
      String number = numberIn(told);
      assertThat(group.room.answered()).isEmpty();
      office.says("店长", "通过 " + number);
      assertThat(office.answers()).singleElement().asString().contains("同意入群");
      assertThat(group.room.answered()).containsExactly("in r1");

      group.asksIn("广告号", "r2", "");
      String second = numberIn(office.answers().getLast());
      office.says("店长", "拒绝 " + second + " 本群只收会员");
      assertThat(group.room.answered()).containsExactly("in r1", "out r2 本群只收会员");
      office.says("店长", "通过 " + second);
      assertThat(office.answers().getLast()).contains("没有这条待办，或已完成");
      assertThat(group.room.answered()).hasSize(2);
    }
  }

  @Test
  void whoAsksAgainIsOneTodoAndTheNewestRequestIsAnswered() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      Sim.Group group = sim.group("一群");
      office.answers();
      group.asksIn("小雨", "r1", "");
      group.asksIn("小雨", "r2", "在吗");
      List<String> told = office.answers();
      assertThat(told).hasSize(1);
      String number = numberIn(told.getFirst());
      office.says("店长", "通过 " + number);
      assertThat(group.room.answered()).containsExactly("in r2");
    }
  }

  @Test
  void whoAsksWhileStewardIsPausedIsNotForgottenAtTheDoor() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.staffAsk("pause", Map.of("minutes", "60"));
      group.asksIn("小雨", "r1", "");
      assertThat(sim.count("todo WHERE kind = 'join-request' AND state = 'open'")).isEqualTo(1);
      Sim.Group unbound = sim.joined("没有脚本的群");
      unbound.asksIn("小雨", "r2", "");
      assertThat(sim.count("todo WHERE kind = 'join-request'")).isEqualTo(1);
    }
  }

  @Test
  void whoGotInAnotherWayWaitsNoLonger() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.asksIn("小雨", "r1", "");
      assertThat(sim.count("todo WHERE kind = 'join-request' AND state = 'open'")).isEqualTo(1);
      group.joins("小雨");
      assertThat(sim.count("todo WHERE kind = 'join-request' AND state = 'done'")).isEqualTo(1);
      assertThat(group.room.answered()).isEmpty();
    }
  }

  @Test
  void onlyARequestToJoinTakesAVerdict() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group office = sim.group("工作群");
      office.says("店长", "这里是工作群");
      sim.joined("没有脚本的群");
      sim.pass(Duration.ofMinutes(2));
      String number = numberIn(office.answers().getLast());
      office.says("店长", "通过 " + number);
      assertThat(office.answers()).singleElement().asString().contains("不用同意或拒绝");
      assertThat(sim.count("todo WHERE state = 'open'")).isEqualTo(1);
    }
  }
}
