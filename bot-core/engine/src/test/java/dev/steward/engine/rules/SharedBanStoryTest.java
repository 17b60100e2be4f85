package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Groups share their bans: seen before, with a reason, for whom the scripts say, and taken back.
 */
final class SharedBanStoryTest {
  private static final String WHO = "骗子小王";

  @TempDir Path folder;

  private static Pack taking(RuleBook.@Nullable SharedBans how) {
    RuleBook book = SimPacks.standard().rules();
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            book.rules(),
            List.of(),
            null,
            RuleBook.Warnings.USUAL,
            null,
            how));
  }

  private static Pack all(boolean ask) {
    return taking(new RuleBook.SharedBans(List.of(), ask));
  }

  private static void ban(Sim sim, Sim.Group group) {
    group.says(WHO, "把验证码发我");
    group.posts(
        "店长",
        Content.of(
            new Segment.Text("封禁 "),
            new Segment.Mention(Sim.user(WHO), WHO),
            new Segment.Text(" 骗验证码")),
        sim.clock.instant());
  }

  /** The first case holds in the other groups from now on. */
  private static void share(Sim.Group group) {
    group.says("店长", "共享 #1 骗验证码");
    group.says("店长", "确认共享 #1");
  }

  private static long cases(Sim sim, String more) {
    return sim.count("moderation_case WHERE sanction = 'ban' AND " + more);
  }

  @Test
  void whereTheScriptSaysSoABanHoldsInTheOtherGroupsAsWell() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      Sim.Group three = sim.group("妈妈三群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      three.says("小明", "大家好");
      ban(sim, one);
      one.says("店长", "共享 #1 冒充客服骗验证码");
      assertThat(one.answers().getLast())
          .contains("2 个群直接封禁", "其中 1 个群里现在就有这个人", "确认共享 #1")
          .doesNotContain("妈妈二群");
      assertThat(two.room.isGone(Sim.user(WHO))).as("only looked at").isFalse();

      one.says("店长", "确认共享 #1");
      assertThat(one.answers().getLast()).contains("已共享到 2 个群");
      assertThat(two.room.isGone(Sim.user(WHO))).isTrue();
      assertThat(cases(sim, "message_id = 'shared:1' AND clause_text LIKE '%骗验证码%'")).isEqualTo(1);

      three.joins(WHO);

      sim.settle();
      assertThat(three.room.isGone(Sim.user(WHO))).as("as soon as they join").isTrue();
      assertThat(three.room.isGone(Sim.user("小明"))).isFalse();
      assertThat(sim.count("strike WHERE void = 0 AND expires > at")).as("one deed").isEqualTo(1);
    }
  }

  @Test
  void takingTheCaseBackTakesItBackEverywhere() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      ban(sim, one);
      share(one);
      assertThat(two.room.isGone(Sim.user(WHO))).isTrue();
      one.says("店长", "撤销 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      assertThat(sim.count("moderation_case WHERE state = 'open'")).isZero();
      two.joins(WHO);
      sim.settle();
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
    }
  }

  @Test
  void whatIsSharedCanBeTakenBackAloneAndOneGroupCanDecideOtherwise() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      Sim.Group three = sim.group("妈妈三群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      three.says(WHO, "大家好");
      ban(sim, one);
      share(one);
      String number =
          sim.read(
              sql ->
                  sql.first(
                          "SELECT number FROM moderation_case WHERE message_id = 'shared:1'"
                              + " AND group_id = ?",
                          row -> row.text(1),
                          two.id())
                      .orElseThrow());
      two.says("店长", "撤销 #" + number);
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      assertThat(three.room.isGone(Sim.user(WHO))).isTrue();
      one.says("店长", "收回共享 #1");
      assertThat(one.answers().getLast()).contains("已收回，1 个群");
      assertThat(three.room.isGone(Sim.user(WHO))).isFalse();
      assertThat(one.room.isGone(Sim.user(WHO))).as("its own ban holds").isTrue();
    }
  }

  @Test
  void whatAGroupDecidedOtherwiseDoesNotComeUpAgain() throws Exception {
    for (boolean ask : List.of(false, true)) {
      try (Sim sim = Sim.start(Files.createDirectory(folder.resolve("ask-" + ask)), all(ask))) {
        Sim.Group one = sim.group("妈妈一群");
        Sim.Group two = sim.group("妈妈二群");
        sim.staff("店长");
        two.says(WHO, "大家好");
        ban(sim, one);
        share(one);
        two.says("店长", ask ? "拒绝 #1" : "撤销 #2");
        two.joins(WHO);
        sim.settle();
        assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
        assertThat(sim.count("todo WHERE kind = 'rule-suggestion' AND state <> 'done'")).isZero();
      }
    }
  }

  @Test
  void whatIsSharedAnewIsDecidedAnew() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      ban(sim, one);
      share(one);
      one.says("店长", "收回共享 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      sim.pass(Duration.ofMinutes(1));
      one.says("店长", "共享 #1 又来骗");
      one.says("店长", "确认共享 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isTrue();
    }
  }

  @Test
  void aShareThatWasTakenBackBansNobodyAnyMore() throws Exception {
    try (Sim sim = Sim.start(folder, all(true))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      ban(sim, one);
      share(one);
      one.says("店长", "撤销 #1");
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion' AND state <> 'done'")).isZero();
      two.says("店长", "通过 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
    }
  }

  @Test
  void whereStaffAreAmongThemselvesThePreviewNamesTheGroups() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      Sim.Group staff = sim.group("工作群");
      sim.staff("店长");
      staff.says("店长", "这里是工作群");
      two.says(WHO, "大家好");
      ban(sim, one);
      staff.answers();
      staff.says("店长", "共享 #1 骗验证码");
      assertThat(staff.answers().getLast()).contains("直接封禁 妈妈二群 ✓", "骗验证码");
    }
  }

  @Test
  void whereTheScriptAsksStaffDecideWithOnePress() throws Exception {
    try (Sim sim = Sim.start(folder, all(true))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      ban(sim, one);
      one.says("店长", "共享 #1 骗验证码");
      assertThat(one.answers().getLast()).contains("1 个群先问工作人员");
      one.says("店长", "确认共享 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion' AND state <> 'done'")).isEqualTo(1);
      two.says("店长", "通过 #1");
      assertThat(two.room.isGone(Sim.user(WHO))).isTrue();
      assertThat(cases(sim, "message_id = 'shared:1'")).isEqualTo(1);
    }
  }

  @Test
  void whoComesInAPauseOrIsToldOfLateIsAskedAbout() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group paused = sim.group("妈妈二群");
      Sim.Group late = sim.group("妈妈三群");
      sim.staff("店长");
      ban(sim, one);
      share(one);
      paused.staffAsk("pause", Map.of("minutes", "60"));
      paused.joins(WHO);
      sim.deliver(
          new Event.MemberJoined(
              SimPlatform.ACCOUNT,
              late.id(),
              "late-1",
              Sender.member(Sim.user(WHO), WHO),
              null,
              sim.clock.instant().minus(Duration.ofHours(1))));
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion' AND state <> 'done'")).isEqualTo(2);
      assertThat(paused.room.isGone(Sim.user(WHO))).isFalse();
      assertThat(late.room.isGone(Sim.user(WHO))).isFalse();
    }
  }

  @Test
  void groupsThatDoNotTakeBansOrOnlyFromOthersHearNothing() throws Exception {
    for (Pack pack :
        List.of(taking(null), taking(new RuleBook.SharedBans(List.of("another"), false)))) {
      Path here = folder.resolve("s" + pack.rules().hashCode());
      Files.createDirectories(here);
      try (Sim sim = Sim.start(here, pack)) {
        Sim.Group one = sim.group("妈妈一群");
        Sim.Group two = sim.group("妈妈二群");
        sim.staff("店长");
        two.says(WHO, "大家好");
        ban(sim, one);
        one.says("店长", "共享 #1 骗验证码");
        assertThat(one.answers().getLast()).contains("现在没有别的群接受");
        one.says("店长", "确认共享 #1");
        assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      }
    }
  }

  @Test
  void onlyBansThatHoldCanBeSharedAndNotWithoutAReasonOrALook() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      one.says("小明", "加微信领券");
      one.says("店长", "共享 #1 发广告");
      assertThat(one.answers().getLast()).contains("不是一个还有效的封禁");
      ban(sim, one);
      one.says("店长", "共享 #2");
      assertThat(one.answers().getLast()).contains("要写原因");
      one.says("店长", "确认共享 #2");
      assertThat(one.answers().getLast()).contains("没有等着确认的");
      one.says("店长", "共享 #2 骗验证码");
      sim.pass(Duration.ofMinutes(61));
      one.says("店长", "确认共享 #2");
      assertThat(one.answers().getLast()).as("too old").contains("没有等着确认的");
      one.says("小明", "共享 #2 骗验证码");
      one.says("小明", "确认共享 #2");
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
      one.says("店长", "收回共享 #2");
      assertThat(one.answers().getLast()).contains("没有共享");
    }
  }

  @Test
  void theConsoleDoesTheSame() throws Exception {
    try (Sim sim = Sim.start(folder, all(false))) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      two.says(WHO, "大家好");
      ban(sim, one);
      one.staffAsk("ban-preview", Map.of("case", "1", "reason", "骗验证码"));
      one.staffAsk("ban-share", Map.of("case", "1"));
      assertThat(two.room.isGone(Sim.user(WHO))).isTrue();
      one.staffAsk("ban-withdraw", Map.of("case", "1"));
      assertThat(two.room.isGone(Sim.user(WHO))).isFalse();
    }
  }
}
