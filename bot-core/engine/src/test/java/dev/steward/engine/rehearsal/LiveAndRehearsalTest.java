package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.store.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input, live and in rehearsal: every decision with its reason to the character, and every
 * action with what became of it, is the same. So no part of Steward knows that it is rehearsed.
 */
class LiveAndRehearsalTest {
  /** A morning with everything in it. */
  private static final String CHAT =
      """
      @ 2026-10-10 09:20
      ! 工作人员：店长
      [工作群]
      店长：这里是工作群
      [一群]
      + 小明
      + 小红
      @ +61秒
      小明 [按]：我知道了
      小明：签到
      小红：签到
      小红：大家都签到了吗
      @ 09:31
      小明：加我微信领券
      小明：加我微信
      小明 [私聊]：我的记录
      ? 小刚：朋友介绍
      [工作群]
      店长：待办
      店长：通过 #1
      店长：撤销 #2
      [一群]
      小红 [改]：加我微信
      小红：我的连续
      店长：暂停 10分钟
      小明：群规
      店长：继续
      小明：群规
      店长：日程
      @ +5分钟
      - 小红
      小明：几天发货
      @ 09:41
      小明：1
      @ +31秒
      小明：我的投票
      小明：买贵了
      小明 [私聊]：小禾有机奶粉3段，238
      店长：结束投票 #1
      """;

  /** What the small pack has not: a poll at its time, answers, prices, something in private. */
  private static final Map<String, String> MORE =
      Map.of(
          "topics.yaml",
          """
          topics:
            morning: {at: 工作日 09:30, not-during-talk: 5m, say: [早上好, 早]}
            hello: {at: 入群当天 09:25, privately: true, say: 有事私下问我}
          """,
          "polls/next.yaml",
          """
          title: 下次聊什么
          type: single
          opens: 每天 09:40
          closes: 2h
          options: {sleep: 睡整觉, food: 加辅食}
          """,
          "faq.yaml",
          """
          service: 人工客服每天在线。
          answers:
            shipping: {ask: [几天发货, 什么时候寄出来], say: 两天内发出。}
          """,
          "prices.yaml",
          "words: [买贵了]\n",
          "prices.csv",
          """
          sku,name,aliases,tier,price,valid_from,valid_until,channel,note
          MILK3,小禾有机奶粉3段,小禾3段,normal,238,2026-01-01 00:00,,group,日常
          """);

  @TempDir Path folder;

  private static List<String> decisions(Sql sql) {
    return sql.list(
        "SELECT lane_key || ' ' || feature || ' ' || verdict || ' ' || mode || ' ' || reason"
            + " FROM decision ORDER BY id",
        row -> row.text(1));
  }

  private static List<String> actions(Sql sql) {
    return sql.list(
        "SELECT lane_key || ' ' || kind || ' ' || payload || ' ' || state || ' ' || created"
            + " FROM action ORDER BY id",
        row -> row.text(1));
  }

  private static void play(Conversation conversation, Cast cast) {
    for (Conversation.Step step : conversation.steps()) {
      cast.act(cast.enter(step.room()), step.move());
    }
  }

  @Test
  void leadToTheSameDecisions() throws Exception {
    PackReading reading = Rehearsed.reading(CHAT, MORE);
    assertThat(reading.problems()).as(Rehearsed.problems(reading)).isEmpty();
    Conversation conversation = reading.conversations().getFirst();
    Pack pack = Objects.requireNonNull(reading.pack());
    List<String> decisions;
    List<String> actions;
    try (LiveHouse live = new LiveHouse(folder, pack, Rehearsed.HOLIDAYS, conversation.start())) {
      play(conversation, new Cast(live, live.chat, pack));
      decisions = live.read(LiveAndRehearsalTest::decisions);
      actions = live.read(LiveAndRehearsalTest::actions);
    }
    try (Hall hall =
        Hall.open(
            new Scripts.Script(pack, 0), Rehearsed.HOLIDAYS, Models.none(), conversation.start())) {
      play(conversation, new Cast(hall.stage, hall.chat, pack));
      assertThat(hall.stage.read(LiveAndRehearsalTest::decisions))
          .anyMatch(decision -> decision.contains(" topics "))
          .anyMatch(decision -> decision.contains(" polls "))
          .anyMatch(decision -> decision.contains(" faq "))
          .anyMatch(decision -> decision.contains(" prices"))
          .hasSizeGreaterThan(30)
          .isEqualTo(decisions);
      assertThat(hall.stage.read(LiveAndRehearsalTest::actions))
          .hasSizeGreaterThan(15)
          .isEqualTo(actions);
    }
  }
}
