package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Language;
import org.junit.jupiter.api.Test;

/** Written conversations, played: what comes, what is missed, and what is written anew. */
class PlayTest {
  @Test
  void tellsWhatStewardDidWithTheScriptLineBehindIt() {
    Transcript transcript = Rehearsed.play("小明：加我微信领券\n小明：加我微信\n小明：还在吗\n@ +10分钟\n小明：在了\n");
    assertThat(Rehearsed.lines(transcript, 0))
        .anySatisfy(line -> assertThat(line).isEqualTo("删除 小明：加我微信领券"))
        .anySatisfy(line -> assertThat(line).startsWith("群管家：@小明"));
    assertThat(transcript.steps().getFirst().happenings().getFirst().script())
        .isEqualTo("rules.yaml:4");
    assertThat(Rehearsed.lines(transcript, 1)).contains("禁言 小明 10分钟");
    assertThat(transcript.steps().get(2).blocked()).isNotNull();
    assertThat(transcript.steps().get(2).happenings()).isEmpty();
    assertThat(transcript.steps().get(4).blocked()).isNull();
    assertThat(new TranscriptPrinter(Language.ZH).print(transcript))
        .contains("09:00  小明：加我微信领券", "rules.yaml:4 · 违反群规第1条", "小明 被禁言到 2026-11-02 09:10，发不出");
  }

  @Test
  void timePassesOnlyWhereItSaysSo() {
    Transcript transcript =
        Rehearsed.play("@ 2026-10-09 09:26\n小明：怎么办\n@ 09:31\n@ 2026-10-10 09:31\n@ 23:01\n");
    assertThat(Rehearsed.lines(transcript, 1)).containsExactly("· 没有说「morning」：群里正在聊，不打断");
    assertThat(Rehearsed.lines(transcript, 2))
        .containsExactly("· 没有说「night」：在安静的时间里（22:00-08:00）", "群管家：早上好");
    assertThat(Rehearsed.lines(transcript, 3)).containsExactly("· 没有说「night」：在安静的时间里（22:00-08:00）");
  }

  @Test
  void whatIsExpectedMayLeaveWordsOut() {
    assertThat(
            Rehearsed.play(
                    """
                    + 小明
                    @ +1分钟
                    = 群管家：欢迎 *
                    小明 [按]：我知道了
                    = 沉默
                    小明：加我微信
                    = 删除 小明
                    = 群管家：@小明…第 1 次…
                    小明 [私聊]：我的记录
                    = 群管家 → 小明：你的记录...#1...
                    """)
                .asExpected())
        .isTrue();
  }

  @Test
  void everythingMustBeExpectedOnceAnythingIs() {
    Transcript transcript = Rehearsed.play("小明：加我微信\n= 删除 小明：别的话\n小红：群规\n= 沉默\n小红：签到\n= 群管家：收到\n");
    String told = new TranscriptPrinter(Language.ZH).differences(transcript);
    assertThat(told)
        .contains("✘ tests/a.chat:2\n  应该 删除 小明：别的话\n  实际 删除 小明：加我微信\n")
        .contains("✘ tests/a.chat:1\n  应该 沉默\n  实际 群管家：@小明")
        .contains("✘ tests/a.chat:3\n  应该 沉默\n  实际 群管家：【群规】")
        .contains("✘ tests/a.chat:6\n  应该 群管家：收到\n  实际 没有\n");
    assertThat(new TranscriptPrinter(Language.EN).differences(transcript))
        .contains("  expected 群管家：收到\n  came     nothing\n");
  }

