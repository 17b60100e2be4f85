package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complaint from its first word to its end, as the people in it see it. */
class ComplaintStoryTest {
  private static final String DESK =
      """
      words: [买贵了]
      hours: 09:00-18:00
      first-reply: 4h
      resolution: 12h
      protection: 7d
      coupon: 5元券
      """;

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk(DESK)));
    chat = new Chat(sim, "宝妈一群");
    sim.staff("老师");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  /** Opens one and answers everything but the confirmation. */
  private long complain(String name, String opening, String where) {
    chat.group.says(name, opening);
    long number = chat.number();
    chat.privately(name, "今天");
    chat.presses(name, "普通");
    chat.privately(name, where);
    chat.privately(name, "跳过");
    return number;
  }

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
    complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
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
    assertThat(remedy(chat.number())).contains("\"REFUND\"", "1000");
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
    assertThat(chat.whisper("小明")).contains("当时的价格本：59 元", "付的比公布的价格高");
  }

  private String remedy(long number) {
    return sim.read(
        sql ->
            sql.first(
                    "SELECT coalesce(remedy, '') FROM complaint WHERE number = ?",
                    row -> row.text(1),
                    number)
                .orElse(""));
  }

  @Test
  void anAmountThatCanBeReadTwoWaysIsAsked() {
    chat.group.says("小明", "买贵了 小禾2段");
    chat.whispers("小明");
    chat.privately("小明", "我付了一百二");
    assertThat(chat.whisper("小明")).isEqualTo("是哪一个？");
    chat.presses("小明", "102 元");
    assertThat(chat.whisper("小明")).startsWith("什么时候买的");
    assertThat(facts(chat.number())).contains("\"PAID\":\"10200\"");
  }

  private String facts(long number) {
    return sim.read(
        sql ->
            sql.first("SELECT facts FROM complaint WHERE number = ?", row -> row.text(1), number)
                .orElse(""));
  }

  @Test
  void whatIsNotConfirmedIsAskedAgainAndNothingIsSettledOnIt() {
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "不对");
    assertThat(chat.whisper("小明")).isEqualTo("哪一行不对？");
    chat.presses("小明", "付了");
    assertThat(chat.whisper("小明")).startsWith("你一共付了多少钱");
    assertThat(facts(number)).doesNotContain("249").as("the rest stands").contains("23900");
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
    assertThat(facts(first)).contains("24900");
    chat.privately("小明", "取消");
    assertThat(chat.state(first)).isEqualTo("closed");
    assertThat(chat.state(second)).as("nothing was missing").isEqualTo("waiting_staff");
    assertThat(facts(chat.number())).contains("26000");
  }

  @Test
  void saidTwiceItIsOneComplaint() {
    chat.group.says("小明", "买贵了 小禾3段");
    chat.group.says("小明", "买贵了");
    chat.group.says("小明", "价格 小禾3段");
    chat.pressesHere("小明", "我买贵了");
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(chat.whisper("小明")).startsWith("#" + chat.number() + " 还差一点：");
  }

  @Test
  void theSameEventDeliveredTwiceOpensOne() {
    Event event =
        new Event.MessagePosted(
            SimPlatform.ACCOUNT,
            chat.group.id(),
            "twice",
            dev.steward.chat.Sender.member(Sim.user("小明"), "小明"),
            Content.of("买贵了 小禾3段"),
            sim.clock.instant());
    sim.deliver(event);
    sim.deliver(event);
    sim.settle();
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(sim.count("complaint_evidence")).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    sim = sim.restart();
    sim.staff("老师");
    chat = new Chat(sim, "宝妈一群");
    chat.privately("小明", "对");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
  }

  @Test
  void theQuotedMessageIsKeptEvenWhenItIsRecalled() {
    String said = chat.group.says("小红", "小禾3段我229拿的");
    chat.group.posts(
        "小明",
        Content.of(
            new Segment.Quote(said, Sim.user("小红"), "小禾3段…"), new Segment.Text("买贵了 我付了239")),
        sim.clock.instant());
    sim.deliver(
        new Event.MessageRecalled(
            SimPlatform.ACCOUNT, chat.group.id(), said, Sim.user("小红"), sim.clock.instant()));
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT role, text, spans, recalled FROM complaint_evidence ORDER BY role",
                        row ->
                            row.text(1)
                                + " "
                                + row.text(2)
                                + " "
                                + row.text(3)
                                + " "
                                + row.number(4))))
        .containsExactly(
            "message 买贵了 我付了239 [{\"start\":7,\"end\":10,\"why\":\"239\"}] 0",
            "quoted 小禾3段我229拿的 [{\"start\":5,\"end\":8,\"why\":\"229\"}] 1");
  }

  @Test
  void theClocksStandStillAtNightOnWeekendsAndWhileTheMemberIsAsked() {
    // Friday, 6 November 2026, 16:00 in Shanghai.
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-06T08:00:00Z")));
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    sim.pass(Duration.ofHours(1));
    assertThat(sim.count("todo WHERE kind = 'complaint'")).as("still asking").isZero();
    chat.presses("小明", "对");
    assertThat(chat.whisper("小明")).endsWith("最晚 11月9日 12:00 前答复你，11月10日 11:00 前办结。");
    sim.pass(Duration.ofHours(60));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).as("a weekend").isZero();
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-09T03:59:00Z")));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).isZero();
    sim.pass(Duration.ofMinutes(1));
    assertThat(sim.count("todo WHERE escalated IS NOT NULL")).isEqualTo(1);
    chat.group.says("老师", "解释 #" + number + " 您买的时候还没有活动");
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
    assertThat(chat.whisper("小明")).endsWith("您买的时候还没有活动");
  }

  @Test
  void whoDoesNotAnswerIsLeftInPeace() {
    chat.group.says("小明", "买贵了");
    long bare = chat.number();
    chat.group.says("小红", "买贵了 小禾3段我付了249");
    long worth = chat.number();
    sim.pass(Duration.ofHours(24));
    assertThat(chat.state(bare)).isEqualTo("closed");
    assertThat(chat.whisper("小明")).startsWith("先不打扰了");
    assertThat(chat.state(worth))
        .as("the staff can do something with it")
        .isEqualTo("waiting_staff");
    chat.privately("小明", "不同意 #" + bare + "，是小禾3段，页面明明写139");
    assertThat(chat.state(bare)).as("nobody has asked yet").isEqualTo("waiting_member");
    assertThat(chat.whisper("小明")).isEqualTo("接着说 #" + bare + "。\n是哪个商品？发品名就行。");
    assertThat(sim.count("complaint_evidence WHERE text LIKE '%页面明明写139'")).isEqualTo(1);
    for (String answer : List.of("小禾3段", "239", "今天", "普通", "139", "公告", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("价格核对单", "最晚 今天 13:00 前答复你");
  }

  @Test
  void whoCancelledGoesOnWithTheQuestions() {
    chat.group.says("小明", "买贵了 小禾3段");
    chat.privately("小明", "取消");
    assertThat(chat.state(chat.number())).isEqualTo("closed");
    chat.privately("小明", "不同意");
    assertThat(chat.whisper("小明")).endsWith("比如「239」，或「两件 478」。");
    assertThat(sim.count("todo WHERE kind = 'complaint'")).isZero();
  }

  /** Staff wrote it down, or there is a picture of it: somebody has to look. */
  @Test
  void whatStaffWroteDownIsNotClosedUnseen() {
    chat.group.says("小红", "小禾3段怎么这么贵");
    chat.group.posts(
        "老师",
        Content.of(new Segment.Text("投诉 价格 小禾3段 "), new Segment.Mention(Sim.user("小红"), "小红")),
        sim.clock.instant());
    long number = chat.number();
    sim.pass(Duration.ofHours(24));
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(sim.count("todo WHERE kind = 'complaint'")).isEqualTo(1);
  }

  @Test
  void whatIsToldWhileTheStaffHaveItIsKeptForThem() {
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "对");
    chat.whispers("小明");
    chat.privately("小明", "#" + number + " 页面上现在还写着 239");
    assertThat(chat.whispers("小明")).containsExactly("记在 #" + number + " 里了，工作人员会看到。");
    chat.privately("小明", "补充：小红也是昨天买的");
    chat.whispers("小明");
    assertThat(sim.count("complaint_evidence WHERE role = 'message'")).isEqualTo(3);
    assertThat(sim.count("complaint_history WHERE what = 'added'")).isEqualTo(2);
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    chat.group.says("老师", "解释 #" + number + " 页面没有改");
    chat.privately("小明", "不同意，页面明明写239");
    assertThat(chat.state(number)).isEqualTo("reopened");
    assertThat(sim.count("complaint_evidence WHERE text = '不同意，页面明明写239'")).isEqualTo(1);
  }

  @Test
  void staffCanRefuseAskAndHaveSecondThoughts() {
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "对");
    chat.group.says("老师", "拒绝 #" + number);
    assertThat(chat.group.answers().getLast()).startsWith("请写上理由");
    chat.group.says("老师", "追问 #" + number + " 有截图吗？");
    assertThat(chat.whisper("小明")).isEqualTo("关于 #" + number + "，工作人员想问：\n有截图吗？");
    assertThat(chat.state(number)).isEqualTo("waiting_member");
    chat.privately("小明", "没有截图，订单里能看到");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    chat.group.says("老师", "拒绝 #" + number + " 订单里是两件的价格");
    assertThat(chat.whisper("小明")).contains("订单里是两件的价格");
    assertThat(chat.state(number)).isEqualTo("closed");
    chat.group.says("老师", "同意 #" + number + " 8.5");
    assertThat(chat.whisper("小明")).contains("退差价 8.50 元");
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT who, what, to_state FROM complaint_history WHERE number = "
                            + number
                            + " ORDER BY id DESC LIMIT 4",
                        row -> row.text(1) + " " + row.text(2) + " " + row.text(3))))
        .containsExactly(
            "老师 approved remedied",
            "老师 refused closed",
            "member answered waiting_staff",
            "老师 asked waiting_member");
  }

  @Test
  void onlyApproversApprove() throws Exception {
    sim.publish(SimPacks.selling(Shop.desk(DESK + "approvers: [店长]\n")), 2);
    sim.staff("店长");
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    chat.presses("小明", "对");
    chat.group.answers();
    chat.group.says("老师", "同意 #" + number);
    assertThat(chat.group.answers()).containsExactly("#" + number + " 要由这些人批准：店长");
    chat.group.says("店长", "同意 #" + number);
    assertThat(chat.state(number)).isEqualTo("remedied");
  }

  @Test
  void staffWriteOneDownForAMember() {
    String said = chat.group.says("小红", "小禾3段怎么这么贵，我付了249");
    chat.group.posts(
        "老师",
        Content.of(
            new Segment.Quote(said, Sim.user("小红"), ""),
            new Segment.Text("投诉 "),
            new Segment.Mention(Sim.user("小红"), "小红")),
        sim.clock.instant());
    assertThat(chat.whisper("小红")).startsWith("工作人员替你记下了 #" + chat.number());
    assertThat(facts(chat.number())).contains("24900", "M3");
    assertThat(sim.count("complaint_history WHERE who = '老师'")).isEqualTo(1);
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
  void withoutPrivateMessagesThereIsATodoForStaff() {
    complainWhereNobodyCanBeAskedAlone();
    assertThat(chat.group.answers()).containsExactly("收到，已经记下，工作人员会单独联系。");
    assertThat(chat.state(chat.number())).isEqualTo("waiting_staff");
    assertThat(chat.whispers("小明")).isEmpty();
    assertThat(sim.count("todo WHERE kind = 'complaint'")).isEqualTo(1);
  }

  private void complainWhereNobodyCanBeAskedAlone() {
    sim.deliver(
        new Event.GroupSeen(
            SimPlatform.ACCOUNT,
            chat.group.id(),
            sim.id(),
            "宝妈一群",
            EnumSet.complementOf(EnumSet.of(Capability.PRIVATE)),
            sim.clock.instant()));
    chat.group.says("小明", "买贵了 小禾3段我付了249");
  }

  /** Nobody can ask the member: what they tell by telephone leads to a verdict all the same. */
  @Test
  void staffEnterWhatTheMemberCanNotBeAsked() {
    complainWhereNobodyCanBeAskedAlone();
    long number = chat.number();
    tell(Map.of("bought", "今天", "tier", "钻石", "seen", "239"));
    assertThat(facts(number)).as("a tier that there is not").doesNotContain("BOUGHT", "SEEN");
    tell(Map.of("bought", "今天", "tier", "就是普通", "seen", "239"));
    assertThat(remedy(number)).contains("REFUND", "1000");
    assertThat(sim.count("complaint WHERE verdict = 'inconsistent'")).isEqualTo(1);
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT who || ' ' || note FROM complaint_history WHERE what = 'told'",
                        row -> row.text(1))))
        .containsExactly("owner 今天 · 就是普通 · 239");
    assertThat(sim.count("decision WHERE reason LIKE '%没看懂「钻石」，什么都没有改。%'")).isEqualTo(1);
    chat.staffAsk("小明", number, "approve", "");
    chat.staffAsk("小明", number, "reopen", "");
    tell(Map.of("seen", "229"));
    assertThat(remedy(number)).as("it was paid back once").isEmpty();
  }

  private void tell(Map<String, String> typed) {
    Map<String, String> arguments = new HashMap<>(typed);
    arguments.put("number", "" + chat.number());
    chat.command(Key.person(Sim.user("小明").toString()), "complaint-tell", arguments);
  }

  @Test
  void whatStaffWriteDownOnceMoreIsNotLost() {
    complainWhereNobodyCanBeAskedAlone();
    chat.group.staffAsk(
        "complaint-open",
        Map.of(
            "user", Sim.user("小明").toString(),
            "kind", "price",
            "product", "小禾3段",
            "seen", "23900"));
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(facts(chat.number())).contains("\"SEEN\":\"23900\"", "24900");
  }

  @Test
  void aPrivateMessageThatDoesNotArriveIsSaidByStaff() {
    sim.platform.trouble(
        order ->
            order.action() instanceof dev.steward.chat.Action.SendPrivate
                ? new Outcome.Refused("not a friend")
                : null);
    chat.group.says("小明", "买贵了 小禾3段我付了249");
    sim.settle();
    assertThat(chat.state(chat.number())).isEqualTo("waiting_staff");
    assertThat(sim.count("todo WHERE kind = 'complaint-private'")).isEqualTo(1);
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
    assertThat(facts(chat.number()))
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
  void inAnObservedGroupNothingIsOpened() {
    chat.group.staffAsk("observe", Map.of());
    chat.group.says("小明", "买贵了 小禾3段");
    assertThat(sim.count("complaint")).isZero();
    assertThat(sim.count("decision WHERE verdict = 'would-open'")).isEqualTo(1);
  }

  @Test
  void whoComplainedWhileStewardWasAwayIsHeard() {
    Instant before = sim.clock.instant().minus(Duration.ofHours(2));
    chat.group.says("小红", "早");
    chat.group.posts("小明", Content.of("价格 小禾3段"), before);
    chat.group.posts("小明", Content.of("买贵了 小禾3段"), before);
    assertThat(sim.count("journal WHERE fate = 'stale'")).isEqualTo(2);
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(chat.group.answers()).as("nothing but that it was noted").hasSize(1);
  }

  @Test
  void anAnswerAboutMoneyIsNoVoteThoughAPollIsOpen() {
    chat.group.says("老师", "投票 下次聊什么 | 睡整觉 | 加辅食 | 2小时");
    assertThat(sim.count("poll")).isEqualTo(1);
    chat.group.says("小明", "买贵了 小禾3段我付了249，小红239");
    chat.privately("小明", "今天");
    chat.privately("小明", "1");
    assertThat(facts(chat.number())).contains("\"TIER\":\"normal\"");
    assertThat(sim.count("ballot")).isZero();
    chat.privately("小明", "取消");
    chat.privately("小明", "1");
    assertThat(sim.count("ballot")).as("now it is a vote").isEqualTo(1);
  }

  @Test
  void theFeedHasEveryChangeInOrder() {
    long number = complain("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
    List<String> feed =
        sim.read(
            sql ->
                sql.list(
                    "SELECT complaint, what FROM complaint_change ORDER BY seq",
                    row -> row.number(1) + " " + row.text(2)));
    assertThat(feed.getFirst()).isEqualTo(number + " opened");
    assertThat(feed).hasSize((int) sim.count("complaint_history"));
  }
}
