package dev.steward.engine.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Outcome;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 待办: what waits for a person. */
class CaseworkStoryTest {
  @TempDir Path folder;

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
      String number = told.getLast().replaceAll("(?s).*待办 (#\\d+).*", "$1");
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
}
