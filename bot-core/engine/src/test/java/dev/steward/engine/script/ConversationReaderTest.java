package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Role;
import dev.steward.engine.script.Conversation.Move;
import dev.steward.engine.script.Conversation.Step;
import dev.steward.engine.script.Conversation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a written conversation means, in both languages, and what is told about a slip. */
class ConversationReaderTest {
  private static final String FILE = "tests/a.chat";

  private static PackReading read(String text) {
    return Written.good().with(FILE, text).read();
  }

  private static Conversation conversation(String text) {
    PackReading reading = read(text);
    assertThat(reading.problems()).isEmpty();
    return reading.conversations().getFirst();
  }

  private static List<Move> moves(String text) {
    return conversation(text).steps().stream().map(Step::move).toList();
  }

  @Test
  void saysWhoDoesWhat() {
    assertThat(
            moves(
                """
                # 标题
                ! 工作人员：店长、阿青
                ! 平台不能：私聊，撤回
                """
                        .replace("撤回", "删除")
                    + """
                    ! 观察
                    + 小明
                    + 小红 (群主)
                    - 小明
                    ? 小刚：老会员介绍的
                    小明：签到
                    小明 > 2：这个怎么卖
                    小明 > 群管家：谢谢
                    小明 > 小红：你好
                    小明 [私聊]：我的连续
                    小明 [按]：我知道了
                    小明 [改 2]：算了
                    小明 [撤回]
                    小明：第一行
                      第二行

                      第三行
                    """))
        .containsExactly(
            new Move.Appoints(List.of("店长", "阿青")),
            new Move.Lacks(Set.of(Capability.PRIVATE, Capability.DELETE)),
            new Move.Observes(),
            new Move.Joins("小明", Role.MEMBER),
            new Move.Joins("小红", Role.OWNER),
            new Move.Leaves("小明"),
            new Move.AsksIn("小刚", "老会员介绍的"),
            new Move.Says("小明", null, "签到"),
            new Move.Says("小明", new Target(2, ""), "这个怎么卖"),
            new Move.Says("小明", new Target(0, ""), "谢谢"),
            new Move.Says("小明", new Target(0, "小红"), "你好"),
            new Move.Whispers("小明", "我的连续"),
            new Move.Presses("小明", "我知道了"),
            new Move.Edits("小明", new Target(2, ""), "算了"),
            new Move.Recalls("小明", null),
            new Move.Says("小明", null, "第一行\n第二行\n\n第三行"));
  }

  @Test
  void englishDoesAsWell() {
    assertThat(
            moves(
                """
                ! staff: Sam
                ! cannot: private, delete
                ! observe
                + Rosa (owner)
                ? Kim: a friend of Rosa
                Ming Li: check in
                Ming Li > Steward: thanks
                Ming Li [private]: my streak
                Ming Li [press]: Got it
                Ming Li [edit]: never mind
                Ming Li [recall 1]
                """))
        .containsExactly(
            new Move.Appoints(List.of("Sam")),
            new Move.Lacks(Set.of(Capability.PRIVATE, Capability.DELETE)),
            new Move.Observes(),
            new Move.Joins("Rosa", Role.OWNER),
            new Move.AsksIn("Kim", "a friend of Rosa"),
            new Move.Says("Ming Li", null, "check in"),
            new Move.Says("Ming Li", new Target(0, ""), "thanks"),
            new Move.Whispers("Ming Li", "my streak"),
            new Move.Presses("Ming Li", "Got it"),
            new Move.Edits("Ming Li", null, "never mind"),
            new Move.Recalls("Ming Li", new Target(1, "")));
  }

