package dev.steward.engine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.checkin.CheckInCount;
import dev.steward.engine.checkin.CheckInFeature;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links to the member page, and what is pressed on it, as a group lives with it. */
class PageStoryTest {
  private static final Duration SOON = Duration.ofSeconds(31);

  @TempDir Path folder;

  private static List<String> alone(Sim sim, UserId user) {
    return sim.platform.performed().stream()
        .filter(
            order -> order.action() instanceof Action.SendPrivate sent && sent.user().equals(user))
        .map(order -> ((Action.SendPrivate) order.action()).content().text())
        .toList();
  }

  private static void presses(Sim sim, Sim.Group group, UserId user, String value) {
    sim.deliver(
        new Event.ButtonPressed(
            SimPlatform.ACCOUNT,
            group.id(),
            sim.id(),
            "",
            Sender.member(user, ""),
            value,
            sim.clock.instant()));
  }

  private static void whispers(Sim sim, UserId user, String text) {
    sim.deliver(
        new Event.PrivateMessagePosted(
            new AccountId(Visitors.PLATFORM, "steward"),
            sim.id(),
            Sender.member(user, ""),
            Content.of(text),
            sim.clock.instant()));
    sim.settle();
  }

  @Test
  void onesOwnLinkIsForOneselfAndTheGroupsForAll() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.answers();
      group.says("小明", "我的页面");
      assertThat(group.answers()).isEmpty();
      assertThat(alone(sim, Sim.user("小明")))
          .hasSize(1)
          .allMatch(text -> text.contains("「一群」") && text.contains("/m/member"));
      group.says("小明", "成员页");
      assertThat(group.answers()).hasSize(1).allMatch(text -> text.contains("/m/group"));
      group.says("小明", "这个成员页怎么用");
      assertThat(group.answers()).isEmpty();
    }
  }

  @Test
  void inPrivateEachGroupHasItsLink() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group first = sim.group("一群");
      Sim.Group second = sim.group("二群");
      first.joins("小明");
      second.joins("小明");
      sim.whispers("小明", "我的页面");
      assertThat(alone(sim, Sim.user("小明")))
          .hasSize(2)
          .anyMatch(text -> text.contains("「一群」"))
          .anyMatch(text -> text.contains("「二群」"));
    }
  }

  @Test
  void whoHasNoPageIsToldSo() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      sim.whispers("路人", "我的页面");
      assertThat(alone(sim, Sim.user("路人"))).hasSize(1).allMatch(text -> text.contains("没有你的页面"));
      UserId visitor = Visitors.of("k3v9x2m4", group.id());
      whispers(sim, visitor, "my page");
      assertThat(alone(sim, visitor))
          .hasSize(1)
          .allMatch(text -> text.contains("I can't tell who you are") && !text.contains("/m/"));
    }
  }

  @Test
  void onesRecordIsToldInTheGroupsLanguage() throws Exception {
    byte[] pack = "title: Mums\nlanguage: en\n".getBytes(StandardCharsets.UTF_8);
    Pack english =
        Objects.requireNonNull(
            PackReader.read(PackFiles.of("mama", Map.of("pack.yaml", pack))).pack());
    try (Sim sim = Sim.start(folder, english)) {
      sim.group("Mums").joins("Ann");
      sim.whispers("Ann", "my record");
      assertThat(alone(sim, Sim.user("Ann")))
          .singleElement()
          .asString()
          .doesNotContainPattern("\\p{IsHan}");
    }
  }

  @Test
  void onThePageAVisitorGetsHelpAndTheirDays() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      UserId visitor = Visitors.of("k3v9x2m4", sim.group("一群").id());
      whispers(sim, visitor, "帮助");
      whispers(sim, visitor, "我的连续");
      assertThat(alone(sim, visitor))
          .hasSize(2)
          .anyMatch(text -> text.contains("我是群管家机器人"))
          .anyMatch(text -> text.contains("你还没有签到过"));
    }
  }

  @Test
  void withoutPrivateMessagesThePageKnowsNobody() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      EnumSet<Capability> less = EnumSet.allOf(Capability.class);
      less.remove(Capability.PRIVATE);
      sim.deliver(
          new Event.GroupSeen(
              SimPlatform.ACCOUNT, group.id(), sim.id(), "一群", less, sim.clock.instant()));
      group.says("小明", "我的页面");
      assertThat(group.answers())
          .hasSize(1)
          .allMatch(text -> text.contains("/m/group") && text.contains("另外计数"));
    }
  }

  @Test
  void aVisitorsDayIsInTheLedgerAndNowhereElse() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("一群");
      UserId visitor = Visitors.of("k3v9x2m4", group.id());
      presses(sim, group, visitor, CheckInFeature.CHECK_IN);
      presses(sim, group, visitor, CheckInFeature.CHECK_IN);
      presses(sim, group, Sim.user("小明"), CheckInFeature.CHECK_IN);
      sim.pass(SOON);
      assertThat(group.answers())
          .as("one member, whose press is answered as a word is")
          .hasSize(1)
          .allMatch(text -> text.contains("本群今天已有 1 人签到"));
      assertThat(sim.count("checkin_day WHERE person_id LIKE 'page:%'")).isEqualTo(1);
      assertThat(sim.count("checkin_standing")).isEqualTo(1);
      long today =
          LocalDate.ofInstant(sim.clock.instant(), ZoneId.of("Asia/Shanghai")).toEpochDay();
      assertThat(sim.<Integer>read(sql -> CheckInCount.on(sql, group.id().toString(), today)))
          .isEqualTo(1);
      assertThat(
              sim.<Integer>read(
                  sql -> CheckInCount.unverifiedOn(sql, group.id().toString(), today)))
          .isEqualTo(1);
      assertThat(sim.count("points_entry WHERE account LIKE 'person:page:%'")).isZero();
    }
  }

  @Test
  void aVisitorSaysWhichGroupTheyCameBy() {
    UserId visitor = UserId.parse(Visitors.of("k3v9", new GroupId("irc", "#a:b@c")).toString());
    assertThat(Visitors.is(visitor)).isTrue();
    assertThat(Visitors.groupOf(visitor)).contains(new GroupId("irc", "#a:b@c"));
    assertThat(Visitors.groupOf(Sim.user("a@sim:b"))).isEmpty();
  }
}
