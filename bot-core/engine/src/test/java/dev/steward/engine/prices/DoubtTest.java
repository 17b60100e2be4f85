package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wondering and explaining, and the quick look that goes before the patterns. */
class DoubtTest {
  private static final List<String> PARTS =
      List.of(
          "?",
          "？",
          " ",
          "啊",
          "我",
          "什么",
          "啥",
          "怎么",
          "咋",
          "凭",
          "什",
          "为",
          "不会吧",
          "离谱",
          "差",
          "这么",
          "得",
          "了",
          "3",
          "不",
          "是",
          "一样",
          "说",
          "都",
          "一个",
          "两",
          "几",
          "个价",
          "到底",
          "多付",
          "多收",
          "多了",
          "被",
          "宰",
          "坑",
          "多",
          "冤",
          "韭菜",
          "智商税",
          "人下菜",
          "同问",
          "一起问",
          "出来",
          "解释",
          "说说",
          "什么情况",
          "保价",
          "价保",
          "差价",
          "亏了",
          "贵了",
          "奇怪",
          "神奇",
          "神了",
          "哎",
          "唉",
          "…",
          "...",
          "拿的",
          "同一",
          "款",
          "罐",
          "how come",
          "why",
          "unfair",
          "different price",
          "overpaid",
          "not fair",
          "wtf",
          "seriously",
          "那",
          "包",
          "件",
          "提",
          "用",
          "领",
          "叠",
          "没领",
          "券",
          "有",
          "没",
          "开",
          "svip",
          "vip",
          "会员",
          "会员价",
          "统一调价",
          "本来就贵",
          "看错",
          "小号",
          "大号",
          "段",
          "退",
          "重拍",
          "退掉",
          "都退",
          "块",
          "设置错",
          "老价",
          "才是",
          "with a coupon",
          "member price",
          "members price",
          "吗",
          "娃",
          "今天",
          "宝宝");

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theQuickLookLetsThroughWhatThePatternsWouldFind(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      String line = text.toString();
      assertThat(Doubt.wonders(line))
          .as("seed %d: %s", seed, line)
          .isEqualTo(Doubt.WONDERS.matcher(line).find());
      assertThat(Doubt.explains(line + "。"))
          .as("seed %d: %s", seed, line)
          .isEqualTo(Doubt.EXPLAINS.matcher(line + "。").find());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"我家娃昨晚又踢被子了", "今天在楼下晒太阳，真舒服", "早上好呀大家", "六个月可以喝水了"})
  void ordinaryTalkNeitherWondersNorExplains(String line) {
    assertThat(Doubt.wonders(line)).isFalse();
    assertThat(Doubt.explains(line)).isFalse();
  }
}