  @Test
  void theClockOnlyGoesForward() {
    Conversation conversation =
        conversation(
            "@ 2026-11-02 09:00\n小明：早\n@ 09:30\n@ +1小时30分钟\n@ 次日 08:00\n@ 周六 10:00\n@ Sat 09:00\n");
    assertThat(conversation.start()).isEqualTo(Instant.parse("2026-11-02T01:00:00Z"));
    assertThat(conversation.steps().stream().map(Step::move).skip(1))
        .containsExactly(
            new Move.Waits(Instant.parse("2026-11-02T01:30:00Z")),
            new Move.Waits(Instant.parse("2026-11-02T03:00:00Z")),
            new Move.Waits(Instant.parse("2026-11-03T00:00:00Z")),
            new Move.Waits(Instant.parse("2026-11-07T02:00:00Z")),
            new Move.Waits(Instant.parse("2026-11-14T01:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          = 群管家：早上好            | SAYS        |      | 早上好
          = Steward: hello            | SAYS        |      | hello
          = 群管家 → 小明：你好       | WHISPERS    | 小明 | 你好
          = Steward -> Ming: hello    | WHISPERS    | Ming | hello
          = 删除 小明：加我微信       | DELETES     | 小明 | 加我微信
          = delete Ming               | DELETES     | Ming |
          = 禁言 小明 10分钟          | MUTES       | 小明 | 10分钟
          = mute Ming Li 1d2h         | MUTES       | Ming Li | 1d2h
          = 禁言 小明                 | MUTES       | 小明 |
          = 解除禁言 小明             | UNMUTES     | 小明 |
          = kick Ming                 | KICKS       | Ming |
          = 封禁 小明                 | BANS        | 小明 |
          = let in Ming               | LETS_IN     | Ming |
          = 拒绝 小明：人满了         | TURNS_AWAY  | 小明 | 人满了
          = 全员禁言                  | MUTES_ALL   |      |
          = 公告：今晚八点            | SETS_NOTICE |      | 今晚八点
          = 沉默                      | NOTHING     |      |
          = silence: people talk      | NOTHING     |      | people talk
          """)
  void expectsOneThingALine(String line, Deed deed, String name, String text) {
    Expectation one = conversation("小明：早\n" + line + "\n").steps().getFirst().expected().getFirst();
    assertThat(one.deed()).isEqualTo(deed);
    assertThat(one.name()).isEqualTo(name == null ? "" : name);
    assertThat(one.text()).isEqualTo(text == null ? "" : text);
  }

  @Test
  void aGroupAndWhatPeopleHaveToDoAreWrittenBeforeIt() {
    Expectation one =
        conversation("[一群]\n小明：早\n= [工作群] 待人工：移出 小明\n").steps().getFirst().expected().getFirst();
    assertThat(one.room()).isEqualTo("工作群");
    assertThat(one.byHand()).isTrue();
    assertThat(one.deed()).isEqualTo(Deed.KICKS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          早上好                 | 1:1 chat-no-colon
          @ 明年 08:00           | 1:3 chat-bad-time
          @ 2026-02-30 08:00     | 1:3 chat-bad-time
          @ 25:00                | 1:3 chat-bad-time
          小明：早\\n@ 2026-11-02 08:00 | 2:3 chat-bad-time
          = 群管家：早           | 1:1 chat-nothing-above
          小明：早\\n= 删掉 小明 | 2:3 chat-unknown-word
          小明：早\\n= 移出 小明：因为 | 2:9 chat-too-much
          群管家：早             | 1:1 chat-bad-name
          小明 [大喊]：早        | 1:5 chat-unknown-word
          + 小明 (店长)          | 1:7 chat-unknown-word
          ! 员工：小明           | 1:3 chat-unknown-word
          ! 平台不能：飞         | 1:8 chat-unknown-word
          [一群                  | 1:1 chat-bad-group
          ：早                   | 1:1 chat-bad-name
            早                   | 1:1 chat-no-colon
          """)
  void aSlipIsToldWithItsPlace(String text, String expected) {
    assertThat(read(text.replace("\\n", "\n")).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(
                      problem.mark().line() + ":" + problem.mark().column() + " " + problem.code())
                  .isEqualTo(expected);
              assertThat(problem.mark().file()).isEqualTo(FILE);
              assertThat(List.of(problem.zh(), problem.en(), problem.mendZh(), problem.mendEn()))
                  .allSatisfy(said -> assertThat(said).isNotBlank());
            });
  }

  @Test
  void anIndentedLineNeedsOneThatCanGoOn() {
    assertThat(read("+ 小明\n  又来了\n").problems())
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo("chat-nothing-above");
  }

  @Test
  void testsAreNoPartOfAVersion() {
    PackFiles files =
        PackFiles.of("mama", Map.of("pack.yaml", new byte[1], "tests/a.chat", new byte[1]));
    assertThat(files.withoutTests().paths()).containsExactly("pack.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          早上好     | 早上好       | true
          早上好     | 早上好！     | false
          早…        | 早上好       | true
          早...好    | 早上好       | true
          *好        | 早上好       | true
          *坏*       | 早上好       | false
          早上好*好  | 早上好       | false
          *上*好     | 早上好       | true
          """)
  void wordsMayBeLeftOut(String expected, String said, boolean fits) {
    Expectation one =
        new Expectation(Deed.SAYS, "", "", expected, false, new SourceMark(FILE, 1, 1), 1);
    assertThat(one.fits(said)).isEqualTo(fits);
  }
}
