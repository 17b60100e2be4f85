package dev.steward.engine.prices.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written is read, soon. The seed is the parameter: a failure names it, and {@code
 * -Dsteward.seed=N} repeats it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("rounds")
class PriceFuzzTest {
  private static final int ROUNDS = 2_000;
  private static final String[] PIECES = {
    "0",
    "1",
    "2",
    "9",
    "99",
    "1,299",
    ".",
    "。",
    ",",
    "，",
    "-",
    "~",
    "/",
    "*",
    "+",
    "=",
    ":",
    "%",
    " ",
    "\n",
    "￥",
    "¥",
    "rmb",
    "r",
    "k",
    "w",
    "一",
    "二",
    "两",
    "三",
    "九",
    "零",
    "几",
    "半",
    "十",
    "百",
    "千",
    "万",
    "点",
    "块",
    "块钱",
    "元",
    "毛",
    "分钱",
    "米",
    "多",
    "来",
    "出头",
    "折",
    "第",
    "第二件",
    "满",
    "减",
    "买",
    "送",
    "拍",
    "付",
    "任选",
    "件",
    "罐",
    "套",
    "装",
    "每",
    "券后",
    "到手",
    "定金",
    "尾款",
    "我",
    "她",
    "拿的",
    "还是",
    "平均",
    "差",
    "便宜",
    "运费",
    "包邮",
    "宝宝",
    "3段",
    "https://a.b/1",
    "👍",
    "\uD83D",
    "\uDC4D",
    "９",
    "．",
    "\u0000",
    "塊",
    "到",
    "抵",
    "返",
    "好评",
    "大概",
    "不到",
    "左右",
    "双11",
    "6.18",
    "vip",
    "iphone"
  };

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null
        ? LongStream.of(only)
        : LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMixtureIsRead(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(25); i >= 0; i--) {
        if (random.nextInt(12) == 0) {
          text.appendCodePoint(random.nextInt(0x110000));
        } else {
          text.append(PIECES[random.nextInt(PIECES.length)]);
        }
      }
      AnyText.isRead(text.toString());
    }
  }

  /** Half a million characters take a moment: the time limit would catch a square. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9", "一", "九百", "1元", "99一包", "¥", "¥ ", "1-", "1.", "1,", "1,299,", "满1减1", "第二件", "买一送一",
        "http", "任选3件", "三百", "八九", "我拿的99她", "我99", "差", "大概", " ", "的", "1w", "点九", "👍9块9", "一箱",
        "1/", "8折", "九九"
      })
  void longLinesTakeLinearTime(String piece) {
    String text = piece.repeat(500_000 / piece.length());
    PriceReading reading = PriceReader.read(text);
    assertThat(reading.quotes()).allMatch(quote -> quote.end() <= text.length());
  }

  @Test
  void nothingIsReadInNothing() {
    AnyText.isRead("");
    AnyText.isRead("￥");
    AnyText.isRead("\uD83D");
  }
}
