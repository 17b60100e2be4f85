package dev.steward.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No spreadsheet takes what a member wrote for a formula, and ordinary words stay as they are. */
class DefusedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=HYPERLINK(\"http://x\",\"中奖\")",
        "+1",
        "-5",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "\t=1",
        "\tplain",
        "\rplain",
        "\n=1",
        "  =1",
        "\u3000=1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\u0000=1"
      })
  void whatWouldRunIsDefused(String text) {
    assertThat(Defused.text(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "宝宝三个月", "a=b", "5-1", "小红@小明", "'=1", "😀=1", "1+1", "a\tb"})
  void wordsStayAsTheyAre(String text) {
    assertThat(Defused.text(text)).isEqualTo(text);
  }
}
