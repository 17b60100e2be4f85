package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Pack;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who come at once, and under which names; and how much is said of them. */
final class RaidStoryTest {
  private final Pack pack = TogetherPack.of(false);

  @TempDir Path folder;

  @Test
  void aRaidGoesOnOverARestart() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 4; i++) {
        group.joins("新人" + i);
      }
      assertThat(TogetherPack.todos(sim, "raid")).isZero();
      try (Sim again = sim.restart()) {
        Sim.Group same = again.known("妈妈一群");
        same.joins("新人4");
        assertThat(TogetherPack.todos(again, "raid")).as("the fifth within 30 s").isEqualTo(1);
        try (Sim later = again.restart()) {
          later.known("妈妈一群").joins("新人5");
          assertThat(TogetherPack.todos(later, "raid")).as("the same raid").isEqualTo(1);
        }
      }
    }
  }

  @Test
  void staffHearOfARaidOnceAndNobodyIsGreetedOneByOne() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 12; i++) {
        group.joins("新人" + i);
        sim.pass(Duration.ofSeconds(2));
      }
      assertThat(TogetherPack.todos(sim, "raid")).isEqualTo(1);
      sim.pass(Duration.ofHours(1));
      for (int i = 0; i < 5; i++) {
        group.joins("再来" + i);
      }
      assertThat(TogetherPack.todos(sim, "raid")).as("another one, an hour later").isEqualTo(2);
    }
  }

  @Test
  void fewJoinsAreNoRaid() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 12; i++) {
        group.joins("新人" + i);
        sim.pass(Duration.ofSeconds(10));
      }
      assertThat(TogetherPack.todos(sim, "raid")).isZero();
    }
  }

  @Test
  void inARaidNamesAreLookedAtAndWhomStaffInviteIsNoPartOfIt() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 8; i++) {
        sim.deliver(
            new Event.MemberJoined(
                SimPlatform.ACCOUNT,
                group.id(),
                sim.id(),
                Sender.member(Sim.user("朋友" + i), "朋友" + i),
                Sim.user("店长"),
                sim.clock.instant()));
      }
      sim.settle();
      assertThat(TogetherPack.todos(sim, "raid")).isZero();
      for (int i = 0; i < 6; i++) {
        group.joins("新人" + i);
      }
      group.joins("代购小王加V信demo88");
      sim.settle();
      assertThat(TogetherPack.todos(sim, "raid")).isEqualTo(1);
      assertThat(TogetherPack.todos(sim, "name")).isEqualTo(1);
    }
  }

  @Test
  void howeverManyComeUnderSuspiciousNamesStaffReadOneTodoWithOneName() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 5; i++) {
        group.joins("新人" + i);
      }
      for (int i = 0; i < 40; i++) {
        group.joins("代购小王加V信demo" + i);
      }
      sim.settle();
      assertThat(TogetherPack.todos(sim, "raid")).isEqualTo(1);
      assertThat(TogetherPack.todos(sim, "name")).isEqualTo(1);
      assertThat(
              sim.count(
                  "todo WHERE kind = 'rule-name' AND detail LIKE '%demo39%' AND detail NOT LIKE"
                      + " '%demo38%'"))
          .as("the newest")
          .isEqualTo(1);
    }
  }

  @Test
  void aNameWithAContactOrOfOneOfOursIsShownToStaff() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      int shown = 0;
      for (String name : List.of("加微信mama7788", "薇信mama7788", "QQ12345678", "群 管 家")) {
        group.joins(name);
        sim.settle();
        assertThat(TogetherPack.todos(sim, "name")).as(name).isEqualTo(++shown);
      }
      group.joins("朵朵妈妈 2024.5");
      sim.settle();
      assertThat(TogetherPack.todos(sim, "name")).isEqualTo(shown);
    }
  }

  @Test
  void aSuspiciousNameIsShownToStaffAndNobodyIsPunishedForIt() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("朵朵妈妈 2024.5");
      assertThat(TogetherPack.todos(sim, "name")).isZero();
      group.joins("代购小王加V信demo88");
      assertThat(TogetherPack.todos(sim, "name")).isEqualTo(1);
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(group.room.isGone(Sim.user("代购小王加V信demo88"))).isFalse();
    }
  }

  @Test
  void whereThePlatformTellsOfNoOtherNameItShowsAsTheySpeak() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("朵朵妈妈", "早上好");
      group.says("朵朵妈妈", "今天真冷");
      assertThat(TogetherPack.todos(sim, "name")).isZero();
      for (String text : List.of("大家好", "在吗")) {
        sim.deliver(
            new Event.MessagePosted(
                SimPlatform.ACCOUNT,
                group.id(),
                sim.id(),
                Sender.member(Sim.user("朵朵妈妈"), "代购小王加V信demo88"),
                Content.of(text),
                sim.clock.instant()));
        sim.settle();
      }
      assertThat(TogetherPack.todos(sim, "name")).as("once").isEqualTo(1);
    }
  }

  @Test
  void warningsStopAtThreeAMinuteAndStaffHearOfWhomTheyMustRemove() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 5; i++) {
        group.expectDeleted(group.says("水军" + i, "加我领券" + i));
      }
      assertThat(group.answers()).as("three a minute").hasSize(3);
      assertThat(sim.count("moderation_case")).isEqualTo(5);
      assertThat(sim.count("decision WHERE verdict = 'warning-capped'")).isEqualTo(2);
      assertThat(TogetherPack.todos(sim, "case")).as("the rule tells staff").isEqualTo(5);
      sim.pass(Duration.ofMinutes(2));
      group.expectDeleted(group.says("水军0", "再来加我领券"));
      assertThat(group.room.isGone(Sim.user("水军0"))).isTrue();
      assertThat(group.answers()).hasSize(1);
    }
  }
}
