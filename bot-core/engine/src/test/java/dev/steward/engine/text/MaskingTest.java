package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          快加微信吧          | 加微信        | 加**
          加*微*信            | 加*微*信      | 加****
          加微信              | 加微信        | 加**
          wx_demo003          | wx_demo003    | w*******
          13800000000         | 13800000000   | ********
          看example.com/x     | example.com/x | ********
          上 example点com     | example       | *******
          赌                  | 赌            | *
          😀💰💰💰            | 💰💰          | **
          𠮷祥                | 𠮷祥          | 𠮷*
          """)
  void onlyTheFirstLetterOfAWordIsShown(String text, String hit, String shown) {
    int from = text.indexOf(hit);
    if (from < 0) {
      assertThat(Masking.excerpt(hit, 0, hit.codePointCount(0, hit.length()))).isEqualTo(shown);
      return;
    }
    int start = text.codePointCount(0, from);
    int end = start + hit.codePointCount(0, hit.length());
    assertThat(Masking.excerpt(text, start, end)).isEqualTo(shown);
  }
}
