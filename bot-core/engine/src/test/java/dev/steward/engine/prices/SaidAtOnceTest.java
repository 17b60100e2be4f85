package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who tells more than was asked is not asked for it again, and nobody has to know everything. */
class SaidAtOnceTest {
  private static final String DESK =
      """
      words: [买贵了, overcharged]
      hours: 09:00-18:00
      first-reply: 4h
      resolution: 12h
      protection: 7d
      """;

  private static final String BOOK =
      """
      sku,name,aliases,tier,price,valid_from,valid_until,channel,note
      TEA,小禾米粉,米粉,normal,85,2026-01-01 00:00,,all,日常
      OIL,小禾核桃油,核桃油,normal,69,2026-01-01 00:00,,all,日常
      JAM,小禾果泥,果泥,normal,85,2026-01-01 00:00,2026-11-01 18:00,all,日常
      JAM,小禾果泥,,normal,99,2026-11-01 18:00,,all,日常
      """;

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk(DESK, BOOK)));
    chat = new Chat(sim, "宝妈一群");
    sim.staff("老师");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private String complain(String... answers) {
    chat.group.says("小明", "买贵了");
    for (String answer : answers) {
      chat.privately("小明", answer);
    }
    return chat.whisper("小明");
  }

  @Test
  void theProductTheSumAndTheDayInOneSentence() {
    assertThat(complain("昨天花99元买的米粉")).isEqualTo("看到的更低价是多少？不清楚就发「跳过」。");
    chat.privately("小明", "85");
    chat.privately("小明", "商城");
    chat.privately("小明", "跳过");
    assertThat(chat.whisper("小明"))
        .contains("商品：小禾米粉", "付了：99 元，1 件", "买的日子：11月1日", "看到的：85 元，1 件，公告或商品页");
  }

  @Test
  void theSumBeforeTheProductIsKeptUntilTheProductIsNamed() {
    assertThat(complain("我花了99元")).isEqualTo("是哪个商品？发品名就行。");
    chat.privately("小明", "核桃油");
    assertThat(chat.whisper("小明")).startsWith("什么时候买的？");
  }

  @Test
  void whoChoosesAmongProductsLosesNothingOfWhatWasSaid() {
    assertThat(complain("小禾的桃油，昨天99元买的")).startsWith("是哪一个？");
    chat.presses("小明", "小禾核桃油");
    assertThat(chat.whisper("小明")).as("what was paid is known").startsWith("什么时候买的？");
  }

  @Test
  void theDayWithTheSum() {
    assertThat(complain("米粉", "上周五付了99")).isEqualTo("看到的更低价是多少？不清楚就发「跳过」。");
    for (String answer : new String[] {"85", "群里", "跳过"}) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("付了：99 元，1 件", "买的日子：10月30日");
  }

  @Test
  void whoSawNoPriceIsHeardAllTheSame() {
    assertThat(complain("米粉", "99", "昨天", "不清楚")).startsWith("订单号");
    chat.privately("小明", "跳过");
    assertThat(chat.whisper("小明")).contains("看到的：不清楚");
    chat.privately("小明", "对");
    assertThat(chat.whisper("小明")).contains("不知道看到的价格").doesNotContain("差价：");
  }

  @Test
  void whereItWasSeenIsAskedWhenItMayBeOursOrAnothers() {
    assertThat(complain("米粉", "99", "昨天", "85", "群里有人发的京东链接")).startsWith("是哪一个？");
    chat.presses("小明", "别家平台");
    assertThat(chat.whisper("小明")).startsWith("订单号");
    chat.privately("小明", "取消");
    assertThat(complain("核桃油", "69", "昨天", "59", "你们天猫旗舰店")).startsWith("是哪一个？");
  }

  @Test
  void whatWasPaidAndWhatIsSeenNowHaveEachTheirDay() {
    assertThat(complain("米粉花了99，今天看到85")).as("bought some day").startsWith("什么时候买的？");
    chat.privately("小明", "昨天买的，今天降价了");
    for (String answer : new String[] {"群里", "跳过"}) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("买的日子：11月1日");
  }

  /** On 1 November it went from 85 to 99 at six in the evening. */
  @Test
  void whereThePriceChangedOnThatDayTheHourIsAsked() {
    assertThat(complain("昨天花99元买的果泥")).startsWith("什么时候买的？");
    chat.privately("小明", "昨天");
    assertThat(chat.whisper("小明")).startsWith("是哪一个？");
  }

  @ParameterizedTest
  @CsvSource({
    "昨天晚上,11月1日",
    "今天早上下的单,11月2日",
    "大前天,10月30日",
    "上周五,10月30日",
    "周六买的,10月31日",
    "就10月28号那天,10月28日",
    "2026-10-28,10月28日",
    "3天前吧,10月30日",
    "yesterday evening,11月1日",
    "last friday,10月30日",
    "on Oct 28th,10月28日",
    "28 October,10月28日",
    "25年11月25日,2025",
  })
  void aDayIsSaidInManyWays(String said, String day) {
    assertThat(complain("米粉", "99", said, "85", "群里", "跳过")).contains("买的日子：" + day);
  }

  @ParameterizedTest
  @CsvSource({
    "下周五",
    "昨天买的今天降价了",
    "上上周五",
    "买了很久了",
    "去年11月25日",
    "120天前",
    "maybe 2 weeks ago",
    "以前天猫买的",
    "11月239买的",
    "今天降价了"
  })
  void aDayThatIsNotSureIsAskedOnceMore(String said) {
    assertThat(complain("米粉", "99", said)).contains("没看懂", "什么时候买的？");
  }

  @Test
  void theProductMayStandBeforeTheWord() {
    chat.group.says("小红", "我家宝宝最近米粉吃得多，去年买贵了");
    chat.group.says("小红", "这回买贵了");
    assertThat(sim.count("complaint")).isZero();
    chat.group.says("小明", "我的米粉买贵了！");
    assertThat(chat.whisper("小明")).startsWith("收到，记为 #").contains("一共付了多少");
    assertThat(sim.count("complaint WHERE facts LIKE '%\"SKU\":\"TEA\"%'")).isOne();
  }

  @Test
  void whoDoesNotKnowWhereIsAskedNoMoreAndNothingIsProposedOnIt() {
    assertThat(complain("昨天花85元买的米粉", "79", "不记得了", "跳过")).contains("看到的：79 元，1 件");
    chat.privately("小明", "对");
    assertThat(chat.whisper("小明")).contains("付的：85 元（11月1日）", "结论：还不能确定，不知道在哪里看到的，由工作人员核对");
  }
}
