package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.engine.rules.BacktestReport.Both;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a case counts, what it does, and what is left when it is taken back. */
final class CaseStoryTest {
  @TempDir Path folder;

  private static Ladder ladder(Ladder.Step... steps) {
    return new Ladder(List.of(steps));
  }

  private static Ladder.Step mute(Duration length) {
    return new Ladder.Step(Sanction.MUTE, length);
  }

  private static Rule on(String ladder, Rule rule) {
    return new Rule(
        rule.id(),
        rule.clause(),
        rule.check(),
        rule.conditions(),
        rule.delete(),
        ladder,
        rule.first(),
        rule.observe(),
        rule.tell(),
        rule.notice(),
        rule.mark());
  }

  /** The standard pack, with a rule that only takes messages away, and two that mute. */
  private static Pack pack() {
    RuleBook book = SimPacks.standard().rules();
    List<Rule> rules = new ArrayList<>();
    rules.add(on("gentle", SimPacks.words("tins", "no-ads", "晒单图")));
    rules.add(on("day", SimPacks.words("fake", "no-ads", "刷单")));
    rules.add(
        SimPacks.asking(on("short", SimPacks.words("carpool", "no-ads", "拼车")), Rule.First.STAFF));
    rules.addAll(book.rules());
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            Map.of(
                "default",
                book.ladders().get("default"),
                "gentle",
                ladder(new Ladder.Step(Sanction.NONE, Duration.ZERO)),
                "day",
                ladder(mute(Duration.ofDays(1))),
                "short",
                ladder(mute(Duration.ofMinutes(10)))),
            rules,
            book.repeatable()));
  }

  @Test
  void whereOnlyTheMessageGoesNothingCountsAgainstItsSender() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "晒单图扫了有积分"));
      group.expectDeleted(group.says("小明", "我的晒单图来了"));
      assertThat(group.answers()).isEmpty();
      group.says("小明", "加微信领券");
      assertThat(group.answers()).singleElement().asString().contains("第 1 次", "提醒");
      assertThat(sim.count("moderation_case")).isEqualTo(3);
      assertThat(sim.count("strike")).isEqualTo(1);
      group.says("小明", "我的记录");
      assertThat(group.room.whispered().getLast())
          .contains("只处理消息；不计次数", "提醒；计入至", "觉得不对？发「申诉 #编号」")
          .doesNotContain("已过期");

      BacktestReport report =
          Backtest.of(
              sim.database(),
              new Backtest.Asked(
                  pack(), null, Instant.EPOCH, sim.clock.instant().plusSeconds(1), Set.of(), 1, 0),
              (_, _) -> {});
      assertThat(report.sanctions())
          .containsEntry(Sanction.NONE, new Both(0, 2))
          .containsEntry(Sanction.WARN, new Both(0, 1))
          .doesNotContainKey(Sanction.MUTE);
    }
  }

  @Test
  void aShorterMuteOfALaterRuleEndsNoLongerOne() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "找人拼车");
      group.says("小明", "找人刷单");
      Instant tomorrow = sim.clock.instant().plus(Duration.ofDays(1));
      assertThat(group.answers()).last().asString().contains("禁言 1 天", "可以发「申诉」");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isEqualTo(tomorrow);
      group.says("店长", "通过 #" + sim.numbers("todo").getFirst());
      assertThat(sim.count("moderation_case WHERE rule = 'carpool'")).isEqualTo(1);
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isEqualTo(tomorrow);

      group.says("店长", "撤销 #2");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isEqualTo(tomorrow);
      group.says("店长", "撤销 #1");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
    }
  }

  /** An admin who lifts a mute on the platform itself tells nobody; Steward must not mute again. */
  @Test
  void aMuteThatAnAdminLiftsByHandIsOver() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "找人拼车");
      group.says("小明", "找人刷单");
      group.says("店长", "通过 #" + sim.numbers("todo").getFirst());
      sim.pass(Duration.ofMinutes(2));
      group.says("店长", "暂停");
      liftsByHand(sim, group, "小明");
      group.says("店长", "继续");
      assertThat(sim.count("decision WHERE verdict = 'mute-lifted'")).isEqualTo(2);
      long before = silences(sim);

      group.answers();
      group.says("店长", "撤销 #2");
      group.says("店长", "撤销 #1");
      assertThat(group.answers())
          .anySatisfy(said -> assertThat(said).contains("第 #1 号处理已由工作人员撤销"))
          .noneMatch(said -> said.contains("禁言已解除"));
      assertThat(silences(sim)).isEqualTo(before);
    }
  }

  @Test
  void aMuteThatEndsByItselfWasLiftedByNobody() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "找人刷单");
      sim.pass(Duration.ofDays(1).minusSeconds(30));
      liftsByHand(sim, group, "小明");
      assertThat(sim.count("moderation_case WHERE lifted IS NOT NULL")).isZero();
    }
  }

  private static void liftsByHand(Sim sim, Sim.Group group, String name) {
    sim.deliver(
        new Event.MuteChanged(
            SimPlatform.ACCOUNT,
            group.id(),
            sim.id(),
            Sim.user(name),
            null,
            Sim.user("群主"),
            sim.clock.instant()));
    sim.settle();
  }

  /** How often Steward muted or unmuted anybody. */
  private static long silences(Sim sim) {
    return sim.platform.performed().stream()
        .filter(
            order ->
                order.action() instanceof Action.MuteMember
                    || order.action() instanceof Action.UnmuteMember)
        .count();
  }

  @Test
  void theWholeBurstComesBackWhenItsCaseIsTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 1; i <= 8; i++) {
        group.says("小明", "开团的第 " + i + " 样东西");
      }
      group.says("小红", "真多呀");
      group.says("小明", "申诉 #1 店长叫我一样样发");
      group.says("店长", "撤销 #1");
      assertThat(group.answers().getLast())
          .contains("误撤", "第 6 样", "第 7 样", "第 8 样")
          .doesNotContain("第 5 样", "真多");
    }
  }

  @Test
  void whatThePlatformDidNotDoNeedsNoHandOnceTheCaseIsTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.platform.chat().cannot(Set.of(Capability.MUTE));
      group.says("小明", "找人刷单");
      assertThat(sim.count("todo WHERE kind = 'work-order' AND state = 'open'")).isEqualTo(1);
      group.says("店长", "撤销 #1");
      assertThat(sim.count("todo WHERE kind = 'work-order' AND title LIKE '%：禁言%'")).isEqualTo(1);
      assertThat(
              sim.count(
                  "todo WHERE kind = 'work-order' AND title LIKE '%：禁言%' AND state <> 'done'"))
          .isZero();
    }
  }
}
