package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a complaint: over restarts, copies, silence and nights. */
class ComplaintKeptTest extends PriceDeskStory {
  @Test
  void saidTwiceItIsOneComplaint() {
    chat.group.says("小明", "买贵了 小禾3段");
    chat.group.says("小明", "买贵了");
    chat.group.says("小明", "价格 小禾3段");
    chat.pressesHere("小明", "我买贵了");
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(chat.whisper("小明")).startsWith("#" + chat.number() + " 还差一点：");
  }

  @Test
  void theSameEventDeliveredTwiceOpensOne() {
    Event event =
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            chat.group.id(),
            "twice",
            dev.steward.chat.Sender.member(Sim.user("小明"), "小明"),
            Content.of("买贵了 小禾3段"),
            sim.clock.instant());
    sim.deliver(event);
    sim.deliver(event);
    sim.settle();
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(sim.count("complaint_evidence")).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    sim = sim.restart();
    sim.staff("老师");
    chat = new Chat(sim, "宝妈一群");
    chat.privately("小明", "对");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
  }

  @Test
  void theQuotedMessageIsKeptEvenWhenItIsRecalled() {
    String said = chat.group.says("小红", "小禾3段我229拿的");
    chat.group.posts(
        "小明",
        Content.of(
            new Segment.Quote(said, Sim.user("小红"), "小禾3段…"), new Segment.Text("买贵了 我付了239")),
        sim.clock.instant());
    sim.deliver(
        new Event.MessageRecalled(
            SimPlatform.ACCOUNT, chat.group.id(), said, Sim.user("小红"), sim.clock.instant()));
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT role, text, spans, recalled FROM complaint_evidence ORDER BY role",
                        row ->
                            row.text(1)
                                + " "
                                + row.text(2)
                                + " "
                                + row.text(3)
                                + " "
                                + row.number(4))))
        .containsExactly(
            "message 买贵了 我付了239 [{\"start\":7,\"end\":10,\"why\":\"239\"}] 0",
            "quoted 小禾3段我229拿的 [{\"start\":5,\"end\":8,\"why\":\"229\"}] 1");
  }

  @Test
  void theClocksStandStillAtNightOnWeekendsAndWhileTheMemberIsAsked() {
    // Friday, 6 November 2026, 16:00 in Shanghai.
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-06T08:00:00Z")));
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    sim.pass(Duration.ofHours(1));
    assertThat(sim.count("todo WHERE kind = 'complaint'")).as("still asking").isZero();
    chat.presses("小明", "对");
    assertThat(chat.whisper("小明")).endsWith("最晚 11月9日 12:00 前答复你，11月10日 11:00 前办结。");
    sim.pass(Duration.ofHours(60));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).as("a weekend").isZero();
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-09T03:59:00Z")));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).isZero();
    sim.pass(Duration.ofMinutes(1));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).isEqualTo(1);
    chat.group.says("老师", "解释 #" + number + " 您买的时候还没有活动");
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
    assertThat(chat.whisper("小明")).endsWith("您买的时候还没有活动");
  }

  @Test
  void whoDoesNotAnswerIsLeftInPeace() {
    chat.group.says("小明", "买贵了");
    long bare = chat.number();
    chat.group.says("小红", "买贵了 小禾3段我付了249");
    long worth = chat.number();
    sim.pass(Duration.ofHours(24));
    assertThat(chat.state(bare)).isEqualTo("closed");
    assertThat(chat.whisper("小明")).startsWith("先不打扰了");
    assertThat(chat.state(worth))
        .as("the staff can do something with it")
        .isEqualTo("waiting_staff");
    chat.privately("小明", "不同意 #" + bare + "，是小禾3段，页面明明写139");
    assertThat(chat.state(bare)).as("nobody has asked yet").isEqualTo("waiting_member");
    assertThat(chat.whisper("小明")).isEqualTo("接着说 #" + bare + "。\n是哪个商品？发品名就行。");
    assertThat(sim.count("complaint_evidence WHERE text LIKE '%页面明明写139'")).isEqualTo(1);
    for (String answer : List.of("小禾3段", "239", "今天", "普通", "139", "公告", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("价格核对单", "最晚 今天 13:00 前答复你");
  }

  @Test
  void whoCancelledGoesOnWithTheQuestions() {
    chat.group.says("小明", "买贵了 小禾3段");
    chat.privately("小明", "取消");
    assertThat(chat.state(chat.number())).isEqualTo("closed");
    chat.privately("小明", "不同意");
    assertThat(chat.whisper("小明")).endsWith("比如「239」，或「两件 478」。");
    assertThat(sim.count("todo WHERE kind = 'complaint'")).isZero();
  }

  @Test
  void inAnObservedGroupNothingIsOpened() {
    chat.group.staffAsk("observe", Map.of());
    chat.group.says("小明", "买贵了 小禾3段");
    assertThat(sim.count("complaint")).isZero();
    assertThat(sim.count("decision WHERE verdict = 'would-open'")).isEqualTo(1);
  }

  @Test
  void whoComplainedWhileStewardWasAwayIsHeard() {
    Instant before = sim.clock.instant().minus(Duration.ofHours(2));
    chat.group.says("小红", "早");
    chat.group.posts("小明", Content.of("价格 小禾3段"), before);
    chat.group.posts("小明", Content.of("买贵了 小禾3段"), before);
    assertThat(sim.count("journal WHERE fate = 'stale'")).isEqualTo(2);
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(chat.group.answers()).as("nothing but that it was noted").hasSize(1);
  }

  @Test
  void theFeedHasEveryChangeInOrder() {
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    List<String> feed =
        sim.read(
            sql ->
                sql.list(
                    "SELECT complaint, what FROM complaint_change ORDER BY seq",
                    row -> row.number(1) + " " + row.text(2)));
    assertThat(feed.getFirst()).isEqualTo(number + " opened");
    assertThat(feed).hasSize((int) sim.count("complaint_history"));
  }
}
