package dev.steward.engine.topics;

import static dev.steward.engine.topics.TopicStories.LATE;
import static dev.steward.engine.topics.TopicStories.MARK;
import static dev.steward.engine.topics.TopicStories.skips;
import static dev.steward.engine.topics.TopicStories.topic;
import static dev.steward.engine.topics.TopicStories.topics;
import static dev.steward.engine.topics.TopicStories.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topic.Dates;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When Steward says something by itself, as a group hears it. */
class TopicsStoryTest {
  @TempDir Path folder;

  @Test
  void eachIsSaidAtItsTimeAndNoneAgainBeforeAllWere() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安 {{group}}", "今天喝水了吗", "看 {{shop}}"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      assertThat(group.answers()).isEmpty();
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 6; day++) {
        until(sim, 9, 1);
        List<String> today = group.answers();
        assertThat(today).hasSize(1);
        said.addAll(today);
      }
      assertThat(said.subList(0, 3))
          .containsExactly("早安 一群", "今天喝水了吗", "看 https://shop.example-brand.com");
      assertThat(new HashSet<>(said.subList(3, 6))).isEqualTo(new HashSet<>(said.subList(0, 3)));
    }
  }

  @Test
  void allGroupsOfThePackHearItOnceAndNobodyElse() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      List<Sim.Group> groups = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        groups.add(sim.group("群" + i));
      }
      Sim.Group other = sim.joined("没有脚本的群");
      until(sim, 8, 59);
      until(sim, 9, 1);
      for (Sim.Group group : groups) {
        assertThat(group.answers()).containsExactly("早安");
      }
      assertThat(other.answers()).isEmpty();
    }
  }

  /** Answers used up what Steward may say in a minute; the entry was lost for its round. */
  @Test
  void aBusyMinuteDoesNotKeepItBack() throws Exception {
    Topics topics = topics(topic("morning", "cron 30 0 9 ? * *", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      until(sim, 9, 0);
      group.answers();
      for (int i = 0; i < 20; i++) {
        group.says("路人" + i, "群规");
      }
      assertThat(sim.count("decision WHERE verdict = 'capped'")).isPositive();
      sim.pass(Duration.ofSeconds(40));
      assertThat(group.answers()).containsOnlyOnce("早安");
    }
  }

  /** December's entry came last in its round, and first in the next. */
  @Test
  void nothingIsSaidTwiceInARow() throws Exception {
    Topic.Entry december =
        new Topic.Entry("十二月了", null, new Dates(LocalDate.of(2026, 11, 5), null), MARK);
    Topic plain = topic("m", "每天 09:00", "一", "二");
    List<Topic.Entry> bank = new ArrayList<>(List.of(december));
    bank.addAll(plain.bank());
    Topic topic =
        new Topic("m", plain.at(), plain.when(), bank, LATE, null, Dates.ALWAYS, null, false, MARK);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(topic)))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 5; day++) {
        until(sim, 9, 1);
        said.addAll(group.answers());
      }
      assertThat(said).containsExactly("一", "二", "十二月了", "一", "十二月了");
    }
  }

  /** The news of a joining came the next day, and with it the third day. */
  @Test
  void daysInTheGroupCountFromTheJoining() throws Exception {
    Topics topics = topics(topic("second", "入群第2天 19:00", "{{names}}，第二天"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      Instant joined = sim.clock.instant();
      until(sim, 8, 0);
      sim.deliver(
          new Event.MemberJoined(
              SimPlatform.ACCOUNT,
              group.id(),
              sim.id(),
              Sender.member(Sim.user("小明"), "小明"),
              null,
              joined));
      until(sim, 19, 1);
      assertThat(group.answers()).contains("小明，第二天");
    }
  }

  @Test
  void itDoesNotBreakIntoATalkAndSaysWhy() throws Exception {
    Topic polite =
        topic("morning", "每天 09:00", Duration.ofMinutes(5), Dates.ALWAYS, null, false, "早安");
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(polite)))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 57);
      group.says("小明", "宝宝发烧了怎么办");
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      assertThat(skips(sim)).containsExactly("skipped-talking");
      until(sim, 9, 1);
      assertThat(group.answers()).containsExactly("早安");
    }
  }

  @Test
  void quietHoursAndDatesAreKept() throws Exception {
    Topic dated =
        topic(
            "sale", "每天 20:00", null, new Dates(LocalDate.of(2030, 1, 1), null), null, false, "开售");
    Topics topics =
        topics(topic("late", "每天 23:00", "晚安"), topic("early", "每天 08:00", "早安"), dated);
    Budget budget =
        new Budget(
            new Condition.Between(LocalTime.of(22, 30), LocalTime.of(8, 0)), 9, Duration.ZERO, 2);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      until(sim, 19, 0);
      group.answers();
      until(sim, 18, 59);
      assertThat(group.answers()).containsExactly("早安");
      assertThat(skips(sim)).contains("skipped-quiet", "skipped-out-of-dates");
    }
  }

  @Test
  void theBudgetOfADayIsKept() throws Exception {
    Topics topics =
        topics(
            topic("a", "每天 09:00", "一"),
            topic("b", "每天 09:20", "二"),
            topic("c", "每天 10:00", "三"),
            topic("d", "每天 11:00", "四"));
    Budget budget = new Budget(null, 2, Duration.ofMinutes(30), 2);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      until(sim, 11, 1);
      assertThat(group.answers()).containsExactly("一", "三");
      assertThat(skips(sim)).endsWith("send", "skipped-pause", "send", "skipped-budget");
      until(sim, 9, 1);
      assertThat(group.answers()).as("the next day").containsExactly("一");
    }
  }

  @Test
  void whoJoinedSomeDaysAgoIsAddressedTogether() throws Exception {
    Topics topics =
        topics(topic("third", "入群第3天 19:00", "{{names}} 来了三天啦（{{count}} 位），看 {{shop}}"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.joins("小红");
      until(sim, 19, 1);
      until(sim, 12, 0);
      group.joins("小刚");
      sim.pass(Duration.ofHours(1));
      group.answers();
      until(sim, 19, 1);
      assertThat(group.answers()).as("the second day").isEmpty();
      until(sim, 19, 1);
      assertThat(group.answers())
          .containsExactly("小明、小红 来了三天啦（2 位），看 https://shop.example-brand.com");
      until(sim, 19, 1);
      assertThat(group.answers()).singleElement().asString().startsWith("小刚 来了三天啦");
      assertThat(skips(sim)).contains("skipped-nobody");
    }
  }

  @Test
  void orEachAloneWithinWhatAMemberCanBear() throws Exception {
    Topics topics =
        topics(
            topic("a", "入群第2天 19:00", null, Dates.ALWAYS, null, true, "{{names}}，今天过得怎么样？"),
            topic("b", "入群第2天 19:30", null, Dates.ALWAYS, null, true, "还有一句"));
    Budget budget = new Budget(null, 9, Duration.ZERO, 1);
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics, budget))) {
      Sim.Group group = sim.group("一群");
      group.joins("小明");
      group.joins("小红");
      sim.pass(Duration.ofHours(1));
      group.answers();
      until(sim, 20, 0);
      until(sim, 20, 0);
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered()).containsExactlyInAnyOrder("小明，今天过得怎么样？", "小红，今天过得怎么样？");
      assertThat(sim.count("decision WHERE verdict = 'skipped-budget'")).isEqualTo(2);
    }
  }

  @Test
  void aPersonaWithoutALoginOfItsOwnIsNamed() throws Exception {
    Topics topics =
        topics(
            topic("a", "每天 09:00", null, Dates.ALWAYS, "teacher", false, "今天学按摩"),
            topic("b", "每天 10:00", null, Dates.ALWAYS, "helper", false, "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      until(sim, 10, 1);
      assertThat(group.answers()).containsExactly("【育儿老师的助手】今天学按摩", "早安");
    }
  }

  @Test
  void aGroupInObserveOnlyNotesIt() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "早安"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.joined("新群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      until(sim, 9, 1);
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      assertThat(sim.count("action WHERE state = 'observed' AND kind = 'send'")).isPositive();
    }
  }

  @Test
  void aNewlyPublishedTimeIsFollowedWithinAMinute() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics(topic("t", "每天 09:00", "旧的"))))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 0);
      group.answers();
      sim.publish(SimPacks.speaking(topics(topic("t", "每天 08:30", "新的"))), 2);
      until(sim, 9, 30);
      assertThat(group.answers()).containsExactly("新的");
    }
  }

  /** It was refused once, and its turn came again only after the whole bank. */
  @Test
  void whatDidNotArriveComesNextTime() throws Exception {
    Topics topics = topics(topic("morning", "每天 09:00", "一", "二", "三"));
    try (Sim sim = Sim.start(folder, SimPacks.speaking(topics))) {
      Sim.Group group = sim.group("一群");
      until(sim, 8, 59);
      group.answers();
      sim.platform.trouble(
          order ->
              order.action() instanceof Action.SendMessage
                  ? new Outcome.Refused("not allowed to speak")
                  : null);
      until(sim, 9, 1);
      assertThat(group.answers()).isEmpty();
      sim.platform.trouble(order -> null);
      List<String> said = new ArrayList<>();
      for (int day = 0; day < 4; day++) {
        until(sim, 9, 1);
        said.addAll(group.answers());
      }
      assertThat(said).containsExactly("一", "二", "三", "一");
    }
  }
}
