package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextSplitTest {
  private static List<String> split(String text, int most) {
    return TextSplit.split(text, most).stream()
        .map(piece -> text.substring(piece.from(), piece.to()))
        .toList();
  }

  @Test
  void aShortTextStaysWhole() {
    assertThat(split("群规第一条", 4_096)).containsExactly("群规第一条");
    assertThat(split("  spaces stay  ", 4_096)).containsExactly("  spaces stay  ");
  }

  @Test
  void lineThenSentenceThenWord() {
    assertThat(split("first line\nsecond line", 15)).containsExactly("first line", "second line");
    assertThat(split("一二三四五。六七八九十。", 8)).containsExactly("一二三四五。", "六七八九十。");
    assertThat(split("one two three four", 10)).containsExactly("one two", "three four");
    assertThat(split("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
  }

  @Test
  void aCharacterIsNeverCut() {
    assertThat(split("𠮷𠮷𠮷", 3)).containsExactly("𠮷", "𠮷", "𠮷");
  }

  @Test
  void nothingIsLostWhateverTheText() {
    long seed = 20_261_126;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint("ab 。\n\t！𠮷x😀".codePoints().toArray()[random.nextInt(10)]);
      }
      int most = 2 + random.nextInt(30);
      List<String> pieces = split(text.toString(), most);
      assertThat(pieces).as("seed %d round %d", seed, round).allMatch(p -> p.length() <= most);
      assertThat(String.join("", pieces).replaceAll("\\s", ""))
          .as("seed %d round %d", seed, round)
          .isEqualTo(text.toString().replaceAll("\\s", ""));
    }
  }
}
