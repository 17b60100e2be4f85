package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A complaint from its first word to its end, as the people in it see it. */
class ComplaintStoryTest extends PriceDeskStory {
  @Test
  void fromTheFirstWordToTheRefund() {
    chat.group.says("小明", "买贵了 小禾3段我两罐付了498");
    assertThat(chat.group.answers()).containsExactly("收到，我私下跟进。");
    long number = chat.number();
    assertThat(chat.whisper("小明"))
        .startsWith("收到，记为 #" + number)
        .endsWith("什么时候买的？更早的话发日期，比如「11月1日」。");
    chat.presses("小明", "今天");
    assertThat(chat.whisper("小明")).isEqualTo("买的时候你的会员等级是？");
    chat.privately("小明", "1");
    assertThat(chat.whisper("小明")).isEqualTo("看到的更低价是多少？不清楚就发「跳过」。");
    chat.privately("小明", "239");
    assertThat(chat.whisper("小明")).isEqualTo("在哪里看到的？");
    chat.privately("小明", "公告");
    assertThat(chat.whisper("小明")).startsWith("订单号方便的话");
    chat.privately("小明", "跳过");
    assertThat(chat.whisper("小明"))
        .contains("商品：小禾奶粉3段", "付了：498 元，2 件", "看到的：239 元，1 件，公告或商品页", "对吗？");
    assertThat(chat.state(number)).isEqualTo("waiting_member");
    chat.presses("小明", "对");
    assertThat(chat.whisper("小明"))
        .isEqualTo(
            """
            【价格核对单 #%d】
            商品：小禾奶粉3段
            付的：498 元 ÷ 2 件 = 249 元/件（11月2日 09:00）
            看到的：239 元（公告或商品页）
            当时的价格本：239 元（普通，群内，v1）
            差价：249 − 239 = 10 元/件，2 件一共：498 − 239 × 2 = 20 元
            结论：付的比公布的价格高
            记好了，#%d 已交给工作人员，最晚 今天 13:00 前答复你，11月3日 12:00 前办结。\
            """
                .formatted(number, number));
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    chat.group.says("老师", "同意 #" + number);
    assertThat(chat.group.answers())
        .as("members read along")
        .containsExactly("#" + number + " 办好了，已私下告诉成员。");
    assertThat(chat.whisper("小明")).isEqualTo("你的 #" + number + " 有结果了：退差价 20 元，工作人员已经批准。");
    assertThat(chat.state(number)).isEqualTo("remedied");
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
    chat.privately("小明", "我的价保");
    assertThat(chat.whisper("小明")).isEqualTo("【我的投诉】\n#" + number + " 价格，小禾奶粉3段：已补偿。退差价 20 元");
  }

