package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Pack;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        for (String name : List.of("小丁", "小戊", "小己")) {
          same.expectDeleted(same.says(name, ADVERT));
        }
        assertThat(again.count("campaign")).as("the one that it was").isEqualTo(1);
      }
    }
  }

  @Test
  void aCampaignGoesOnOverARestart() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      List<String> first =
          List.of(group.says("小甲", ADVERT), group.says("小乙", ADVERT), group.says("小乙", ADVERT));
      first.forEach(group::expectKept);
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.expectDeleted(same.says("小丙", ADVERT));
        assertThat(again.count("campaign_post WHERE number = 1")).as("with the first").isEqualTo(4);
        same.says("店长", "确认 #1");
        first.forEach(same::expectDeleted);
        again.pass(Duration.ofMinutes(5));
        try (Sim third = again.restart()) {
          Sim.Group still = third.known("妈妈一群");
          still.expectDeleted(still.says("小丁", ADVERT));
          still.expectDeleted(still.says("小戊", ADVERT));
          assertThat(third.count("campaign")).isEqualTo(1);
          assertThat(third.count("campaign_post WHERE number = 1")).isEqualTo(6);
          assertThat(TogetherPack.todos(third, "wave")).isEqualTo(1);
          third.pass(Duration.ofHours(1));
          try (Sim later = third.restart()) {
            Sim.Group quiet = later.known("妈妈一群");
            quiet.expectKept(quiet.says("小己", ADVERT));
          }
        }
      }
    }
  }

  @Test
  void whatStaffLetThroughGoesFreeOverARestartInOtherWordsToo() throws Exception {
    pack = TogetherPack.of(true);
    String all = ADVERT + "，先到先得，名额只有二十个，抓紧时间登记，宝宝月龄也写上";
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小甲", all);
      group.says("小乙", all.replace("今晚", "明晚"));
      group.expectDeleted(group.says("小丙", all.replace("二十", "三十")));
      group.says("店长", "撤销 #1");
      sim.pass(Duration.ofMinutes(7));
      group.expectKept(group.says("小丁", all.replace("二十", "四十")));
      group.expectKept(group.says("小戊", all.replace("二十", "五十")));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        for (String name : List.of("小己", "小庚", "小辛")) {
          same.expectKept(same.says(name, all.replace("抓紧时间", name + "等着")));
        }
        try (Sim third = again.restart()) {
          third.pass(Duration.ofMinutes(4));
          Sim.Group still = third.known("妈妈一群");
          still.expectKept(still.says("小壬", all.replace("今晚", "周日")));
          assertThat(third.count("campaign")).as("near to those that went free").isEqualTo(1);
        }
      }
    }
  }

  @Test
  void whomACopyMentionsMakesItNoOtherAfterARestartEither() throws Exception {
    pack = TogetherPack.of(true);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      List<String> mentioned =
          List.of(
              "豆豆妈妈住在城西花园七号楼工作日晚上才看得到消息急事请打电话",
              "安安爸爸上班族周末才有空回复大家有什么需要直接留言就好了谢谢",
              "糖糖外婆不会打字只会发语音说的是方言听不懂的地方请多多包涵呀");
      mentioned.forEach(group::joins);
      group.expectKept(mentions(group, "小甲", mentioned.get(0), sim.clock.instant()));
      group.expectKept(mentions(group, "小乙", mentioned.get(1), sim.clock.instant()));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.expectDeleted(mentions(same, "小丙", mentioned.get(2), again.clock.instant()));
      }
    }
  }

  private static String mentions(Sim.Group group, String name, String whom, Instant at) {
    return group.posts(
        name,
        Content.of(new Segment.Mention(Sim.user(whom), whom), new Segment.Text(" " + ADVERT)),
        at);
  }

  @Test
  void whatDidNotCountBeforeARestartDoesNotCountAfterIt() throws Exception {
    String chain = "我已经报名周六的亲子手工课啦啦";
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小甲", ADVERT);
      group.says("小甲", chain);
      group.says("小乙", chain);
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.expectKept(same.says("小丙", chain));
        same.expectKept(same.says("小乙", ADVERT));
        same.expectDeleted(same.says("小丙", ADVERT));
      }
    }
  }

  @Test
  void whatStewardItselfSaysMembersMayPassOn() throws Exception {
    String said = "周六上午十点门店开抢，纸尿裤第二包半价，领券看 {{shop}}";
    String passed = "周六上午十点门店开抢，纸尿裤第二包半价，领券看 https://shop.example-brand.com";
    pack = TogetherPack.of(true);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      Sim.Group other = sim.group("妈妈二群");
      long number =
          sim.engine()
              .write(
                  Key.BRAND,
                  context ->
                      Broadcasts.draft(
                          context,
                          said,
                          null,
                          List.of(group.id()),
                          sim.clock.instant(),
                          "wang",
                          false))
              .toCompletableFuture()
              .join();
      sim.staffAsk("broadcast-send", Map.of("number", Long.toString(number)));
      sim.pass(Duration.ofSeconds(1));
      assertThat(group.answers()).containsExactly(passed);
      String words = "周六上午十点门店开抢，纸尿裤第二包半价";
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        other.expectKept(other.says(name, words));
      }
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈二群");
        for (String name : List.of("小戊", "小己", "小庚")) {
          same.expectKept(same.says(name, words));
        }
        assertThat(again.count("campaign")).isZero();
        for (String name : List.of("小甲", "小乙")) {
          same.expectKept(same.says(name, ADVERT));
        }
        same.expectDeleted(same.says("小丙", ADVERT));
        BacktestReport report =
            Backtest.of(
                again.database(),
                new Backtest.Asked(
                    pack,
                    pack,
                    Instant.EPOCH,
                    again.clock.instant().plusSeconds(1),
                    Set.of(),
                    1,
                    0),
                (_, _) -> {});
        assertThat(report.rules().get("campaign")).isEqualTo(new BacktestReport.Hits(1, 1, 0, 0));
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
  void whatStaffLetThroughMeanwhileNoOtherLaneRecallsAsAnAdvert() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (String name : List.of("小甲", "小乙", "小丙")) {
        group.says(name, ADVERT);
      }
      Waves waves = new Waves();
      Instant now = sim.clock.instant();
      lane(sim, waves);
      waves.mayRun(ADVERT);

      lane(sim, waves);

      waves.asked("这是真的，请大家转发：" + ADVERT, now);
      assertThat(waves.isAsked(ADVERT, now)).isTrue();
    }
  }

  private static void lane(Sim sim, Waves waves) {
    var _ =
        sim.read(
            sql ->
                new CampaignFeature(
                    new Campaigns(sql), waves, StaffBook.load(sql), sim.engine().context(sql)));
  }

  @Test
  void ofWhatStewardSaidOnlyWhatMembersMayPassOnIsReadAgain() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小甲", "加我领券");
      assertThat(group.answers()).as("a warning").hasSize(1);
      int spoilt =
          sim.engine()
              .write(
                  Key.BRAND,
                  context ->
                      context.sql().update("UPDATE action SET payload = '' WHERE kind = 'send'"))
              .toCompletableFuture()
              .join();
      assertThat(spoilt).isPositive();

      assertThatCode(
              () ->
                  sim.read(
                      sql -> {
                        new Campaigns(sql).said(new Waves(), Instant.EPOCH, sim.clock.instant());
                        return true;
                      }))
          .doesNotThrowAnyException();
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
