package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who appeals is heard about what they mean, by somebody else, wherever and whenever it is. */
final class AppealStoryTest {
  @TempDir Path folder;

  private static void orders(Sim sim, Sim.Group group, String staff, String before, String after) {
    group.posts(
        staff,
        Content.of(
            new Segment.Text(before),
            new Segment.Mention(Sim.user("小明"), "小明"),
            new Segment.Text(after)),
        sim.clock.instant());
  }

  /** The cases of the appeals that wait, oldest first. */
  private static List<String> waiting(Sim sim) {
    return sim.read(
        sql ->
            sql
                .list(
                    "SELECT detail FROM todo WHERE kind = 'rule-appeal' AND state <> 'done'"
                        + " ORDER BY number",
                    row -> Json.readMap(row.text(1)))
                .stream()
                .map(facts -> "#" + facts.getOrDefault("case", "0"))
                .toList());
  }

  /** A letter may wait while Steward is stopped and a newer version is put in its place. */
  @Test
  void whatWaitedWrittenByTheVersionBeforeIsRead() {
    AppealAsked asked = Json.read("{\"user\":\"sim:a\",\"words\":\"我没有\"}", AppealAsked.class);
    assertThat(asked.words()).isEqualTo("我没有");
    assertThat(asked.answered()).isNull();
    Undone undone = Json.read("{\"staff\":\"店长\",\"gone\":true}", Undone.class);
    assertThat(undone.again()).isNull();
  }

