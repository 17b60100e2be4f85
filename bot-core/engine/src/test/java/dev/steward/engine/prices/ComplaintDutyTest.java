package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints as staff work on them: the todo and the two clocks. */
class ComplaintDutyTest {
  private static final String DESK =
      """
      words: [买贵了]
      hours: 09:00-18:00
      first-reply: 4h
      resolution: 12h
      coupon: 5元券
      """;

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;
  private Sim.Group office;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk(DESK)));
    sim.staff("老师");
    office = sim.group("工作群");
    office.says("老师", "这里是工作群");
    chat = new Chat(sim, "宝妈一群");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private long complain(String name) {
    chat.group.says(name, "买贵了 小禾3段我付了249，群主239");
    long number = chat.number();
    for (String answer : List.of("今天", "普通", "公告", "跳过", "对")) {
      chat.privately(name, answer);
    }
    office.answers();
    return number;
  }

  private long todo() {
    return sim.read(
        sql ->
            sql.first("SELECT max(number) FROM todo WHERE kind = 'complaint'", row -> row.number(1))
                .orElse(0L));
  }

  private String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  private void until(String time) {
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse(time)));
  }

  @Test
  void theTodoIsNotDoneBeforeTheComplaintHasAResult() {
    long number = complain("小明");
    office.says("老师", "完成 #" + todo() + " 看过了");
    assertThat(office.answers())
        .singleElement()
        .asString()
        .startsWith("#" + todo() + " 有了结果才算完成：价格投诉 #" + number)
        .contains("解释 #" + number + " 说明");
    office.says("老师", "完成 #" + number + " 看过了");
    assertThat(office.answers()).singleElement().asString().contains("有了结果才算完成");
    chat.command(Key.BRAND, "todo-done", Map.of("number", "" + todo(), "result", "看过了"));
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(sim.count("todo WHERE state <> 'done'")).isEqualTo(1);
    office.says("老师", "同意 #" + number);
    assertThat(one("SELECT state || ' ' || result FROM todo WHERE kind = 'complaint'"))
        .isEqualTo("done 已补偿 / made good");
  }

  @Test
  void whoTakesTheTodoTakesTheComplaintAndTheOtherWayRound() {
    long number = complain("小明");
    assertThat(one("SELECT coalesce(assignee, '-') FROM complaint")).isEqualTo("-");
    office.says("老师", "接 #" + todo());
    assertThat(one("SELECT assignee FROM complaint")).isEqualTo("老师");
    chat.privately("小明", "我的投诉");
    assertThat(chat.whisper("小明")).endsWith("工作人员处理中。有人在跟进，最晚 今天 13:00 前答复你，11月3日 12:00 前办结");
    office.says("老师", "接 #" + number);
    assertThat(one("SELECT count(*) FROM complaint_history WHERE what = 'assigned'"))
        .isEqualTo("2");
    chat.staffAsk("小明", number, "assign", "店长");
    assertThat(one("SELECT assignee FROM todo WHERE kind = 'complaint'")).isEqualTo("店长");
    chat.command(Key.BRAND, "todo-handover", Map.of("number", "" + todo()));
    assertThat(one("SELECT coalesce(assignee, '-') FROM complaint")).isEqualTo("-");
    assertThat(sim.count("complaint_history WHERE what = 'assigned'")).isEqualTo(4);
  }

  @Test
  void whatIsLateIsSaidInBusinessTimeAndTheMemberIsTold() {
    complain("小明");
    chat.whispers("小明");
    until("2026-11-02T05:00:00Z");
    assertThat(office.answers()).singleElement().asString().startsWith("待办超时，请尽快处理：#");
    assertThat(chat.whispers("小明"))
        .containsExactly("#1 到时间了还没人答复你，抱歉。已经催了工作人员，办结的时间还是最晚 11月3日 12:00。");
    until("2026-11-02T09:30:00Z");
    assertThat(office.answers()).as("once more after four hours").hasSize(1);
    until("2026-11-03T00:59:00Z");
    assertThat(office.answers()).as("nobody is woken at night").isEmpty();
    until("2026-11-03T04:00:00Z");
    assertThat(office.answers()).as("now it should be settled").hasSize(1);
    assertThat(chat.whispers("小明")).containsExactly("#1 到时间了还没办完，抱歉。已经再催工作人员，一有结果马上告诉你。");
    chat.privately("小明", "我的投诉");
    assertThat(chat.whisper("小明")).endsWith("超时了，已经在催");
    office.says("老师", "解释 #1 系统设错了价，已经改了");
    office.answers();
    until("2026-11-05T09:00:00Z");
    assertThat(office.answers()).isEmpty();
    assertThat(sim.count("todo WHERE kind = 'complaint'")).as("there was only one").isEqualTo(1);
  }

  @Test
  void onceAnsweredOnlyTheSecondClockRuns() {
    long number = complain("小明");
    office.says("老师", "追问 #" + number + " 有截图吗？");
    chat.privately("小明", "有");
    assertThat(chat.whisper("小明")).endsWith("已交给工作人员，最晚 11月3日 12:00 前办结。");
    assertThat(sim.count("complaint WHERE reply_due IS NULL AND done_due = due")).isEqualTo(1);
    office.answers();
    until("2026-11-03T03:59:00Z");
    assertThat(office.answers()).isEmpty();
  }

  @Test
  void whatStaffProposedStaysWhenTheyAskOnceMore() {
    long number = complain("小明");
    chat.staffAsk("小明", number, "propose", "10元券");
    chat.staffAsk("小明", number, "ask", "有截图吗？");
    chat.privately("小明", "有");
    assertThat(one("SELECT remedy FROM complaint")).contains("10元券");
  }

  @Test
  void whatWasMadeGoodIsNotTakenBackNorDoneTwice() {
    long number = complain("小明");
    office.says("老师", "同意 #" + number);
    for (String order : List.of("拒绝 #1 想了想不退", "解释 #1 说明", "同意 #1")) {
      office.says("老师", order);
      assertThat(chat.state(number)).as(order).isEqualTo("remedied");
    }
    assertThat(one("SELECT note FROM complaint_history WHERE what = 'approved'"))
        .isEqualTo("退差价 10 元");
    office.says("老师", "重开 #" + number);
    office.answers();
    office.says("老师", "同意 #" + number);
    assertThat(office.answers()).singleElement().asString().contains("还没有方案");
    chat.staffAsk("小明", number, "close", "电话里说好了");
    assertThat(one("SELECT coalesce(remedy, 'none') FROM complaint"))
        .as("nothing that was only proposed counts as done")
        .isEqualTo("none");
  }

  /** An input method types wide signs; a decision about money must not depend on it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "同意 ＃%d 20",
        "同意 #%d　20",
        "同意 #%d ２０",
        "同意 ＃%d　２０元",
        "同意 #%d 20块",
        "同意 #%d 退20",
        "同意 #%d 二十"
      })
  void theAmountCountsHoweverWideItIsTyped(String words) {
    long number = complain("小明");
    office.says("老师", words.formatted(number));
    assertThat(chat.whisper("小明")).isEqualTo("你的 #" + number + " 有结果了：退差价 20 元，工作人员已经批准。");
  }

  /** Ten yuan are proposed: what staff meant by another number is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"20券", "20-30", "退一百二", "3天内到账", "0", "2 0"})
  void aNumberThatIsNotReadApprovesNothing(String note) {
    long number = complain("小明");
    chat.whispers("小明");
    office.says("老师", "同意 #" + number + " " + note);
    assertThat(office.answers())
        .singleElement()
        .asString()
        .startsWith("「" + note + "」里的数字我没看懂，还没有批准");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(chat.whispers("小明")).isEmpty();
  }

  @Test
  void theSumIsSaidWhereItWasNamed() {
    long number = complain("小明");
    chat.group.answers();
    chat.group.says("老师", "同意 #" + number + " 1,299");
    assertThat(chat.group.answers()).containsExactly("#" + number + " 已补偿：退差价 1299 元，已私下告诉成员。");
  }

  /** Staff set the price right and then ask once more: what was paid back is not proposed again. */
  @Test
  void whatIsPublishedAfterwardsProposesNothingAnew() {
    long number = complain("小明");
    chat.staffAsk("小明", number, "propose", "10元券");
    publishMilkFor("229");
    chat.staffAsk("小明", number, "ask", "有截图吗？");
    chat.privately("小明", "有");
    assertThat(one("SELECT remedy FROM complaint")).as("what staff proposed").contains("10元券");
    office.says("老师", "同意 #" + number + " 10");
    publishMilkFor("219");
    chat.privately("小明", "不同意");
    chat.staffAsk("小明", number, "ask", "还有什么没解决？");
    chat.privately("小明", "没收到");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(one("SELECT coalesce(remedy, 'none') FROM complaint"))
        .as("it was paid already")
        .isEqualTo("none");
  }

  private int version = 1;

  private void publishMilkFor(String price) {
    sim.pass(Duration.ofMinutes(10));
    String usual = "normal,239,2026-01-01 00:00,,group";
    assertThat(Shop.BOOK).contains(usual);
    String book = Shop.BOOK.replace(usual, usual.replace("239", price));
    sim.publish(SimPacks.selling(Shop.desk(DESK, book)), ++version);
  }

  /** Complaints and todos share their numbers: nobody looks which of the two they have in mind. */
  @Test
  void theTodosNumberMeansItsComplaint() {
    long number = complain("小明");
    assertThat(todo()).isNotEqualTo(number);
    office.says("老师", "通过 #" + todo());
    assertThat(office.answers()).containsExactly("#" + number + " 已补偿：退差价 10 元，已私下告诉成员。");
    assertThat(chat.state(number)).isEqualTo("remedied");
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
  }

  /** Nobody is called 我来看看, and nobody would look. */
  @Test
  void whoTakesOneInTheChatTakesItThemselves() {
    long number = complain("小明");
    office.says("老师", "接 #" + number + " 我来看看");
    assertThat(one("SELECT assignee FROM complaint")).isEqualTo("老师");
    assertThat(one("SELECT assignee FROM todo WHERE kind = 'complaint'")).isEqualTo("老师");
    assertThat(office.answers().getLast()).isEqualTo("#" + number + " 由 老师 跟进。");
  }

  /** The first is being asked about when staff want to know something about the second. */
  @Test
  void anAnswerBelongsToWhatWasAskedLast() {
    chat.group.says("小明", "买贵了 小禾3段");
    long first = chat.number();
    chat.group.says("小明", "投诉 服务 客服两天没有回我");
    long second = chat.number();
    sim.pass(Duration.ofMinutes(1));
    office.says("老师", "追问 #" + second + " 是哪天联系的？");
    assertThat(chat.whisper("小明")).endsWith("是哪天联系的？");
    chat.privately("小明", "周三晚上");
    assertThat(chat.state(second)).isEqualTo("waiting_staff");
    assertThat(one("SELECT facts FROM complaint WHERE number = " + second)).contains("周三晚上");
    assertThat(chat.state(first)).isEqualTo("waiting_member");
    chat.privately("小明", "249");
    assertThat(one("SELECT facts FROM complaint WHERE number = " + first)).contains("24900");
  }

  /** The words that reopen one are words that people use when they tell what happened. */
  @Test
  void whatHappenedMayBeginWithAnyWord() {
    chat.group.says("小明", "投诉 服务");
    long number = chat.number();
    assertThat(chat.whisper("小明")).endsWith("发生了什么？用一段话说说就行。");
    chat.privately("小明", "没解决我的问题，客服推来推去");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(one("SELECT facts FROM complaint")).contains("没解决我的问题，客服推来推去");
    office.says("老师", "解释 #" + number + " 已经请组长联系你");
    chat.whispers("小明");
    chat.privately("小明", "还没解决，没有人联系我");
    assertThat(chat.state(number)).as("told of what was settled").isEqualTo("reopened");
  }

  /** Staff call Steward, or quote it or a colleague: none of them complains. */
  @Test
  void stewardAndStaffAreNoMembersWhoComplain() {
    UserId us = new UserId(SimPlatform.ACCOUNT.platform(), SimPlatform.ACCOUNT.id());
    sim.staff("店长");
    for (List<Segment> said :
        List.<List<Segment>>of(
            List.of(new Segment.Mention(us, "群管家"), new Segment.Text(" 投诉 物流 包裹破了")),
            List.of(new Segment.Quote("n1", us, "收到，我私下跟进。"), new Segment.Text("投诉")),
            List.of(new Segment.Quote("m1", Sim.user("店长"), "包裹破了"), new Segment.Text("投诉")))) {
      chat.group.posts("老师", new Content(said), sim.clock.instant());
      assertThat(chat.group.answers()).singleElement().asString().startsWith("替谁记");
    }
    assertThat(sim.count("complaint")).isZero();
    chat.group.posts(
        "老师",
        Content.of(
            new Segment.Mention(us, "群管家"),
            new Segment.Text(" 投诉 物流 包裹破了 "),
            new Segment.Mention(Sim.user("小红"), "小红")),
        sim.clock.instant());
    assertThat(chat.whisper("小红")).startsWith("工作人员替你记下了");
  }

  /** Else one cross member would be two complaints, and an incident. */
  @Test
  void whoComplainsAgainIsToldWhereItStands() {
    long number = complain("小明");
    chat.whispers("小明");
    chat.group.says("小明", "买贵了 小禾3段，怎么还没人理我");
    assertThat(chat.whispers("小明"))
        .singleElement()
        .asString()
        .startsWith("#" + number + " 已经在工作人员手里，最晚 今天 13:00 前答复你")
        .contains("写上付了多少");
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(sim.count("complaint_evidence")).as("what was said is kept").isEqualTo(2);
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    chat.group.says("小明", "买贵了 小禾3段我付了259，群主239");
    assertThat(sim.count("complaint")).as("bought another time").isEqualTo(2);
  }
}
