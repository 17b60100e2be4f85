package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.text.Normaliser;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick looks at a text do what the slow ones say. */
class PlainTextTest {
  private static final List<String> PIECES =
      List.of(
          "宝宝", "[", "]", "[笑]", "😂", "👍🏽", " ", "\t", "\n", "a", "^", "~", "®", "发烧", "自杀", "1",
          "\uD800");

  private static String slowly(String text) {
    String plain = Normaliser.fold(text).text();
    if (plain.startsWith("@")) {
      plain = plain.replaceFirst("^(?:@\\S{1,30}\\s*)+", "");
    }
    return plain
        .replaceAll("\\[[^\\]]{1,6}\\]|[\\p{So}\\p{Cs}\\p{Sk}\\uFE0F\\u200D]", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void dressingGoesAsAPatternWouldTakeIt(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(PlainText.of(text.toString()))
          .as("seed %d: %s", seed, text)
          .isEqualTo(slowly(text.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "宝宝发烧了怎么办,HEALTH",
    "FEVER since yesterday,HEALTH",
    "真的不想活了,DESPAIR",
    "这价格自杀式降价,NOTHING",
    "今天天气不错,NOTHING"
  })
  void theGravestCounts(String text, Sensitive expected) {
    assertThat(Sensitive.of(text)).isEqualTo(expected);
  }

  @Test
  void talkIsPaced() {
    AtomicLong now = new AtomicLong();
    TalkPace pace = new TalkPace(() -> Instant.ofEpochMilli(now.get()), 0.04);
    taken(pace, 10);
    now.addAndGet(100);
    taken(pace, 1);
    now.addAndGet(-5_000);
    assertThat(pace.take()).as("a clock that is set back gives nothing").isFalse();
    now.addAndGet(86_400_000);
    taken(pace, 10);
  }

  @Test
  void talkIsPacedByTheTimeItTakes() {
    AtomicLong now = new AtomicLong();
    TalkPace pace = new TalkPace(() -> Instant.ofEpochMilli(now.get()), 0.04);
    taken(pace, 10);
    for (int i = 0; i < 10; i++) {
      pace.took(400_000);
    }
    taken(pace, 9);
    for (int i = 0; i < 9; i++) {
      pace.took(14_000_000);
    }
    now.addAndGet(1_000);
    assertThat(pace.take()).as("what took longer than thought is owed").isFalse();
    now.addAndGet(2_000);
    taken(pace, 7);
  }

  @Test
  void inARushTalkIsPacedToAQuarter() {
    AtomicLong now = new AtomicLong();
    TalkPace pace = new TalkPace(() -> Instant.ofEpochMilli(now.get()), 0.04);
    for (int i = 0; i < 2_000; i++) {
      pace.take();
    }
    now.addAndGet(400);
    taken(pace, 1);
    now.addAndGet(600);
    taken(pace, 1);
    now.addAndGet(1_000);
    taken(pace, 10);
  }

  private static void taken(TalkPace pace, int lines) {
    for (int i = 0; i < lines; i++) {
      assertThat(pace.take()).isTrue();
    }
    assertThat(pace.take()).isFalse();
  }
}
