package dev.steward.engine.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How newcomers are greeted. */
class WelcomeStoryTest {
  @TempDir Path folder;

  @Test
  void thoseWhoJoinTogetherAreGreetedOnceWithTheRules() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      sim.clock.advance(Duration.ofSeconds(20));
      group.joins("小红");
      assertThat(group.answers()).isEmpty();
      sim.pass(Duration.ofSeconds(41));
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("欢迎小明、小红来到妈妈一群", "1. 不发广告", "2. 不刷屏");
      group.joins("小兰");
      sim.pass(Duration.ofSeconds(61));
      assertThat(group.answers()).singleElement().asString().contains("欢迎小兰");
    }
  }

  @Test
  void whoLeavesBeforeTheGreetingIsNotGreeted() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      sim.deliver(
          new Event.MemberLeft(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sim.user("小明"),
              null,
              sim.clock.instant()));
      sim.pass(Duration.ofSeconds(61));
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void aGreetingThatWasDueDuringADowntimeComesOnceAfterTheRestart() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = sim.group("妈妈一群");
    group.joins("小明");
    sim.settle();
    try (Sim again = sim.restart()) {
      again.clock.advance(Duration.ofSeconds(61));
      again.pass(Duration.ofSeconds(61));
      assertThat(group.room.said().stream().filter(text -> text.contains("欢迎小明"))).hasSize(1);
    }
  }

  /**
   * The first who joined after a restart began a new gathering, and those before went ungreeted.
   */
  @Test
  void whoJoinedBeforeARestartIsGreetedWithWhoJoinsAfterIt() throws Exception {
    Sim sim = Sim.start(folder);
    sim.group("妈妈一群").joins("小明");
    sim.settle();
    try (Sim again = sim.restart(sim.clock.instant().plus(Duration.ofSeconds(20)))) {
      Sim.Group group = again.known("妈妈一群");
      group.joins("小红");
      again.pass(Duration.ofSeconds(121));
      assertThat(group.room.said())
          .filteredOn(text -> text.startsWith("欢迎"))
          .singleElement()
          .asString()
          .contains("欢迎小明、小红");
    }
  }

  @Test
  void aWallClockThatJumpsGreetsEachOnce() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      sim.clock.jump(Duration.ofHours(2));
      sim.pass(Duration.ofSeconds(61));
      assertThat(group.answers()).singleElement().asString().contains("欢迎小明");

      group.joins("小红");
      sim.clock.jump(Duration.ofHours(-3));
      sim.pass(Duration.ofHours(3).plusSeconds(61));
      assertThat(group.answers()).singleElement().asString().contains("欢迎小红");
      sim.pass(Duration.ofHours(3));
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void tenThousandJoinsInAMinuteAreOneGreeting() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      CompletableFuture<?> last = CompletableFuture.completedFuture(null);
      for (int i = 0; i < 10_000; i++) {
        last = group.joinsAtOnce("新人" + i);
        if (i % 200 == 0) {
          last.join();
          sim.clock.advance(Duration.ofSeconds(1));
        }
      }
      last.join();
      sim.pass(Duration.ofSeconds(61));
      assertThat(group.answers()).singleElement().asString().contains("等 10000 位");
    }
  }

  @Test
  void aNameCannotBreakTheGreeting() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("@全体成员\n{{shop}}\u202e");
      sim.pass(Duration.ofSeconds(61));
      assertThat(group.answers().getFirst().lines().findFirst().orElseThrow())
          .doesNotContain("\u202e", "@全体成员", "https://")
          .contains("来到妈妈一群");
    }
  }

  @Test
  void anAcknowledgementIsKept() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      sim.pass(Duration.ofSeconds(61));
      group.says("小明", "我知道了");
      assertThat(sim.count("member WHERE acknowledged IS NOT NULL")).isEqualTo(1);
    }
  }
}
