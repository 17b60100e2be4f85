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
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What staff do with a complaint. */
class ComplaintStaffTest extends PriceDeskStory {
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
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
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
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
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
    sim.publish(SimPacks.selling(Shop.desk(PriceDesk.YAML + "approvers: [店长]\n")), 2);
    sim.staff("店长");
    long number = desk.begins("小明", "买贵了 小禾3段我付了249，小红239", "群里别人");
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
    assertThat(desk.facts(chat.number())).contains("24900", "M3");
    assertThat(sim.count("complaint_history WHERE who = '老师'")).isEqualTo(1);
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
    assertThat(desk.facts(number)).as("a tier that there is not").doesNotContain("BOUGHT", "SEEN");
    tell(Map.of("bought", "今天", "tier", "就是普通", "seen", "239"));
    assertThat(desk.remedy(number)).contains("REFUND", "1000");
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
    assertThat(desk.remedy(number)).as("it was paid back once").isEmpty();
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
    assertThat(desk.facts(chat.number())).contains("\"SEEN\":\"23900\"", "24900");
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
}