  @Test
  void theGroupNeverReadsAnAmount() {
    desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "对");
    chat.group.says("老师", "同意 #" + chat.number());
    assertThat(chat.group.room.said().stream().filter(text -> !text.startsWith("#")))
        .allSatisfy(text -> assertThat(text).doesNotContain("249", "239"));
  }

  @Test
  void aTierDifferenceIsExplained() {
    chat.group.says("小明", "买贵了 小禾3段");
    long number = chat.number();
    for (String answer : List.of("239", "今天", "普通", "219", "群里别人", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("结论：说得通：那是更高会员等级的价格（SVIP，群内，219 元）");
    chat.group.says("老师", "同意 #" + number);
    assertThat(chat.whisper("小明"))
        .isEqualTo("你的 #" + number + " 核对过了：说得通：那是更高会员等级的价格（SVIP，群内，219 元）。");
    assertThat(chat.state(number)).isEqualTo("explained");
    chat.presses("小明", "还没解决");
    assertThat(chat.state(number)).isEqualTo("reopened");
    assertThat(sim.count("todo WHERE kind = 'complaint' AND state <> 'done'")).isEqualTo(1);
  }

  @Test
  void aPriceThatFellWithinTheProtectionIsMadeGood() {
    sim.pass(Duration.ofDays(3));
    chat.group.says("小明", "买贵了 暖芽保温杯");
    for (String answer : List.of("69", "11月2日", "59", "后来降价了", "没有", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("结论：说得通：买了以后价格变了，从 11月3日 12:00 起");
    assertThat(desk.remedy(chat.number())).contains("\"REFUND\"", "1000");
  }

  @Test
  void onADayOnWhichThePriceChangedItIsAskedBeforeOrAfter() {
    sim.pass(Duration.ofDays(3));
    chat.group.says("小明", "买贵了 暖芽保温杯我付了69");
    chat.whispers("小明");
    chat.privately("小明", "11月3日");
    assertThat(chat.whisper("小明")).isEqualTo("是哪一个？");
    chat.presses("小明", "12:00 以后");
    for (String answer : List.of("59", "公告", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("付的：69 元（11月3日 12:00）", "当时的价格本：59 元", "付的比公布的价格高");
  }

  @Test
  void anAmountThatCanBeReadTwoWaysIsAsked() {
    chat.group.says("小明", "买贵了 小禾2段");
    chat.whispers("小明");
    chat.privately("小明", "我付了一百二");
    assertThat(chat.whisper("小明")).isEqualTo("是哪一个？");
    chat.presses("小明", "102 元");
    assertThat(chat.whisper("小明")).startsWith("什么时候买的");
    assertThat(desk.facts(chat.number())).contains("\"PAID\":\"10200\"");
  }

  @Test
  void whatIsNotConfirmedIsAskedAgainAndNothingIsSettledOnIt() {
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "不对");
    assertThat(chat.whisper("小明")).isEqualTo("哪一行不对？");
    chat.presses("小明", "付了");
    assertThat(chat.whisper("小明")).startsWith("你一共付了多少钱");
    assertThat(desk.facts(number)).doesNotContain("249").as("the rest stands").contains("23900");
    assertThat(chat.state(number)).isEqualTo("waiting_member");
  }

  @Test
  void twoDialoguesDoNotMix() {
    chat.group.says("小明", "买贵了 小禾3段");
    long first = chat.number();
    chat.group.says("小明", "投诉 服务 客服两天没有回我");
    long second = chat.number();
    chat.group.says("小红", "买贵了 小禾2段");
    assertThat(chat.state(first)).isEqualTo("waiting_member");
    assertThat(chat.state(second)).as("it waits for the first").isEqualTo("open");
    chat.privately("小红", "260");
    chat.privately("小明", "249");
    assertThat(desk.facts(first)).contains("24900");
    chat.privately("小明", "取消");
    assertThat(chat.state(first)).isEqualTo("closed");
    assertThat(chat.state(second)).as("nothing was missing").isEqualTo("waiting_staff");
    assertThat(desk.facts(chat.number())).contains("26000");
  }

  @Test
  void otherComplaintsGoTheSameWay() {
    chat.group.says("小明", "投诉 物流 说好三天到，五天了");
    long number = chat.number();
    assertThat(chat.whisper("小明")).contains("订单号方便的话");
    chat.privately("小明", "A20261102-7");
    assertThat(chat.whisper("小明")).startsWith("记好了");
    chat.group.says("老师", "解释 #" + number + " 暴雨停运，明天到");
    assertThat(chat.whisper("小明")).endsWith("暴雨停运，明天到");
    assertThat(chat.state(number)).isEqualTo("explained");
  }

  @Test
  void twoMembersCompareAndOneIsAskedInPrivate() {
    chat.group.says("小红", "小禾3段到了，219拿的");
    chat.group.says("小明", "啊？我昨天付了239");
    assertThat(chat.group.answers()).containsExactly("价格和会员等级、渠道、时间有关。想核对的话点下面的按钮，或发「买贵了」，我私下帮你看。");
    chat.group.says("小刚", "我也239，什么情况");
    assertThat(chat.group.answers()).as("once is enough").isEmpty();
    chat.pressesHere("小明", "私下核对");
    assertThat(chat.group.answers()).containsExactly("收到，我私下跟进。");
    assertThat(desk.facts(chat.number()))
        .contains("\"PAID\":\"23900\"", "\"SEEN\":\"21900\"", "\"SKU\":\"M3\"");
    assertThat(sim.count("complaint_evidence WHERE role = 'talk'")).isEqualTo(3);
    for (String answer : List.of("昨天", "普通", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("那是更高会员等级的价格");
    chat.group.says("老师", "同意 #" + chat.number());
    assertThat(chat.whisper("小明")).contains("核对过了");
  }

  @Test
  void ordinaryTalkAboutPricesIsLeftAlone() {
    chat.group.says("小红", "小禾3段到了，239拿的");
    chat.group.says("小明", "我也239，挺好");
    chat.group.says("小刚", "小禾2段249");
    chat.group.says("小丽", "怎么两个价");
    chat.group.says("小丽", "哦是两段");
    chat.group.says("小红", "暖芽杯子69能便宜点不，60行不行");
    assertThat(chat.group.answers()).isEmpty();
  }

  @Test
  void noRuleHitsAComplaintButAnOfferInsideItStaysOne() {
    chat.group.expectKept(chat.group.says("小明", "买贵了！代购那边的小禾3段才219"));
    chat.group.expectKept(chat.group.says("小红", "我也买贵了，代购都比这便宜"));
    chat.group.expectDeleted(chat.group.says("小刚", "买贵了的姐妹加微信，我这便宜"));
    chat.group.expectDeleted(chat.group.says("小丽", "买贵了 看这里 https://other-shop.example.com/a"));
    for (int i = 0; i < 8; i++) {
      chat.group.expectKept(chat.group.says("小明", "买贵了买贵了"));
    }
    assertThat(sim.count("moderation_case WHERE user_id IN ('sim:小明', 'sim:小红')")).isZero();
    assertThat(sim.count("decision WHERE verdict = 'complaint-spared'")).isPositive();
  }

  @Test
  void anAnswerAboutMoneyIsNoVoteThoughAPollIsOpen() {
    chat.group.says("老师", "投票 下次聊什么 | 睡整觉 | 加辅食 | 2小时");
    assertThat(sim.count("poll")).isEqualTo(1);
    chat.group.says("小明", "买贵了 小禾3段我付了249，小红239");
    chat.privately("小明", "今天");
    chat.privately("小明", "1");
    assertThat(desk.facts(chat.number())).contains("\"TIER\":\"normal\"");
    assertThat(sim.count("ballot")).isZero();
    chat.privately("小明", "取消");
    chat.privately("小明", "1");
    assertThat(sim.count("ballot")).as("now it is a vote").isEqualTo(1);
  }
}
