package dev.steward.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.GroupId;
import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is planned while the planner runs, on a clock that is moved by hand. */
class PlannerTest {
  private static final GroupId GROUP = new GroupId("web", "mama-1");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-02T09:29:10Z"));
  private final List<Plan> plans = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Planner planner =
      new Planner(
          clock,
          Holidays.NONE,
          () -> List.copyOf(plans),
          pack -> List.of(GROUP),
          due ->
              said.add(clock.instant().atZone(ZoneOffset.UTC).toLocalTime() + " " + due.payload()),
          new ManualAlarms(clock));

  @AfterEach
  void closed() {
    planner.close();
  }

  private static Plan daily(String item, String time) {
    return new Plan(
        "warm-moms",
        "topics",
        item,
        TimeWords.read("每天 " + time).orElseThrow(),
        ZoneOffset.UTC,
        Duration.ofMinutes(10));
  }

  private void passes(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      clock.advance(Duration.ofSeconds(1));
    }
  }

  /**
   * A manager published at 09:29:10 what was due at 09:30; it was noticed at 09:30:10, too late.
   */
  @Test
  void whatIsDueWithinAMinuteOfItsPublicationIsSaidInTime() {
    planner.start();
    plans.add(daily("morning", "09:30"));
    planner.look();
    passes(Duration.ofMinutes(2));
    assertThat(said).singleElement().asString().startsWith("09:30").contains("morning");
  }

  @Test
  void whatIsPublishedAnewKeepsOneAlarm() {
    plans.add(daily("morning", "09:30"));
    planner.start();
    plans.set(0, daily("morning", "09:31"));
    planner.look();
    planner.look();
    passes(Duration.ofMinutes(3));
    assertThat(said).singleElement().asString().startsWith("09:31");
    plans.clear();
    planner.look();
    passes(Duration.ofDays(1));
    assertThat(said).hasSize(1);
  }

  /**
   * What was missed went to 20,000 groups at the start, which took its time; what fell due
   * meanwhile was never said.
   */
  @Test
  void whatFallsDueWhileTheMissedIsHandedOutIsSaidToo() {
    plans.add(daily("missed", "09:25"));
    plans.add(daily("meanwhile", "09:30"));
    Planner slow =
        new Planner(
            clock,
            Holidays.NONE,
            () -> List.copyOf(plans),
            pack -> List.of(GROUP),
            due -> {
              said.add(due.payload());
              if (due.payload().contains("missed")) {
                clock.advance(Duration.ofMinutes(1));
              }
            },
            new ManualAlarms(clock));
    slow.start();
    passes(Duration.ofMinutes(1));
    slow.close();
    assertThat(said).hasSize(2);
    assertThat(said.getLast()).contains("meanwhile");
  }

  /** The machine slept from 09:29 to 09:55: the alarm of 09:30 rang, and that of 09:50 was lost. */
  @Test
  void anAlarmThatRingsLateTakesUpTheLastTimeThatWasMissed() {
    plans.add(
        new Plan(
            "warm-moms",
            "topics",
            "often",
            TimeWords.read("cron 0 0/10 * ? * *").orElseThrow(),
            ZoneOffset.UTC,
            Duration.ofMinutes(10)));
    planner.start();
    said.clear();
    clock.jump(Duration.ofMinutes(26));
    passes(Duration.ofMinutes(1));
    assertThat(said).singleElement().asString().contains(at("2026-11-02T09:50:00Z"));
    passes(Duration.ofMinutes(5));
    assertThat(said).hasSize(2);
    assertThat(said.getLast()).contains(at("2026-11-02T10:00:00Z"));
  }

  private static String at(String time) {
    return Long.toString(Instant.parse(time).toEpochMilli());
  }
}
