package dev.steward.engine.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Key;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff in charge. */
class StaffStoryTest {
  @TempDir Path folder;

  @Test
  void staffPauseOneGroupAndItComesBackByItself() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      one.says("店长", "暂停 30分钟");
      assertThat(one.answers()).singleElement().asString().contains("30 分钟");
      one.expectKept(one.says("小明", "加微信领券"));
      two.expectDeleted(two.says("小红", "加微信领券"));
      sim.pass(Duration.ofMinutes(31));
      one.expectDeleted(one.says("小明", "加微信领券"));
    }
  }

  @Test
  void staffPauseAllGroupsAndResume() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group one = sim.group("一群");
      Sim.Group two = sim.group("二群");
      one.says("店长", "暂停 2h 全部");
      two.expectKept(two.says("小红", "加微信领券"));
      two.says("店长", "全部继续");
      two.expectDeleted(two.says("小红", "加微信领券"));
      one.expectDeleted(one.says("小明", "加微信领券"));
    }
  }

  @Test
  void toMembersTheseAreOrdinaryWords() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "暂停");
      group.says("小明", "撤销 #1");
      assertThat(group.answers()).isEmpty();
      group.expectDeleted(group.says("小明", "加微信领券"));
    }
  }

  @Test
  void aPairingWordBindsAGroupThatThenObserves() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.joined("新群");
      sim.engine()
          .write(
              Key.BRAND,
              context -> {
                Binding binding =
                    new Binding(
                        null,
                        "小熊饼干",
                        "新群",
                        "mama",
                        Map.of(),
                        null,
                        Set.of(),
                        new SourceMark("groups.yaml", 3, 5));
                return context
                    .sql()
                    .update(
                        "INSERT INTO pairing (word, binding) VALUES (?, ?)",
                        "小熊饼干",
                        Json.write(binding));
              })
          .toCompletableFuture()
          .join();
      sim.pass(Duration.ofMinutes(2));
      assertThat(sim.count("todo WHERE kind = 'assign-pack' AND state = 'open'")).isEqualTo(1);
      group.says("小明", "小熊饼干");
      assertThat(group.answers()).isEmpty();
      group.says("店长", "小熊饼干");
      assertThat(group.answers()).singleElement().asString().contains("先观察");
      group.expectKept(group.says("小明", "加微信领券"));
      group.says("店长", "上线");
      group.expectDeleted(group.says("小明", "加微信领券"));
      assertThat(sim.count("todo WHERE kind = 'assign-pack' AND state = 'open'")).isZero();
    }
  }

  @Test
  void aCodeFromTheConsoleMakesAMemberStaffOnce() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.engine()
          .write(
              Key.BRAND,
              context ->
                  context
                      .sql()
                      .update(
                          "INSERT INTO staff_code (code, purpose, login, expires)"
                              + " VALUES (?, 'chat', 'lin', ?)",
                          StaffCodes.hash("k7p2"),
                          sim.clock.instant().plus(Duration.ofHours(1))))
          .toCompletableFuture()
          .join();
      group.says("小林", "我是员工 K7P2");
      assertThat(group.answers()).singleElement().asString().contains("认得你了");
      group.expectKept(group.says("小林", "加微信找我"));
      group.says("小张", "我是员工 K7P2");
      assertThat(group.answers()).singleElement().asString().contains("不对或已过期");
      group.expectDeleted(group.says("小张", "加微信找我"));
    }
  }
}
