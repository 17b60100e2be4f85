package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff order by hand, as they type it. */
final class StaffOrdersTest {
  @TempDir Path folder;

  private static void says(Sim sim, Sim.Group group, String name, String before, String after) {
    group.posts(
        name,
        Content.of(
            new Segment.Text(before),
            new Segment.Mention(Sim.user("小明"), "小明"),
            new Segment.Text(after)),
        sim.clock.instant());
  }

  private static void answers(Sim sim, Sim.Group group, String message, String words) {
    group.posts(
        "店长",
        Content.of(new Segment.Quote(message, Sim.user("小明"), "买我家的"), new Segment.Text(words)),
        sim.clock.instant());
  }

  @Test
  void aMuteOutlivesARestartAndTheModerator() throws Exception {
    Sim sim = Sim.start(folder);
    try {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "早上好");
      says(sim, group, "店长", "禁言 ", " 1h 吵架");
      Instant until = sim.clock.instant().plus(Duration.ofHours(1));
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isEqualTo(until);

      sim.engine()
          .write(Key.BRAND, context -> context.sql().update("DELETE FROM staff_login"))
          .toCompletableFuture()
          .join();
      sim = sim.restart();
      group = sim.known("妈妈一群");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isEqualTo(until);
      group.says("小明", "我的记录");
      assertThat(group.room.whispered().getLast()).contains("#1");
      assertThat(sim.count("strike WHERE void = 0 AND mode = 'live'")).isEqualTo(1);
      sim.pass(Duration.ofMinutes(61));
      assertThat(group.says("小明", "我又能说话了")).isNotNull();
    } finally {
      sim.close();
    }
  }

  @Test
  void aWarningIsACaseWithItsReason() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      says(sim, group, "店长", "警告 ", " 群规2 别在群里收费带货");
      assertThat(group.answers().getLast()).contains("小明", "提醒", "群规第2条", "别在群里收费带货", "申诉");
      assertThat(sim.count("moderation_case WHERE rule = 'by-hand' AND by_login IS NOT NULL"))
          .isEqualTo(1);
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(1);
      group.says("小明", "我的记录");
      assertThat(group.room.whispered().getLast()).contains("群规第2条");
    }
  }

  @Test
  void aMuteLastsAsLongAsStaffSay() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      says(sim, group, "店长", "禁言 ", " 2小时 吵架");
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .isEqualTo(sim.clock.instant().plus(Duration.ofHours(2)));
      assertThat(group.answers().getLast()).contains("禁言 2 小时", "吵架");
      says(sim, group, "店长", "禁言", "");
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .isEqualTo(sim.clock.instant().plus(Duration.ofMinutes(10)));
      group.says("店长", "撤销 #2");
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .as("the first one holds")
          .isEqualTo(sim.clock.instant().plus(Duration.ofHours(2)));
      group.says("店长", "撤销 #1");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
    }
  }

  @Test
  void theMessageThatIsAnsweredIsTheEvidence() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "买我家的");
      answers(sim, group, message, "警告 别拉生意");
      assertThat(
              sim.<List<String>>read(
                  sql -> sql.list("SELECT text FROM evidence", row -> row.text(1))))
          .containsExactly("买我家的");
      group.expectKept(message);
      answers(sim, group, message, "撤回");
      group.expectDeleted(message);
    }
  }

  @Test
  void whatStaffTakeAwayIsACaseWithoutAStrike() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "买我家的");
      answers(sim, group, message, "撤回");
      group.expectDeleted(message);
      assertThat(group.answers()).as("without a word").isEmpty();
      assertThat(sim.count("strike")).isZero();
      group.says("小明", "我的记录");
      assertThat(group.room.whispered().getLast()).contains("#1", "工作人员处理，只处理消息；不计次数");
      group.says("小明", "申诉 #1 我家没有店");
      group.says("店长", "撤销 #1");
      assertThat(group.answers().getLast()).contains("误撤", "买我家的");
    }
  }

  @Test
  void onlyStaffOrderAndNeverAgainstStaff() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      says(sim, group, "小红", "禁言 ", " 10m");
      assertThat(sim.count("moderation_case")).isZero();
      says(sim, group, "店长", "警告大家，像 ", " 这样的别学");
      says(sim, group, "店长", "昨天禁言 ", " 的时候我也在");
      assertThat(sim.count("moderation_case")).isZero();
      sim.staff("小明");
      says(sim, group, "店长", "禁言 ", " 10m");
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(group.answers().getLast()).contains("工作人员");
    }
  }

  /** An observed group is one where the rules only watch; a person's word still holds. */
  @Test
  void staffActInAnObservedGroupToo() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.joined("新群");
      sim.staff("店长");
      says(sim, group, "店长", "禁言 ", " 1天");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
    }
  }

  @Test
  void theConsoleOrdersTheSame() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.staffAsk(
          StaffOrders.COMMAND, Map.of("user", Sim.user("小明").toString(), "order", "移出 发广告"));
      assertThat(sim.count("moderation_case WHERE sanction = 'kick' AND by_login = 'owner'"))
          .isEqualTo(1);
      assertThat(group.answers().getLast()).contains("移出本群", "发广告");
    }
  }

  @Test
  void severalNamesInARowAreAllMeantAndOneInTheReasonIsNot() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.posts(
          "店长",
          Content.of(
              new Segment.Text("禁言 "),
              new Segment.Mention(Sim.user("小明"), "小明"),
              new Segment.Text("、"),
              new Segment.Mention(Sim.user("小李"), "小李"),
              new Segment.Text(" 10分钟 骂了 "),
              new Segment.Mention(Sim.user("小红"), "小红")),
          sim.clock.instant());
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
      assertThat(group.room.mutedUntil(Sim.user("小李"))).isNotNull();
      assertThat(group.room.mutedUntil(Sim.user("小红"))).isNull();
      assertThat(sim.count("moderation_case")).isEqualTo(2);
    }
  }

  /** Whoever punished by hand does not uphold it; a colleague does. */
  @Test
  void anAppealIsForSomebodyElse() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.staff("小助理");
      says(sim, group, "店长", "禁言 ", " 1天");
      group.says("小明", "申诉 我没有发广告");
      says(sim, group, "店长", "维持 ", "");
      assertThat(group.answers().getLast()).contains("另一位同事");
      group.says("店长", "完成 #1");
      assertThat(group.answers().getLast()).contains("请另一位同事来看");
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isEqualTo(1);
      says(sim, group, "小助理", "解除 ", "");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isZero();
      assertThat(sim.count("strike WHERE void = 0")).isZero();
    }
  }

  /** What a rule took away comes back when its appeal is granted. */
  @Test
  void aGrantedAppealSaysAgainWhatWasTakenAway() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.expectDeleted(group.says("小明", "加微信领券"));
      group.says("小明", "申诉 这是店里的活动");
      group.says("店长", "撤销 #1");
      assertThat(group.answers().getLast()).contains("小明", "误撤", "加微信领券");
      assertThat(sim.count("case_review WHERE violates = 0")).isEqualTo(1);
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isZero();
    }
  }

  /** Another case that is taken back is no answer to the appeal. */
  @Test
  void anAppealIsAboutItsOwnCase() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.says("小明", "找我代购");
      group.says("小明", "申诉 第二次不是广告");
      group.says("店长", "撤销 #1");
      assertThat(group.answers().getLast()).doesNotContain("误撤");
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isEqualTo(1);
    }
  }

  /** Kindness is no judgement: what is only forgiven stays away, appeal or not. */
  @Test
  void whatIsOnlyForgivenStaysAway() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.says("小明", "申诉 对不起，不知道不能发");
      says(sim, group, "店长", "解除 ", "");
      assertThat(group.answers()).noneMatch(answer -> answer.contains("加微信"));
      assertThat(sim.count("case_review")).isZero();
      assertThat(sim.count("strike WHERE void = 0")).isZero();
      group.says("小红", "加微信领券");
      group.says("店长", "撤销 #2");
      assertThat(group.answers().getLast()).contains("已由工作人员撤销").doesNotContain("加微信");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "禁言 |10分钟 吵架|10|吵架",
        "禁言 |1天，刷屏|1440|刷屏",
        "禁言 |2 小时 刷屏|120|刷屏",
        "禁言 |3 个小时|180|",
        "禁言 |半小时 冷静一下|30|冷静一下",
        "禁言 |一天|1440|",
        "禁言 |5 吵架|5|吵架",
        "禁言 |三次警告不听|10|三次警告不听",
        "mute |2 hours spam|120|spam",
        "mute |for 2 days|2880|",
        "mute |1d\u3000spam|1440|spam",
        "mute |3 strikes already|3|strikes already",
      })
  void howLongIsReadAsPeopleWriteIt(String word, String after, int minutes, String why)
      throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      says(sim, group, "店长", word, " " + after);
      assertThat(group.room.mutedUntil(Sim.user("小明")))
          .isEqualTo(sim.clock.instant().plus(Duration.ofMinutes(minutes)));
      assertThat(group.answers().getLast()).contains(why == null ? "" : why);
    }
  }

  /** Who answers a question with a sentence that begins like an order gives none. */
  @ParameterizedTest
  @ValueSource(strings = {"Mute the group in your settings", "Kick off is at 8", "删除", "remove"})
  void anOrdinaryAnswerIsNoOrder(String words) throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "怎么不提醒我");
      answers(sim, group, message, words);
      assertThat(sim.count("moderation_case")).isZero();
      group.expectKept(message);
    }
  }

  /** As clients send an answer: the quote without its author, then the author's name. */
  @Test
  void anAnswerThatBeginsWithTheName() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String message = group.says("小明", "买我家的");
      group.posts(
          "店长",
          Content.of(
              new Segment.Quote(message, null, "买我家的"),
              new Segment.Mention(Sim.user("小明"), "小明"),
              new Segment.Text(" 警告 别拉生意")),
          sim.clock.instant());
      assertThat(
              sim.<List<String>>read(
                  sql -> sql.list("SELECT text FROM evidence", row -> row.text(1))))
          .containsExactly("买我家的");
    }
  }

  /** What was ordered before a long cut is not carried out hours later. */
  @Test
  void aLateOrderIsNotCarriedOut() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.pass(Duration.ofHours(3));
      group.posts(
          "店长",
          Content.of(new Segment.Text("禁言 "), new Segment.Mention(Sim.user("小明"), "小明")),
          sim.clock.instant().minus(Duration.ofHours(2)));
      assertThat(sim.count("moderation_case")).isZero();
    }
  }
}
