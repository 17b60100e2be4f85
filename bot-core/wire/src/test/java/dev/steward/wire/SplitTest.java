package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Long messages are cut where a reader pauses. */
final class SplitTest {
  private static List<String> split(String text, int longest) {
    return Split.of(Content.of(text), longest).stream().map(Content::text).toList();
  }

  @Test
  void cutsAtTheEndOfALineThenOfASentenceThenAtASpace() {
    assertThat(split("第一行\n第二行", 5)).containsExactly("第一行\n", "第二行");
    assertThat(split("好的。再见了啊", 5)).containsExactly("好的。", "再见了啊");
    assertThat(split("one two three", 9)).containsExactly("one two ", "three");
    assertThat(split("一二三四五六七", 3)).containsExactly("一二三", "四五六", "七");
    assertThat(split("short", 100)).containsExactly("short");
  }

  @Test
  void neverCutsACharacterOrLosesOne() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(80);
      for (int i = 0; i < length; i++) {
        text.append(List.of("字", "😀", "a", " ", "\n", "。", "，").get(random.nextInt(7)));
      }
      int longest = 2 + random.nextInt(20);
      List<String> parts = split(text.toString(), longest);
      assertThat(String.join("", parts)).as("seed %d", seed).isEqualTo(text.toString());
      assertThat(parts).as("seed %d", seed).allMatch(part -> part.length() <= longest);
      assertThat(parts)
          .as("seed %d", seed)
          .noneMatch(part -> Character.isLowSurrogate(part.charAt(0)));
    }
  }

  @Test
  void keepsMentionsWhole() {
    Segment mention = new Segment.Mention(new UserId("test", "x:1"), "小明小明");
    Content content = Content.of(new Segment.Text("一二三四"), mention, new Segment.Text("五六七八"));
    List<Content> parts = Split.of(content, 6);
    assertThat(parts.stream().map(Content::text).collect(Collectors.joining("|")))
        .isEqualTo("一二三四|@小明小明五|六七八");
  }
}
