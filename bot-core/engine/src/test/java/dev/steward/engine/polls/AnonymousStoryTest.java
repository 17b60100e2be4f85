package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 匿名投票. The attacker has the database, its write-ahead log and everything that was said, before and
 * after each vote, but not the key's file.
 */
class AnonymousStoryTest {
  private static final List<String> VOTERS = List.of("小明", "小红", "小刚", "小美", "小丽", "小强");

  /** What is encrypted or drawn by lot, and the platform's own numbers. */
  private static final List<String> UNTELLING =
      List.of("sealed", "secret", "respondent", "event_id", "fingerprint");

  @TempDir Path folder;

  private static Sim.Group asked(Sim sim) {
    sim.staff("店长");
    Sim.Group group = sim.group("一群");
    group.says("店长", "投票 老师讲得好吗 | 甲等好 | 乙等好 | 匿名");
    return group;
  }

  /** All tables, a line a row, but for what tells nothing. */
  private static Map<String, List<String>> everything(Sim sim) {
    return sim.read(
        sql -> {
          Map<String, List<String>> all = new TreeMap<>();
          for (String table :
              sql.list(
                  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'flyway%'"
                      + " AND name NOT LIKE 'sqlite%'",
                  row -> row.text(1))) {
            all.put(table, rows(sql, table));
          }
          return all;
        });
  }

  private static List<String> rows(Sql sql, String table) {
    List<String> columns =
        sql.list("SELECT name FROM pragma_table_info('" + table + "')", row -> row.text(1));
    List<String> told =
        columns.stream()
            .filter(c -> !UNTELLING.contains(c))
            .map(c -> "coalesce(quote(" + c + "), '')")
            .toList();
    List<String> rows =
        new ArrayList<>(
            sql.list(
                "SELECT " + String.join(" || ' ' || ", told) + " FROM " + table,
                row -> row.text(1)));
    if (columns.contains("sealed")) {
      rows.addAll(sql.list("SELECT length(sealed) FROM " + table, row -> row.text(1)));
    }
    return rows;
  }

  private static byte[] files(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> list = Files.walk(folder)) {
      for (Path file : list.filter(Files::isRegularFile).sorted().toList()) {
        if (file.getFileName().toString().startsWith("steward.db")) {
          all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Tag("sqlite")
  @Test
  void twoWorldsInWhichPeopleChoseOtherwiseLookTheSame() throws Exception {
    try (Sim one = Sim.start(Files.createDirectories(folder.resolve("one")));
        Sim two = Sim.start(Files.createDirectories(folder.resolve("two")))) {
      Sim.Group here = asked(one);
      Sim.Group there = asked(two);
      for (int i = 0; i < VOTERS.size(); i++) {
        here.presses(VOTERS.get(i), i % 2 == 0 ? "甲等好" : "乙等好");
        there.presses(VOTERS.get(i), i % 2 == 0 ? "乙等好" : "甲等好");
        Map<String, List<String>> other = everything(two);
        int vote = i;
        everything(one)
            .forEach(
                (table, rows) ->
                    assertThat(rows)
                        .as("%s after vote %d", table, vote)
                        .isEqualTo(other.get(table)));
      }
      one.pass(Duration.ofSeconds(31));
      two.pass(Duration.ofSeconds(31));
      assertThat(here.room.said()).isEqualTo(there.room.said());
      assertThat(here.room.said().getLast()).isEqualTo("投票 #1：新收到 6 张匿名票，共 6 人已投。");
    }
  }

  /** Whoever presses three options and then done leaves as much behind as who presses one. */
  @Tag("sqlite")
  @Test
  void nobodyCanTellHowManyOptionsSomebodyChose() throws Exception {
    try (Sim one = Sim.start(Files.createDirectories(folder.resolve("one")));
        Sim two = Sim.start(Files.createDirectories(folder.resolve("two")))) {
      for (Sim sim : List.of(one, two)) {
        sim.staff("店长");
        sim.group("一群").says("店长", "投票 喜欢哪些 | 甲等好 | 乙等好 | 丙等好 | 多选 | 匿名");
      }
      Sim.Group here = one.known("一群");
      Sim.Group there = two.known("一群");
      for (String voter : VOTERS) {
        here.presses(voter, "甲等好");
        there.presses(voter, "甲等好");
        there.presses(voter, "乙等好");
        there.presses(voter, "丙等好");
        here.presses(voter, "完成");
        there.presses(voter, "完成");
      }
      Map<String, List<String>> other = everything(two);
      everything(one)
          .forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(other.get(table)));
      assertThat(one.count("ballot")).isEqualTo(VOTERS.size());
    }
  }

  @Tag("sqlite")
  @Test
  void noFileHoldsAButtonsValueThatWasPressedNorAPrivateWord() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      int shown = occurrences("poll:1:1");
      assertThat(shown).as("as it stands under the message").isPositive();
      for (String voter : VOTERS) {
        group.presses(voter, "乙等好");
      }
      sim.whispers("小云", "#1 乙等好的没错");
      sim.settle();
      assertThat(occurrences("poll:1:1")).isEqualTo(shown);
      assertThat(
              sim.count("body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'button-pressed'"))
          .isZero();
      assertThat(sim.count("journal WHERE kind = 'button-pressed'")).isEqualTo(VOTERS.size());
    }
  }

