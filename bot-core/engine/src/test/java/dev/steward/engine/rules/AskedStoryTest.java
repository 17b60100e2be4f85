package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.script.Pack;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff ask members to repeat is no campaign; what they show to warn of it is no request. */
final class AskedStoryTest {
  private static final String ADVERT = "宝妈福利群今晚开放，每天发一款试吃装";

  @TempDir Path folder;
  private Pack pack = TogetherPack.of(false);

  @Test
  void whatStaffAskMembersToRepeatIsNoCampaign() throws Exception {
    pack = TogetherPack.of(true);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("店长", "请大家转发这段话到朋友圈：周六上午十点门店开抢，纸尿裤第二包半价");
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        group.expectKept(group.says(name, "周六上午十点门店开抢，纸尿裤第二包半价🎉"));
      }
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        for (String name : List.of("小戊", "小己", "小庚", "小辛")) {
          same.expectKept(same.says(name, "周六上午十点门店开抢，纸尿裤第二包半价！已转发"));
        }
        assertThat(TogetherPack.todos(again, "wave")).isZero();
        String led = "周六上午十点门店开抢，纸尿裤第二包半价，加微信 jiamama888";
        same.says("小壬", led);
        same.says("小癸", led);
        same.expectDeleted(same.says("小子", led));
        same.says("店长", "这种别信：" + ADVERT + "，加微信 jiamama888");
        for (String name : List.of("小甲", "小乙")) {
          same.expectKept(same.says(name, ADVERT));
        }
        same.expectDeleted(same.says("小丙", ADVERT));
        same.says("店长", "「" + ADVERT + "」是骗人的，大家当心");
        same.expectDeleted(same.says("小丁", ADVERT));
      }
    }
  }

  @Test
  void staffWhoWarnOfACampaignAskForNothingAfterARestartEither() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (String name : List.of("小甲", "小乙")) {
        group.expectKept(group.says(name, ADVERT));
      }
      group.expectDeleted(group.says("小丙", ADVERT));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.says("店长", "「" + ADVERT + "」是骗人的，大家当心");
        for (String name : List.of("小丁", "小戊")) {
          same.expectKept(same.says(name, ADVERT));
        }
        same.expectDeleted(same.says("小己", ADVERT));
      }
    }
  }

  @Test
  void whatStaffLetThroughTheyMayAskFor() throws Exception {
    pack = TogetherPack.of(true);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小甲", ADVERT);
      group.says("小乙", ADVERT);
      group.expectDeleted(group.says("小丙", ADVERT));
      group.says("店长", "撤销 #1");
      sim.pass(Duration.ofHours(1));
      group.says("店长", "这是真的，请大家转发：" + ADVERT);
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        group.expectKept(group.says(name, ADVERT + "，已转发"));
      }
    }
  }

  @Test
  void overARestartOnlyWhatWasHeardOfStaffIsARequest() throws Exception {
    String paused = "周六上午十点门店开抢，纸尿裤第二包半价";
    String edited = "每人在群里接一句，谢谢店里送的绘本，孩子天天看";
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("店长", "暂停");
      group.says("店长", paused);
      group.says("店长", "继续");
      group.posts(
          "店长",
          Content.of(
              new Segment.Text("警告 "),
              new Segment.Mention(Sim.user("小甲"), "小甲"),
              new Segment.Text(" 一直发这个：" + ADVERT)),
          sim.clock.instant());
      group.edits("店长", group.says("店长", "每人接一句"), edited);
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        for (String text : List.of(paused, ADVERT)) {
          same.expectKept(same.says("小甲", text));
          same.expectKept(same.says("小乙", text));
          same.expectDeleted(same.says("小丙", text));
        }
        for (String name : List.of("小丁", "小戊", "小己")) {
          same.expectKept(same.says(name, edited));
        }
      }
    }
  }
}
