package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stricter rules for a while: after a raid, or because staff say so. */
final class GuardStoryTest {
  private static final String LINK = "看看 https://shop.example-brand.com/new 上新";

  @TempDir Path folder;

  private static Pack guarding(Duration guard) {
    Rule strict =
        SimPacks.rule(
            "guard-newcomers",
            "no-ads",
            new RuleCheck.Newcomer(Duration.ofDays(1), Set.of(RuleCheck.Kind.LINK)),
            new Condition.OnGuard(true));
    RuleBook book = SimPacks.standard().rules();
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            List.of(strict),
            List.of(),
            new RuleBook.Raid(5, Duration.ofSeconds(30), guard),
            RuleBook.Warnings.USUAL,
            null,
            null));
  }

  private static void raid(Sim sim, Sim.Group group, int joins) throws Exception {
    for (int i = 0; i < joins; i++) {
      group.joins("新人" + i + "-" + sim.clock.instant());
      sim.pass(Duration.ofSeconds(2));
    }
  }

  @Test
  void aRaidTightensTheRulesForAWhileInItsGroupOnly() throws Exception {
    try (Sim sim = Sim.start(folder, guarding(Duration.ofMinutes(30)))) {
      Sim.Group raided = sim.group("妈妈一群");
      Sim.Group calm = sim.group("妈妈二群");
      raided.joins("小新");
      calm.joins("小晴");
      raided.expectKept(raided.says("小新", LINK));
      raid(sim, raided, 8);
      raided.expectDeleted(raided.says("小新", LINK));
      calm.expectKept(calm.says("小晴", LINK));
      sim.pass(Duration.ofMinutes(31));
      raided.expectKept(raided.says("小新", LINK));
    }
  }

  @Test
  void aRestartForgetsNoGuardAndARaidThatGoesOnMakesItLonger() throws Exception {
    try (Sim sim = Sim.start(folder, guarding(Duration.ofMinutes(10)))) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小新");
      raid(sim, group, 120);
      sim.pass(Duration.ofMinutes(7));
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.expectDeleted(same.says("小新", LINK));
        again.pass(Duration.ofMinutes(4));
        same.expectKept(same.says("小新", LINK));
      }
    }
  }

  @Test
  void staffBeginAndEndItThemselves() throws Exception {
    try (Sim sim = Sim.start(folder, guarding(Duration.ZERO))) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.joins("小新");
      group.says("小新", "警戒");
      group.expectKept(group.says("小新", LINK));
      group.says("店长", "警戒 10分钟");
      group.expectDeleted(group.says("小新", LINK));
      group.says("店长", "解除警戒");
      group.expectKept(group.says("小新", LINK + "！"));
      group.says("店长", "警戒 一会儿");
      group.says("店长", "警戒");
      assertThat(group.answers())
          .contains(
              "本群警戒 10 分钟。发「解除警戒」可提前结束。",
              "好的，警戒解除。",
              "没看懂时长。可以说：警戒 30分钟。",
              "本群警戒 30 分钟。发「解除警戒」可提前结束。");
    }
  }

  @Test
  void staffAreToldWhenNoRuleAsksForIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("店长", "警戒 1h");
      assertThat(group.answers()).singleElement().asString().contains("还没有", "on-guard: true");
    }
  }

  @Test
  void staffWhoEndItAreNotOverruledByTheSameRaid() throws Exception {
    try (Sim sim = Sim.start(folder, guarding(Duration.ofMinutes(30)))) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.joins("小新");
      raid(sim, group, 6);
      group.says("店长", "解除警戒");
      raid(sim, group, 6);
      group.expectKept(group.says("小新", LINK));
      sim.pass(Duration.ofMinutes(10));
      raid(sim, group, 6);
      group.expectDeleted(group.says("小新", LINK));
    }
  }

  @Test
  void aBacktestKnowsWhenTheGroupWasOnGuard() throws Exception {
    Pack pack = guarding(Duration.ofMinutes(30));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小新");
      group.joins("小晴");
      group.expectKept(group.says("小新", LINK));
      raid(sim, group, 8);
      group.expectDeleted(group.says("小新", LINK));
      sim.pass(Duration.ofMinutes(20));
      group.expectDeleted(group.says("小晴", LINK));
      sim.pass(Duration.ofMinutes(31));
      group.expectKept(group.says("小晴", LINK));
      BacktestReport report =
          Backtest.of(
              sim.database(),
              new Backtest.Asked(
                  pack,
                  guarding(Duration.ZERO),
                  Instant.EPOCH,
                  sim.clock.instant().plusSeconds(1),
                  Set.of(),
                  1,
                  0),
              (done, all) -> {});
      assertThat(report.rules().get("guard-newcomers"))
          .isEqualTo(new BacktestReport.Hits(0, 2, 2, 0));
    }
  }
}