  @Test
  void theUpdateWritesWhatCameAndKeepsWhatFits() {
    Transcript transcript =
        Rehearsed.play(
            """
            # 广告

            小明：加我微信
            = 删除 小明
            # 提醒得客气
            = 群管家：不是这句
            小红：早
            = 群管家：早
            """);
    assertThat(TranscriptUpdate.of(transcript))
        .isEqualTo(
            """
            # 广告

            小明：加我微信
            # 提醒得客气
            = 删除 小明
            = 群管家：@小明 刚才的消息（加***）不符合群规第1条：「不发广告」。第 1 次，提醒。发「我的记录」可查看，有疑问请找工作人员。 (#1)
            小红：早
            = 沉默
            """);
    assertThat(Rehearsed.play(TranscriptUpdate.of(transcript)).asExpected()).isTrue();
  }

  @Test
  void aChatThatCanDoLessLeavesItToPeople() {
    Transcript transcript =
        Rehearsed.play(
            """
            ! 平台不能：删除、私聊
            ! 工作人员：店长
            [工作群]
            店长：这里是工作群
            = 群管家：*
            [一群]
            小明：我的记录
            = 群管家：这里不能单独发消息给你…
            小明：加我微信
            = 待人工：删除 小明：加我微信
            = 群管家：@小明…
            = [工作群] 群管家：待办 #1：…
            """);
    assertThat(new TranscriptPrinter(Language.ZH).differences(transcript)).isEmpty();
  }

  @Test
  void repliesEditsCallsAndPicturesAreWhatTheyAre() {
    Transcript transcript =
        Rehearsed.play(
            """
            小明：大家好
            小红 > 1：你好呀
            小明 > 小红：@小红 [图片] 一起吗
            小明 [改 1]：加我微信
            小明 [撤回]
            小红：@群管家 帮助
            小刚 > 群管家：谢谢
            """);
    assertThat(Rehearsed.lines(transcript, 3)).contains("删除 小明：加我微信");
    assertThat(Rehearsed.lines(transcript, 5)).singleElement().asString().contains("我是群管家机器人");
    assertThat(transcript.asExpected()).isTrue();
  }

  @Test
  void aStepThatCannotBeIsASlipOfTheFile() {
    Transcript transcript = Rehearsed.play("小明 [按]：不存在\n小红 > 9：什么\n小红 [改]：更好\n");
    assertThat(new TranscriptPrinter(Language.ZH).differences(transcript))
        .contains("✘ tests/a.chat:1\n  群管家没有发过「不存在」这个按钮", "没有第 9 条消息", "没有这样的消息");
    assertThat(transcript.asExpected()).isFalse();
  }

  @Test
  void whoLeftCanDoNothingInTheGroupUntilTheyComeBack() {
    Transcript transcript =
        Rehearsed.play(
            """
            + 小明
            小明：大家好
            - 小明
            小明：加我微信
            小明 [改]：再见
            小明 [撤回]
            小明 [私聊]：我的记录
            - 小明
            小红：我还在
            [二群]
            小明：这里我在
            [妈妈群]
            + 小明
            小明：我回来了
            """);
    assertThat(new TranscriptPrinter(Language.ZH).differences(transcript))
        .contains("✘ tests/a.chat:4\n  小明 已经退群了，在群里什么也做不了；回来的话先写一行「+ 小明」")
        .contains("tests/a.chat:5\n", "tests/a.chat:6\n", "tests/a.chat:8\n")
        .doesNotContain("tests/a.chat:7\n", "chat:9\n", "chat:11\n", "chat:14\n");
    assertThat(transcript.steps().get(3).happenings()).isEmpty();
    assertThat(new TranscriptPrinter(Language.EN).differences(transcript))
        .contains("小明 has left the group");
  }

  @Test
  void theSameConversationAlwaysComesOutTheSame() {
    String chat = "+ 小明\n小明：加我微信\n小红：签到\n@ 次日 10:00\n小明：签到\n@ +1小时\n小明：排行榜\n";
    String once = new TranscriptPrinter(Language.ZH).print(Rehearsed.play(chat));
    assertThat(new TranscriptPrinter(Language.ZH).print(Rehearsed.play(chat))).isEqualTo(once);
  }
}
