package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.rules.RuleFigures.Figures;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager reads of each rule before trusting it. */
final class RuleFiguresTest {
  private static final Rule ADS = SimPacks.words("ads", "no-ads", "加微信");
  private static final Rule MAYBE =
      SimPacks.asking(SimPacks.words("maybe", "no-ads", "内部价"), Rule.First.STAFF);
  private static final Rule WATCHED = SimPacks.observing(SimPacks.words("watched", "no-ads", "团购"));
  private static final Rule SILENT = SimPacks.words("silent", "no-ads", "彩票计划");
  private static final Rule COPIES =
      SimPacks.rule("copies", "quiet", new RuleCheck.Copies(3, Duration.ofMinutes(10), 8, false));
  private static final Pack PACK = SimPacks.with(List.of(ADS, MAYBE, WATCHED, SILENT, COPIES));

  @TempDir Path folder = Path.of("");

  private static Figures of(Sim sim, Rule rule) {
    return sim.read(sql -> RuleFigures.since(sql, Instant.EPOCH)).of(PACK, rule);
  }

  private static long question(Sim sim) {
    return sim.numbers("todo WHERE kind = 'rule-suggestion' AND state <> 'done'").getFirst();
  }

  @Test
  void hitsAndWhatStaffSaidOfThem() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.says("小红", "加微信看孩子照片");
      group.says("小兰", "加微信拿优惠");
      group.says("小雨", "加微信进群");
      group.says("店长", "确认 #1");
      group.says("店长", "撤销 #2");
      group.says("店长", "解除 @小雨");
      group.says("小明", "周末团购吗");

      assertThat(of(sim, ADS))
          .satisfies(
              figures -> {
                assertThat(figures.hits()).isEqualTo(4);
                assertThat(figures.confirmed()).isEqualTo(1);
                assertThat(figures.overturned()).as("forgiven is not wrong").isEqualTo(1);
                assertThat(figures.last()).isNotNull();
              });
      assertThat(of(sim, WATCHED).observed()).isEqualTo(1);
      assertThat(of(sim, SILENT)).isEqualTo(Figures.NOTHING);
    }
  }

  @Test
  void whatStaffWereAskedCountsWithTheirAnswer() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "内部价找我");
      group.says("店长", "通过 #" + question(sim));
      group.says("小红", "内部价要不要");
      group.says("店长", "拒绝 #" + question(sim));
      group.says("小兰", "内部价是多少");
      Figures figures = of(sim, MAYBE);
      assertThat(figures.hits()).isEqualTo(3);
      assertThat(figures.confirmed()).isEqualTo(1);
      assertThat(figures.overturned()).isEqualTo(1);
      assertThat(sim.count("case_review WHERE violates = 1 AND teaches = 1")).isEqualTo(1);
    }
  }

  @Test
  void whatWouldHaveBeenAskedIsSeenBeforeGoingLive() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.joined("妈妈一群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      group.says("小明", "内部价找我");
      group.says("小红", "内部价要不要");
      Figures figures = of(sim, MAYBE);
      assertThat(figures.hits()).isEqualTo(2);
      assertThat(figures.observed()).isEqualTo(2);
    }
  }

  @Test
  void aWaveOfCopiesIsOneHit() throws Exception {
    try (Sim sim = Sim.start(folder, PACK)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 6; i++) {
        group.says("水军" + i, "今晚八点直播间全场一折大家快来抢购");
      }
      assertThat(of(sim, COPIES).hits()).isEqualTo(1);
    }
  }
}
