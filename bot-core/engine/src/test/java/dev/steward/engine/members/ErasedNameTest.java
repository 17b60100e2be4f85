package dev.steward.engine.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Role;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that was erased while the lane had it in memory stays erased. */
class ErasedNameTest {
  @TempDir Path folder;

  private static void erase(Sim sim) {
    var _ =
        sim.engine()
            .write(
                Key.BRAND,
                context -> context.sql().update("UPDATE member SET name = '' WHERE name = ?", "小明"))
            .toCompletableFuture()
            .join();
  }

  @Test
  void whoIsErasedAndLeavesHasNoNameAgain() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      erase(sim);
      sim.deliver(
          new Event.RoleChanged(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sim.user("小明"),
              Role.ADMIN,
              sim.clock.instant()));
      assertThat(sim.count("member WHERE role = 'admin' AND name = ''")).isEqualTo(1);
      sim.deliver(
          new Event.MemberLeft(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sim.user("小明"),
              null,
              sim.clock.instant()));
      assertThat(sim.count("member WHERE present = 0 AND name = ''")).isEqualTo(1);
    }
  }

  @Test
  void norOnTheLeaderboard() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "签到");
      sim.pass(Duration.ofSeconds(31));
      group.answers();
      erase(sim);
      group.says("小红", "排行榜");
      assertThat(group.answers()).singleElement().asString().contains("1. —：1 天");
    }
  }
}