  @Test
  void whatKeepsSomebodySilentIsMeantAndNotWhatCameAfterIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      sim.staff("小助理");
      orders(sim, one, "店长", "禁言 ", " 1天 吵架");
      two.says("小明", "加微信领券");
      sim.whispers("小明", "申诉 我没有吵架");
      assertThat(waiting(sim)).containsExactly("#1");
      two.says("小助理", "撤销 #2");
      assertThat(waiting(sim)).as("the mute stands, and so does the appeal").containsExactly("#1");
      two.says("小助理", "撤销 #1");
      assertThat(waiting(sim)).isEmpty();
      assertThat(one.room.mutedUntil(Sim.user("小明"))).isNull();
    }
  }

  @Test
  void whoNamesACaseOfTheirOwnMeansThatOne() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.says("小明", "找我代购");
      group.says("小红", "找我代购");
      group.says("小明", "申诉 #1，第一次不是广告");
      assertThat(waiting(sim)).containsExactly("#1");
      assertThat(group.room.whispered().getLast()).contains("案件 #1");
      sim.whispers("小红", "申诉#1 不是我的编号");
      assertThat(waiting(sim)).as("another's case is nobody else's").containsExactly("#1", "#3");
      group.says("店长", "撤销 #1");
      assertThat(group.answers().getLast()).contains("误撤", "加微信领券");
      assertThat(waiting(sim)).containsExactly("#3");
    }
  }

  @Test
  void whoConfirmedACaseDoesNotUpholdIt() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.staff("小助理");
      group.says("小明", "加微信领券");
      group.says("店长", "确认 #1");
      group.says("小明", "申诉 我只是问问");
      long todo = sim.numbers("todo WHERE kind = 'rule-appeal'").getFirst();
      group.says("店长", "完成 #" + todo);
      assertThat(group.answers().getLast()).contains("请另一位同事来看");
      orders(sim, group, "店长", "维持 ", "");
      assertThat(group.answers().getLast()).contains("#1", "另一位同事");
      assertThat(waiting(sim)).containsExactly("#1");
      group.says("小助理", "确认 #1");
      orders(sim, group, "小助理", "维持 ", "");
      assertThat(waiting(sim)).as("who looks at the appeal may say both").isEmpty();
      assertThat(group.room.whispered().getLast()).contains("申诉重新看过了");
    }
  }

  /** One punishes, the other confirms it in the console, and there is nobody else. */
  @Test
  void anAppealIsNotLeftToNobody() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      orders(sim, group, "店长", "禁言 ", " 1天");
      group.staffAsk("confirm-case", Map.of("case", "1"));
      group.says("小明", "申诉 我没有吵架");
      assertThat(
              sim.<Long>read(
                  sql ->
                      sql.first(
                              "SELECT count(*) FROM todo WHERE detail LIKE"
                                  + " '%\"not-by\":\"owner 店长\"%'",
                              row -> row.number(1))
                          .orElseThrow()))
          .isEqualTo(1);
      orders(sim, group, "店长", "维持 ", "");
      assertThat(waiting(sim)).isEmpty();
    }
  }

  @Test
  void theTodoSaysWhichWordGrantsAnAppealInFull() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "加微信领券");
      group.says("小明", "申诉 我没有发广告");
      sim.whispers("小红", "申诉 我也没有");
      assertThat(
              sim.<List<String>>read(
                  sql ->
                      sql.list(
                          "SELECT title FROM todo WHERE kind = 'rule-appeal'" + " ORDER BY number",
                          row -> row.text(1))))
          .satisfiesExactly(
              own ->
                  assertThat(own)
                      .contains("「撤销 #1」：全部还原", "只解禁、消记录", "“undo #1” grants it in full"),
              none -> assertThat(none).doesNotContain("撤销", "undo"));
    }
  }

  @Test
  void anotherAppealDoesNotLetWhoActedEndTheFirst() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.staff("小助理");
      orders(sim, group, "店长", "禁言 ", " 1天");
      group.says("小明", "申诉 我没有吵架");
      long first = sim.numbers("todo WHERE kind = 'rule-appeal'").getFirst();
      group.says("小明", "加微信领券");
      group.says("小明", "申诉 #2 这个也不对");
      assertThat(waiting(sim)).containsExactly("#1", "#2");
      group.says("店长", "完成 #" + first);
      assertThat(group.answers().getLast()).contains("请另一位同事来看");
      orders(sim, group, "店长", "维持 ", "");
      assertThat(group.answers().getLast()).contains("#1", "另一位同事");
      assertThat(waiting(sim)).as("the rule's case is theirs to uphold").containsExactly("#1");
      orders(sim, group, "小助理", "维持 ", "");
      assertThat(waiting(sim)).isEmpty();
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
    }
  }

  @Test
  void liftingAMuteElsewhereIsNoAnswerToAnAppealAgainstABan() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      sim.staff("小助理");
      orders(sim, one, "店长", "封禁 ", " 骗人");
      orders(sim, two, "小助理", "禁言 ", " 1天");
      sim.whispers("小明", "申诉 #1 我没有骗人");
      orders(sim, two, "店长", "解除 ", "");
      assertThat(two.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(one.room.isGone(Sim.user("小明"))).isTrue();
      assertThat(waiting(sim)).containsExactly("#1");
      orders(sim, two, "小助理", "解除 ", "");
      assertThat(one.room.isGone(Sim.user("小明"))).isFalse();
      assertThat(waiting(sim)).isEmpty();
    }
  }

  @Test
  void whereOnlyAnAnalystIsLeftWhoActedDecidesThemselves() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      sim.engine()
          .write(
              Key.BRAND,
              context ->
                  context
                      .sql()
                      .update(
                          "INSERT INTO staff (login, name, role, created)"
                              + " VALUES ('lin', '小林', 'analyst', 0)"))
          .toCompletableFuture()
          .join();
      orders(sim, group, "店长", "禁言 ", " 1天");
      group.says("小明", "申诉 我没有吵架");
      orders(sim, group, "店长", "维持 ", "");
      assertThat(waiting(sim)).isEmpty();
      assertThat(group.room.whispered().getLast()).contains("申诉重新看过了");
    }
  }

  @Test
  void anAppealIsNeverLostWhereTheGroupIsPausedObservedOrLate() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group paused = sim.group("妈妈一群");
      Sim.Group observed = sim.joined("妈妈二群");
      observed.staffAsk("bind", Map.of("pack", "mama"));
      Sim.Group late = sim.group("妈妈三群");
      sim.staff("店长");
      orders(sim, observed, "店长", "禁言 ", " 1天");
      paused.staffAsk("pause", Map.of("minutes", "60"));
      paused.says("小红", "申诉 昨天的不是我");
      observed.says("小明", "申诉 我没有吵架");
      late.posts("小兰", Content.of("申诉 我是来买东西的"), sim.clock.instant().minus(Duration.ofHours(1)));
      assertThat(waiting(sim)).containsExactly("#0", "#1", "#0");
      assertThat(paused.room.whispered()).isEmpty();
      assertThat(observed.room.whispered()).isEmpty();
      assertThat(late.room.whispered()).singleElement().asString().contains("收到你的申诉");
    }
  }

  @Test
  void whoExplainsThemselvesAtLengthIsHeardToo() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "加微信领券");
      String why = "我只是想问问能不能用微信付款，没有别的意思，";
      group.says("小明", "申诉 " + why.repeat(12));
      assertThat(waiting(sim)).containsExactly("#1");
      sim.whispers("小红", "申诉 " + why.repeat(12));
      assertThat(waiting(sim)).containsExactly("#1", "#0");
    }
  }
}