  @Test
  void aPressWhileStewardIsPausedIsNotWrittenDownEither() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      group.says("店长", "暂停 2h");
      int shown = occurrences("poll:1:1");
      group.presses("小明", "乙等好");
      assertThat(sim.count("journal WHERE kind = 'button-pressed'")).isZero();
      assertThat(occurrences("poll:1:1")).isEqualTo(shown);
    }
  }

  private int occurrences(String text) throws IOException {
    String all = new String(files(folder), StandardCharsets.ISO_8859_1);
    String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return (all.length() - all.replace(wanted, "").length()) / wanted.length();
  }

  @Test
  void theCountIsRightAndTheKeyGoesWithTheEnd() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      assertThat(Sim.seals(sim.file).resolve("1.key")).exists();
      for (int i = 0; i < VOTERS.size(); i++) {
        group.presses(VOTERS.get(i), i == 0 ? "甲等好" : "乙等好");
      }
      group.presses("小明", "乙等好");
      group.says("小明", "撤回投票");
      group.says("小云", "1");
      sim.pass(Duration.ofSeconds(31));
      assertThat(group.answers().getLast())
          .contains("新收到 6 张匿名票，共 6 人已投")
          .contains("是匿名的，群里发的数字不算");
      group.says("店长", "结束投票");
      assertThat(group.answers().getLast()).contains("甲等好：1 票，17%", "乙等好：5 票，83%", "共 6 人参加");
      sim.pass(Duration.ofSeconds(1));
      assertThat(Sim.seals(sim.file)).isEmptyDirectory();
      assertThat(sim.count("poll_seal")).isZero();
    }
  }

  @Test
  void belowFiveNothingIsToldNorKept() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      VOTERS.stream().limit(4).forEach(voter -> group.presses(voter, "甲等好"));
      group.says("店长", "结束投票");
      assertThat(group.answers().getLast()).contains("只有 4 人参加", "不公布结果").doesNotContain("甲等好");
      assertThat(sim.count("poll_tally")).isZero();
      assertThat(sim.count("poll_seal")).isZero();
    }
  }

  @Test
  void whatCantBeCountedSaysSoAndIsCountedOnceTheKeyIsBack() throws Exception {
    Sim first = Sim.start(folder);
    Sim.Group voting = asked(first);
    VOTERS.forEach(voter -> voting.presses(voter, "乙等好"));
    Path key = Sim.seals(first.file).resolve("1.key");
    byte[] right = Files.readAllBytes(key);
    Files.write(key, new byte[right.length]);
    try (Sim sim = first.restart()) {
      Sim.Group group = sim.known("一群");
      sim.staffAsk("poll-close", Map.of("poll", "1"));
      sim.pass(Duration.ofSeconds(2));
      assertThat(group.room.said().getLast())
          .contains("有 6 人投了票", "数不出来", "工作人员已经知道")
          .doesNotContain("不让人猜出");
      assertThat(sim.count("todo WHERE kind = 'poll-broken'")).isEqualTo(1);
      assertThat(sim.count("poll_seal")).as("kept for the key").isEqualTo(1);
      Files.delete(key);
      sim.staffAsk("poll-close", Map.of("poll", "1"));
      assertThat(sim.count("poll_tally")).isZero();
      Files.write(key, right);
      sim.staffAsk("poll-close", Map.of("poll", "1"));
      sim.pass(Duration.ofSeconds(2));
      PollResults results =
          sim.read(sql -> PollData.results(sql, PollData.find(sql, 1).orElseThrow()));
      assertThat(results.uncounted() || results.withheld()).isFalse();
      assertThat(results.shares().getLast().count()).isEqualTo(6);
      assertThat(sim.count("poll_seal")).isZero();
      assertThat(Sim.seals(sim.file)).as("the key goes as ever").isEmptyDirectory();
    }
  }

  @Test
  void aKeyThatIsGoneFromTheDiskStillCountsAsLongAsItIsKnown() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      VOTERS.forEach(voter -> group.presses(voter, "乙等好"));
      Files.delete(Sim.seals(sim.file).resolve("1.key"));
      group.says("店长", "结束投票");
      assertThat(group.answers().getLast()).contains("乙等好：6 票，100%", "共 6 人参加");
      assertThat(sim.count("todo WHERE kind = 'poll-broken'")).isZero();
      assertThat(sim.count("poll_seal")).isZero();
    }
  }

  @Test
  void whatLooksLikeAChoiceIsNotKeptWhereThereAreNoButtons() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.platform.chat().cannot(Set.of(Capability.BUTTONS));
      Sim.Group group = asked(sim);
      group.says("小明", "早");
      for (String said : List.of("1 2 3", "第一个", "我要第二个吧", "乙等好的没错")) {
        sim.whispers("小明", said);
        assertThat(group.room.whispered().getLast()).as(said).contains("#1");
      }
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .isZero();
      assertThat(sim.count("faq_question") + sim.count("ballot")).isZero();
      sim.whispers("小明", "今天下雨了");
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .as("talk is talk")
          .isEqualTo(1);
      sim.whispers("小明", "宝宝发烧39度");
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .as("what can't wait is heard")
          .isEqualTo(2);
    }
  }

  @Test
  void whatNamesAnAnonymousPollIsSealedHoweverLongItIs() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = asked(sim);
      group.says("小明", "早");
      sim.whispers("小明", "#1 乙等好" + "，因为老师讲得很清楚".repeat(200));
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .isZero();
    }
  }

  @Test
  void moreOptionsThanButtonsAreNotAnonymous() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      StringBuilder options = new StringBuilder();
      for (int i = 1; i <= 13; i++) {
        options.append(" | 第").append(i).append("课");
      }
      group.says("店长", "投票 最喜欢哪课" + options + " | 匿名");
      assertThat(group.answers()).singleElement().asString().contains("匿名投票最多 12 个选项");
      assertThat(sim.count("poll")).isZero();
      group.says("店长", "投票 最喜欢哪课" + options);
      assertThat(sim.count("poll")).isEqualTo(1);
    }
  }

  @Test
  void aRestartLosesNoBallotAndALostKeySaysSo() throws Exception {
    Sim sim = Sim.start(folder);
    Sim.Group group = asked(sim);
    VOTERS.stream().limit(5).forEach(voter -> group.presses(voter, "甲等好"));
    Sim again = sim.restart();
    try (again) {
      Sim.Group same = again.known("一群");
      same.presses("小强", "乙等好");
      again.staff("店长");
      same.says("店长", "结束投票");
      assertThat(same.room.said().getLast()).contains("甲等好：5 票，83%", "共 6 人参加");
      same.says("店长", "投票 再问一次 | 甲等好 | 乙等好 | 匿名");
    }
    Files.delete(Sim.seals(again.file).resolve("2.key"));
    try (Sim third = again.restart()) {
      Sim.Group same = third.known("一群");
      same.presses("小明", "甲等好");
      third.pass(Duration.ofSeconds(31));
      assertThat(same.room.said().getLast()).contains("投票 #2 出了问题，暂时不能投");
      assertThat(third.count("ballot WHERE poll = 2")).isZero();
      assertThat(third.count("todo WHERE kind = 'poll-broken'")).as("staff see to it").isEqualTo(1);
    }
  }
}
