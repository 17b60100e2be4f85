package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.faq.Models;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.PackReading;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a conversation says, there is a transcript or there are problems; and what is written
 * anew with what came is as expected.
 */
class PlayFuzzTest {
  private static final String[] LINES = {
    "小明：签到",
    "小红：加我微信",
    "小明：加我微信领券",
    "小明 [私聊]：我的连续",
    "小明 > 群管家：谢谢",
    "小红 > 1：真的吗",
    "小明 [按]：我知道了",
    "小明 [改]：加我微信",
    "小明 [撤回]",
    "+ 小刚",
    "+ 小红 (群主)",
    "- 小明",
    "? 小强：求进",
    "! 工作人员：店长",
    "! 平台不能：私聊、删除",
    "! 观察",
    "店长：上线",
    "店长：暂停 1h",
    "店长：继续",
    "店长：撤销 #1",
    "店长：日程",
    "店长：待办",
    "@ +30秒",
    "@ +1分钟",
    "@ 次日 09:31",
    "@ 23:01",
    "[二群]",
    "[妈妈群]",
    "小明：[红包 恭喜] @全体成员",
    "= 沉默",
    "= 群管家：…",
    "= 删除 小明",
    "= 禁言 小明 10分钟",
    "小明：第一行\n  第二行",
    "# 说明",
    "",
    "  接着",
    "小明：",
    "小明：补签",
    "小明：排行榜",
    "小明：帮助",
    "小明：群规",
    "小明：我的记录",
  };

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 12);
  }

  private static String chat(Random random) {
    StringBuilder chat = new StringBuilder();
    for (int i = 5 + random.nextInt(25); i > 0; i--) {
      chat.append(LINES[random.nextInt(LINES.length)]).append('\n');
    }
    return chat.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thereIsATranscriptOrThereAreProblems(long seed) {
    String chat = chat(new Random(seed));
    PackReading reading = Rehearsed.reading(chat);
    if (reading.hasErrors()) {
      assertThat(reading.problems()).isNotEmpty();
      return;
    }
    Transcript transcript =
        Play.of(
            reading.conversations().getFirst(),
            Objects.requireNonNull(reading.pack()),
            Rehearsed.HOLIDAYS,
            Models.none());
    assertThat(new TranscriptPrinter(Language.ZH).print(transcript)).isNotBlank();
    assertThat(new TranscriptPrinter(Language.EN).print(transcript)).isNotBlank();
    String fresh = TranscriptUpdate.of(transcript);
    PackReading again = Rehearsed.reading(fresh);
    assertThat(again.problems()).as(fresh).isEmpty();
    assertThat(
            Play.of(
                    again.conversations().getFirst(),
                    Objects.requireNonNull(again.pack()),
                    Rehearsed.HOLIDAYS,
                    Models.none())
                .steps())
        .as(fresh)
        .allSatisfy(
            step ->
                assertThat(step.differences())
                    .allSatisfy(one -> assertThat(one.slip()).as("a slip").isNotNull()));
  }
}
