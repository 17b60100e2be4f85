package dev.steward.engine.checkin;

import static dev.steward.engine.checkin.CheckInStoryTest.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streaks, days made up and points, as members see them. The pack is {@link CheckInStoryTest}'s.
 */
@Tag("rounds")
final class StreakStoryTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  @Test
  void aMissedDayCanBeMadeUpTwiceAMonth() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("没有可以补的日子");
      for (int i = 0; i < 3; i++) {
        group.says("小明", "签到");
        receipt(sim, group);
        sim.pass(DAY.multipliedBy(2));
      }
      group.says("小明", "签到");
      assertThat(receipt(sim, group)).contains("签到成功");
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("小明：补签", "连续 3 天");
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("连续 5 天");
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("本月的补签次数用完了");
      sim.pass(DAY);
      group.says("小明", "签到");
      assertThat(receipt(sim, group))
          .as("the bonus of a longer run comes late, once")
          .contains("连续 6 天，+15 分（含连续奖励 10）");
    }
  }

  @Test
  void myStreakIsToldInPrivateAndTrue() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "我的连续");
      assertThat(group.room.whispered().getLast()).contains("你还没有签到过");
      group.says("小明", "签到");
      receipt(sim, group);
      group.says("小明", "我的连续");
      assertThat(group.room.whispered().getLast()).startsWith("连续签到 1 天：今天。");
      sim.pass(DAY);
      for (int i = 0; i < 3; i++) {
        group.says("小明", "签到");
        receipt(sim, group);
        sim.pass(DAY);
      }
      group.says("小明", "我的积分");
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered().getLast())
          .contains("连续签到 4 天", "到 昨天", "今天还没签到", "一共 4 天", "积分 30", "再签 3 天有 100 分奖励", "还能补签 2 天");
      sim.pass(DAY.multipliedBy(2));
      group.says("小明", "我的连续");
      assertThat(group.room.whispered().getLast()).contains("连续签到断了", "最长连续 4 天");
    }
  }

  @Test
  void theLeaderboardIsOfThisMonthAndCanBeLeft() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "排行榜");
      assertThat(group.answers().getLast()).contains("这个月还没有人签到");
      group.says("小明", "签到");
      group.says("小美", "签到");
      receipt(sim, group);
      sim.pass(DAY);
      group.says("小美", "签到");
      receipt(sim, group);
      group.says("小明", "排行榜");
      assertThat(group.answers().getLast()).contains("1. 小美：2 天，10 分", "2. 小明：1 天，5 分");
      group.says("小美", "退出排行榜");
      assertThat(group.answers().getLast()).contains("不再有你");
      group.says("小明", "排行榜");
      assertThat(group.answers().getLast()).contains("1. 小明").doesNotContain("小美");
      group.says("小美", "加入排行榜");
      group.answers();
      group.says("小明", "排行榜");
      assertThat(group.answers().getLast()).contains("1. 小美");
      sim.deliver(
          new Event.MemberLeft(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sim.user("小美"),
              null,
              sim.clock.instant()));
      group.says("小明", "排行榜");
      assertThat(group.answers().getLast())
          .as("who left can't say that they want to be left out")
          .contains("1. 小明")
          .doesNotContain("小美");
    }
  }

  static long sumOfPoints(Sim sim) {
    return sim.read(
        sql ->
            sql.first("SELECT coalesce(sum(amount), 0) FROM points_entry", row -> row.number(1))
                .orElse(-1L));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Math.max(3, Integer.getInteger("steward.rounds", 3) / 4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void pointsSumToZeroAndStayBelowTheCap(long seed) throws Exception {
    Random random = new Random(seed);
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      for (int step = 0; step < 120; step++) {
        group.says("成员" + random.nextInt(4), random.nextInt(5) == 0 ? "补签" : "签到");
        sim.pass(Duration.ofHours(random.nextInt(30)));
      }
      assertThat(sumOfPoints(sim)).isZero();
      List<Long> transfers =
          sim.read(
              sql ->
                  sql.list(
                      "SELECT sum(amount) FROM points_entry GROUP BY transfer",
                      row -> row.number(1)));
      assertThat(transfers).isNotEmpty().containsOnly(0L);
      List<Long> days =
          sim.read(
              sql ->
                  sql.list(
                      "SELECT sum(amount) FROM points_entry WHERE account LIKE 'person:%'"
                          + " GROUP BY account, day",
                      row -> row.number(1)));
      assertThat(days).allSatisfy(sum -> assertThat(sum).isBetween(1L, 50L));
      assertThat(sim.count("checkin_day GROUP BY person_id, day HAVING count(*) > 1")).isZero();
    }
  }

  /** What the day's cap left of a bonus was lost, though it had been promised. */
  @Test
  void aBonusThatDoesNotFitIntoADayComesWithTheNext() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      for (int day = 1; day <= 10; day++) {
        group.says("小明", "签到");
        if (day == 7) {
          assertThat(receipt(sim, group)).contains("连续 7 天，+50 分（含连续奖励 45）");
        } else if (day == 9) {
          assertThat(receipt(sim, group)).contains("连续 9 天，+15 分（含连续奖励 10）");
        } else {
          receipt(sim, group);
        }
        sim.pass(DAY);
      }
      assertThat(sim.count("points_entry WHERE account LIKE 'person:%' AND why = 'streak-7'"))
          .as("45, 45 and 10")
          .isEqualTo(3);
      sim.whispers("小明", "我的积分");
      assertThat(group.room.whispered().getLast()).contains("积分 160");
    }
  }

  @Test
  void whyNothingIsMadeUpIsTrue() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("小明：还没有签到过，没有可以补的日子");
      group.says("小明", "签到");
      receipt(sim, group);
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("小明：没有可以补的日子（只补最近七天、第一次签到以后漏的）");
      sim.publish(SimPacks.withoutMakeUps(), 2);
      group.says("小明", "补签");
      assertThat(receipt(sim, group)).contains("小明：这里不能补签");
    }
  }
}
