package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Polls of several choices by buttons: press, press again to undo, then done. */
class SeveralChoicesTest {
  private static final Duration SOON = Duration.ofSeconds(31);

  @TempDir Path folder;

  private static Poll poll(int least, boolean anonymous) {
    return poll(least, anonymous, !anonymous);
  }

  private static Poll poll(int least, boolean anonymous, boolean mayChange) {
    return new Poll(
        "next",
        "想听哪些",
        Poll.Type.MULTI,
        List.of(
            new Poll.Option("sleep", "睡整觉"),
            new Poll.Option("food", "加辅食"),
            new Poll.Option("milk", "选奶粉"),
            new Poll.Option("play", "陪玩")),
        false,
        least,
        2,
        List.of(),
        anonymous,
        false,
        mayChange,
        null,
        null,
        Duration.ofHours(2),
        null,
        List.of(),
        Set.of(),
        "",
        new SourceMark("polls/next.yaml", 1, 1));
  }

  private static Sim.Group asked(Sim sim) {
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    group.says("店长", "投票 next");
    return group;
  }

  private static List<String> ballots(Sim sim) {
    return sim.read(
        sql ->
            sql.list(
                "SELECT person_id, choices FROM ballot ORDER BY person_id",
                row -> row.text(1).substring(4) + row.textOrNull(2)));
  }

  @Test
  void twoOfFourByButtonsOrNumbers() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(2, false)))) {
      Sim.Group group = asked(sim);
      assertThat(group.answers().getLast()).contains("选 2 个：点要选的，点错了再点一次，最后点「完成」", "1 2");
      group.presses("小明", "睡整觉");
      group.presses("小明", "完成");
      sim.pass(SOON);
      assertThat(ballots(sim)).isEmpty();
      assertThat(group.answers()).containsExactly("投票 #1 要选 2 个，点好了再点「完成」：小明，还没有记。");
      group.presses("小明", "加辅食");
      group.presses("小明", "睡整觉");
      group.presses("小明", "陪玩");
      group.presses("小明", "完成");
      group.says("小红", "1 3");
      assertThat(ballots(sim))
          .containsExactlyInAnyOrder("小明[\"food\",\"play\"]", "小红[\"sleep\",\"milk\"]");
      for (String option : List.of("睡整觉", "加辅食", "选奶粉")) {
        group.presses("小刚", option);
      }
      group.presses("小刚", "完成");
      sim.pass(SOON);
      assertThat(group.answers().getLast()).contains("最多选 2 个：小刚，没有记", "小明、小红");
    }
  }

  @Test
  void anAnonymousOneIsCountedByOptionAndNeverWrittenDown() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(1, true)))) {
      Sim.Group group = asked(sim);
      assertThat(group.answers().getLast()).contains("最后点「完成」。匿名：谁投了什么，谁也查不到");
      List<String> who = List.of("小明", "小红", "小刚", "小美", "小丽", "小云");
      for (String name : who) {
        group.presses(name, "睡整觉");
        group.presses(name, name.equals("小云") ? "睡整觉" : "加辅食");
        group.presses(name, name.equals("小云") ? "陪玩" : "睡整觉");
        if (name.equals("小明")) {
          group.presses(name, "选奶粉");
        }
        group.presses(name, "完成");
      }
      assertThat(ballots(sim)).hasSize(6).allMatch(ballot -> ballot.endsWith("null"));
      assertThat(sim.count("body WHERE text LIKE '%poll:1:%' AND text LIKE '%button%'")).isZero();
      group.presses("小明", "陪玩");
      group.presses("小明", "完成");
      sim.pass(SOON);
      assertThat(sim.count("ballot_change")).as("a ballot is final").isEqualTo(6);
      sim.pass(Duration.ofHours(2));
      PollResults results =
          sim.read(sql -> PollData.results(sql, PollData.find(sql, 1).orElseThrow()));
      assertThat(results.n()).isEqualTo(6);
      assertThat(results.shares())
          .extracting(share -> share.code() + " " + share.count())
          .containsExactly("sleep 0", "food 5", "milk 1", "play 1");
      assertThat(group.answers().getLast()).contains("加辅食：5 票，83%", "共 6 人参加");
      assertThat(Sim.seals(sim.file)).as("the key is gone").isEmptyDirectory();
    }
  }

  @Test
  void whereNoBallotCanBeChangedTheFirstPressIsNotYetOne() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(1, false, false)))) {
      Sim.Group group = asked(sim);
      group.presses("小明", "睡整觉");
      group.presses("小明", "陪玩");
      group.presses("小明", "完成");
      group.says("小红", "1 3");
      group.says("小美", "早");
      sim.whispers("小美", "#1 2 4");
      assertThat(ballots(sim))
          .containsExactlyInAnyOrder(
              "小明[\"sleep\",\"play\"]", "小红[\"sleep\",\"milk\"]", "小美[\"food\",\"play\"]");
      group.presses("小明", "加辅食");
      group.presses("小明", "完成");
      assertThat(ballots(sim)).as("it is final").contains("小明[\"sleep\",\"play\"]");
    }
  }

  @Test
  void whatWasPressedBeforeDoneIsGoneWithARestartAndNoVoteIs() throws Exception {
    Sim sim = Sim.start(folder, SimPacks.asking(poll(1, true)));
    Sim.Group group = asked(sim);
    group.presses("小明", "睡整觉");
    group.presses("小红", "加辅食");
    group.presses("小红", "完成");
    try (Sim again = sim.restart()) {
      Sim.Group same = again.known("一群");
      same.presses("小明", "完成");
      assertThat(ballots(again)).containsExactly("小红null");
      same.presses("小明", "陪玩");
      same.presses("小明", "完成");
      assertThat(ballots(again)).containsExactlyInAnyOrder("小明null", "小红null");
    }
  }

  @Test
  void inPrivateByNumbersOneBallotOfSeveral() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(2, false)))) {
      Sim.Group group = asked(sim);
      group.says("小明", "大家好");
      sim.whispers("小明", "#1 2 4");
      assertThat(ballots(sim)).containsExactly("小明[\"food\",\"play\"]");
    }
  }
}
