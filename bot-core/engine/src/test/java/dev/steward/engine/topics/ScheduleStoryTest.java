package dev.steward.engine.topics;

import static dev.steward.engine.topics.TopicStories.MARK;
import static dev.steward.engine.topics.TopicStories.topic;
import static dev.steward.engine.topics.TopicStories.topics;
import static dev.steward.engine.topics.TopicStories.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Topic.Dates;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff read of what is to come, and of what was not said, and why. */
class ScheduleStoryTest {
  private static final Poll POLL =
      new Poll(
          "next",
          "下次聊什么",
          Poll.Type.SINGLE,
          List.of(new Poll.Option("sleep", "睡整觉"), new Poll.Option("food", "加辅食")),
          false,
          1,
          1,
          List.of(),
          false,
          true,
          true,
          "每天 20:00",
          TimeWords.read("每天 20:00").orElseThrow(),
          Duration.ofHours(2),
          null,
          List.of(),
          Set.of(),
          "",
          MARK);

  @TempDir Path folder;

  @Test
  void whatFellDueWhileStewardWasDownIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    Sim sim = Sim.start(folder, SimPacks.speaking(topics));
    sim.staff("店长");
    sim.group("一群");
    until(sim, 10, 0);
    Instant later = sim.clock.instant().plus(Duration.ofHours(26));
    try (Sim again = sim.restart(later)) {
      Sim.Group group = again.known("一群");
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "09:00  没有说「morning」：那时群管家没有在运行");
    }
  }

  /** The platform refused it, and to staff who asked nothing was missing. */
  @Test
  void whatDidNotArriveIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage send
                      && send.content().text().equals("早安")
                  ? new Outcome.Refused("not allowed to speak")
                  : null);
      until(sim, 9, 1);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "09:00  没有说「morning」：平台没有收下：not allowed to speak");
      sim.pass(Duration.ofHours(25));
      group.says("店长", "日程");
      assertThat(group.answers()).singleElement().asString().contains("11月4日", "没有收下");
    }
  }

  /** Only topics were there, and a group with polls alone had no schedule at all. */
  @Test
  void pollsAndPlannedBroadcastsAreOnTheSchedule() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(POLL))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      broadcast(sim, group, sim.clock.instant().plus(Duration.ofHours(2)));
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("11:00  群发 #1", "20:00  投票「下次聊什么」");
      group.staffAsk("pause", Map.of("minutes", "1440"));
      until(sim, 20, 1);
      group.staffAsk("resume", Map.of());
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有群发 #1：群管家在这个群暂停了", "没有发投票「next」：群里暂停了");
    }
  }

  private static void broadcast(Sim sim, Sim.Group group, Instant at) {
    long number =
        sim.engine()
            .write(
                Key.BRAND,
                context ->
                    Broadcasts.draft(context, "看直播", null, List.of(group.id()), at, "wang", false))
            .toCompletableFuture()
            .join();
    sim.staffAsk("broadcast-send", Map.of("number", Long.toString(number)));
  }

  /** All was laid at the platform's door, or at too much talk. */
  @Test
  void whyItDidNotArriveIsTrue() throws Exception {
    Topics topics =
        topics(
            topic("lost", "每天 09:10", "一"),
            topic("late", "每天 09:20", "五"),
            topic("maybe", "每天 09:15", "二"),
            topic("a", "入群当天 09:30", null, Dates.ALWAYS, null, true, "三"),
            topic("b", "入群当天 09:35", null, Dates.ALWAYS, null, true, "四"));
    Budget budget = new Budget(null, 9, Duration.ZERO, 1);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      sim.pass(Duration.ofMinutes(2));
      sim.platform.trouble(
          order -> {
            String said =
                order.action() instanceof Action.SendMessage send ? send.content().text() : "";
            return switch (said) {
              case "一" -> Outcome.Failed.retry("offline", Duration.ofMinutes(1));
              case "五" -> Outcome.Failed.retry("offline", Duration.ofMinutes(20));
              case "二" -> Outcome.Failed.unknown("queued");
              default -> null;
            };
          });
      sim.pass(Duration.ofHours(1));
      group.answers();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains(
              "09:10  没有说「lost」：没能发出去：offline",
              "09:20  没有说「late」：账号那时连不上平台",
              "09:15  不知道「maybe」发出去没有",
              "09:35  没有私下说「b」：这位成员今天已经收到 1 条主动的私信");
    }
  }

  @Test
  void staffSeeTheScheduleAndMembersDoNot() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"), topic("work", "工作日 18:00", "下班啦"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 10, 0);
      group.answers();
      group.says("小明", "日程");
      assertThat(group.answers()).isEmpty();
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("接下来七天", "09:00  morning", "18:00  work")
          .doesNotContain("没有说");
      sim.publish(
          SimPacks.speaking(
              topics(topic("morning", "每天 09:00", null, Dates.ALWAYS, null, false, "早安")),
              new Budget(null, 0, Duration.ZERO, 2)),
          2);
      until(sim, 9, 1);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有说「morning」：今天已经主动说了 0 条");
    }
  }

  /** It was due while Steward was paused, and 日程 said nothing of it. */
  @Test
  void whatFellDueInAPauseIsExplainedToo() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      until(sim, 8, 50);
      group.answers();
      group.staffAsk("pause", Map.of("minutes", "30"));
      until(sim, 9, 10);
      group.says("店长", "日程");
      assertThat(group.answers()).as("paused").isEmpty();
      until(sim, 9, 30);
      group.says("店长", "日程");
      assertThat(group.answers())
          .singleElement()
          .asString()
          .contains("一天内没有说的", "没有说「morning」：群管家在这个群暂停了");
    }
  }
}
