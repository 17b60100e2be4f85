package dev.steward.engine.topics;

import static dev.steward.engine.topics.TopicStories.late;
import static dev.steward.engine.topics.TopicStories.schedule;
import static dev.steward.engine.topics.TopicStories.topic;
import static dev.steward.engine.topics.TopicStories.topics;
import static dev.steward.engine.topics.TopicStories.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Outcome;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fell due while Steward was down, in quiet hours, or while its script was changed. */
class MissedTopicsTest {
  private static final Budget QUIET_NIGHTS =
      new Budget(
          new Condition.Between(LocalTime.of(22, 30), LocalTime.of(8, 0)), 9, Duration.ZERO, 2);

  @TempDir Path folder;

  @Test
  void whatWasMissedALittleIsSaidAfterTheStartAndWhatWasMissedLongIsNot() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"), topic("noon", "每天 12:00", "午安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    until(sim, 8, 50);
    assertThat(group.answers()).containsExactly("午安");
    var stopped = sim.clock.instant();
    try (Sim again = sim.restart(stopped.plus(Duration.ofHours(3)).plus(Duration.ofMinutes(25)))) {
      again.settle();
      assertThat(group.room.said()).filteredOn("午安"::equals).hasSize(2);
      assertThat(group.room.said()).doesNotContain("早安");
    }
  }

  @Test
  void ofSeveralMissedOnlyTheLastIsSaid() throws Exception {
    Topics topics = topics(topic("often", "cron 0 0/10 * ? * *", "一", "二", "三", "四"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    var stopped = sim.clock.instant();
    try (Sim again = sim.restart(stopped.plus(Duration.ofMinutes(29)))) {
      again.settle();
      assertThat(group.room.said()).hasSize(1);
      again.pass(Duration.ofDays(9));
      assertThat(again.count("firing")).as("old ones are let go of").isBetween(1_000L, 1_010L);
    }
  }

  @Test
  void aRestartInTheSameMinuteSaysNothingTwice() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    Sim.Group group = sim.group("一群");
    until(sim, 9, 0);
    Sim again = sim.restart();
    again.settle();
    try (Sim third = again.restart()) {
      third.settle();
      third.pass(Duration.ofMinutes(5));
      assertThat(group.room.said()).filteredOn("早安"::equals).hasSize(1);
      assertThat(third.count("firing")).isEqualTo(1);
    }
  }

  /** A lane takes a moment, and what must not be late was never said: it was 0 minutes too late. */
  @Test
  void whatMustNotBeLateIsSaidAtItsTimeAndNeverLater() throws Exception {
    Topics topics = topics(late(Duration.ZERO, topic("morning", "每天 09:00", "早安")));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    until(sim, 8, 59);
    group.answers();
    sim.clock.jump(Duration.ofMillis(300));
    until(sim, 9, 1);
    assertThat(group.answers()).containsExactly("早安");
    until(sim, 8, 59);
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofMinutes(5)))) {
      Sim.Group later = again.known("一群");
      assertThat(schedule(later)).contains("09:00  没有说「morning」：那时群管家没有在运行");
      assertThat(group.answers()).doesNotContain("早安");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "60, 0", "119, 0", "121, 1", "180, 1"})
  void downFromSixToNine(int ifLateMinutes, int said) throws Exception {
    Topics topics =
        topics(late(Duration.ofMinutes(ifLateMinutes), topic("evening", "每天 19:00", "晚上好")));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    until(sim, 18, 0);
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofHours(3)))) {
      again.settle();
      assertThat(group.room.said()).filteredOn("晚上好"::equals).hasSize(said);
      String told = schedule(again.known("一群"));
      assertThat(told.contains("19:00  没有说「evening」：那时群管家没有在运行")).isEqualTo(said == 0);
      again.pass(Duration.ofHours(12));
      assertThat(group.room.said()).filteredOn("晚上好"::equals).hasSize(said);
    }
  }

  /** Kept back each day, and said once Steward had been down until the quiet hours were over. */
  @Test
  void whatFallsIntoQuietHoursIsNotSaidAfterThemEither() throws Exception {
    Topics topics = topics(late(Duration.ofHours(2), topic("early", "每天 07:30", "早安")));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics, QUIET_NIGHTS));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    until(sim, 8, 5);
    assertThat(group.answers()).isEmpty();
    until(sim, 7, 0);
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofMinutes(65)))) {
      again.settle();
      assertThat(group.answers()).isEmpty();
      assertThat(schedule(again.known("一群"))).contains("没有说「early」：在安静的时间里（22:30-08:00）");
    }
  }

  @Test
  void whatWasMissedIsNotSaidInQuietHours() throws Exception {
    Topics topics = topics(late(Duration.ofHours(2), topic("late", "每天 21:50", "晚安")));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics, QUIET_NIGHTS));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    until(sim, 21, 40);
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofMinutes(55)))) {
      again.settle();
      assertThat(group.answers()).isEmpty();
      assertThat(schedule(again.known("一群"))).contains("没有说「late」：在安静的时间里（22:30-08:00）");
    }
  }

  /** On 28 March half past two does not come in Berlin, on 31 October it comes twice. */
  @Test
  void whenTheClocksChangeItIsSaidOnce() throws Exception {
    Pack pack =
        SimPacks.zoned(
            ZoneId.of("Europe/Berlin"),
            SimPacks.speaking(topics(topic("night", "每天 02:30", "夜安"))));
    Sim sim = Sim.start(folder, pack);
    Sim.Group group = sim.group("一群");
    Sim spring = sim.restart(Instant.parse("2027-03-28T00:00:00Z"));
    spring.pass(Duration.ofMinutes(89));
    assertThat(group.answers()).isEmpty();
    spring.pass(Duration.ofHours(20));
    assertThat(group.answers()).containsExactly("夜安");
    try (Sim autumn = spring.restart(Instant.parse("2027-10-31T00:00:00Z"))) {
      autumn.pass(Duration.ofMinutes(31));
      assertThat(group.answers()).containsExactly("夜安");
      autumn.pass(Duration.ofHours(20));
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void aPackThatMovesToAnotherZoneGoesByItsNewClock() throws Exception {
    Pack pack = SimPacks.speaking(topics(topic("morning", "每天 09:00", "早安")));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("一群");
      until(sim, 9, 1);
      group.answers();
      sim.publish(SimPacks.zoned(ZoneId.of("Asia/Tokyo"), pack), 2);
      until(sim, 7, 59);
      assertThat(group.answers()).isEmpty();
      until(sim, 8, 1);
      assertThat(group.answers()).containsExactly("早安");
      until(sim, 9, 30);
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void whatIsPublishedWhileStewardIsDownIsWhatIsSaid() throws Exception {
    Sim sim =
        Sim.start(
            folder,
            SimPacks.speaking(topics(topic("a", "每天 09:00", "旧的"), topic("b", "每天 09:00", "不说了"))));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    until(sim, 8, 59);
    group.answers();
    Instant later = sim.clock.instant().plus(Duration.ofMinutes(10));
    sim.publish(SimPacks.speaking(topics(topic("a", "每天 09:00", "新的"))), 2);
    try (Sim again = sim.restart(later)) {
      again.settle();
      assertThat(group.answers()).containsExactly("新的");
      assertThat(schedule(again.known("一群"))).doesNotContain("没有说");
    }
  }

  /** It was said by the old script, and the platform took it when the new one was in force. */
  @Test
  void whatIsOnItsWayWhenItsScriptChangesIsSaidOnce() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(topic("a", "每天 09:00", "旧的"))))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      AtomicBoolean busy = new AtomicBoolean(true);
      sim.platform.trouble(
          order -> busy.get() ? Outcome.Failed.retry("busy", Duration.ofMinutes(1)) : null);
      until(sim, 9, 0);
      sim.publish(SimPacks.speaking(topics(topic("a", "每天 09:00", "新的"))), 2);
      busy.set(false);
      until(sim, 9, 30);
      assertThat(group.answers()).containsExactly("旧的");
      until(sim, 9, 1);
      assertThat(group.answers()).containsExactly("新的");
    }
  }

  @Test
  void eachPackSpeaksInItsOwnGroupsAndAGroupThatChangesPacksHearsItOnce() throws Exception {
    Pack mama = SimPacks.speaking(topics(topic("morning", "每天 09:00", "妈妈早安")));
    Pack skin =
        SimPacks.named("skin", SimPacks.speaking(topics(topic("morning", "每天 09:00", "护肤早安"))));
    Sim sim = Sim.start(folder, mama);
    sim.publish(skin, 1);
    Sim.Group mamas = sim.group("妈妈群");
    Sim.Group skins = sim.group("护肤群");
    skins.staffAsk("bind", Map.of("pack", "skin"));
    skins.staffAsk("go-live", Map.of());
    until(sim, 8, 59);
    mamas.answers();
    skins.answers();
    until(sim, 9, 1);
    assertThat(mamas.answers()).containsExactly("妈妈早安");
    assertThat(skins.answers()).containsExactly("护肤早安");
    mamas.staffAsk("bind", Map.of("pack", "skin"));
    mamas.staffAsk("go-live", Map.of());
    mamas.answers();
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofMinutes(5)))) {
      again.settle();
      assertThat(mamas.room.said()).filteredOn(text -> text.endsWith("早安")).hasSize(1);
    }
  }

  @Test
  void aYearThatIsNotAnnouncedGoesByTheWeekAndSaysSo() throws Exception {
    Topics topics = topics(topic("work", "工作日 09:00", "上班"), topic("rest", "休息日 10:00", "歇着"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    assertThat(schedule(group)).doesNotContain("还没有公布");
    try (Sim winter = sim.restart(Instant.parse("2026-12-30T16:00:00Z"))) {
      assertThat(schedule(winter.known("一群"))).contains("节假日安排还没有公布的年份");
      group.answers();
      winter.pass(Duration.ofDays(3));
      assertThat(group.answers())
          .as("Thursday, Friday 1 January, Saturday")
          .containsExactly("上班", "上班", "歇着");
    }
  }
}
