package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The member page on the running server, with Steward's own chat beside it. */
class MemberPageTest {

  @TempDir Path home;

  private MemberHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new MemberHouse(home, "mother-and-baby", "妈妈一群");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void whoSitsInTheChatIsKnownOnThePage() throws Exception {
    PageBrowser mama = house.member("小明妈妈");
    String page = mama.opens(house.asks(mama, "成员页", ""));
    assertThat(page)
        .contains("妈妈一群", "你是 <b>小明妈妈</b>", "value=\"check-in\"", "你没有任何违规记录")
        .doesNotContain("认不出你是谁", "不是我");
    String after = mama.presses("do", "check-in");
    assertThat(after).contains("今天签到了", "连续签到 1 天").doesNotContain("value=\"check-in\"");
    assertThat(house.texts("SELECT person_id FROM checkin_day")).hasSize(1);
    assertThat(
            house.number("SELECT sum(amount) FROM points_entry WHERE account LIKE 'person:web:%'"))
        .isPositive();
    assertThat(house.texts("SELECT result FROM checkin_receipt"))
        .as("the group hears of it as of any check-in")
        .hasSize(1);
  }

  @Test
  void aLinkOfOnesOwnOpensAnywhere() throws Exception {
    PageBrowser mama = house.member("小红");
    String own = house.asks(mama, "我的页面", "?private=1");
    PageBrowser phone = new PageBrowser();
    String page = phone.opens(own);
    assertThat(page).contains("你是 <b>小红</b>", "不是我");
    assertThat(phone.address())
        .as("the link that makes a browser hers does not stay in the address")
        .doesNotContain(own.substring(own.lastIndexOf('/')));
    assertThat(phone.presses("do", "check-in")).contains("今天签到了");
    assertThat(house.texts("SELECT person_id FROM checkin_day"))
        .allMatch(id -> id.startsWith("web:"));
    assertThat(phone.presses("do", "leave")).contains("认不出你是谁").doesNotContain("小红");
  }

  @Test
  void aVisitorIsCountedApart() throws Exception {
    PageBrowser mama = house.member("小刚");
    PageBrowser visitor = new PageBrowser();
    String page = visitor.opens(house.asks(mama, "成员页", ""));
    assertThat(page).contains("认不出你是谁", "不记积分", "答不了的会交给工作人员").doesNotContain("小刚", "我的记录");
    assertThat(visitor.presses("do", "check-in")).contains("今天签到了", "积分 0");
    assertThat(house.texts("SELECT person_id FROM checkin_day"))
        .hasSize(1)
        .allMatch(id -> id.startsWith("page:") && id.endsWith("@web:mama-1"));
    assertThat(house.texts("SELECT user_id FROM checkin_standing")).isEmpty();
    assertThat(house.texts("SELECT result FROM checkin_receipt")).isEmpty();
    assertThat(house.texts("SELECT account FROM points_entry")).isEmpty();
  }

  @Test
  void whatWasSaidAloneStandsOnThePage() throws Exception {
    PageBrowser mama = house.member("小丽");
    mama.opens(house.asks(mama, "成员页", ""));
    String page = mama.presses("do", "say", "text", "我的<b>连续");
    assertThat(page).contains("我的&lt;b&gt;连续");
    page = mama.presses("do", "say", "text", "我的记录");
    assertThat(page).contains("bubble mine").contains("你没有任何违规记录，谢谢你爱护这个群。</p><small>");
  }

  @Test
  void aVisitorsBallotIsCountedApart() throws Exception {
    PageBrowser mama = house.member("小云");
    house.opensPoll("喝什么", false);
    PageBrowser visitor = new PageBrowser();
    String group = house.asks(mama, "成员页", "");
    assertThat(visitor.opens(group)).contains("喝什么", "另外计数", "value=\"poll:1:0\"");
    assertThat(visitor.presses("do", "vote", "value", "poll:1:1"))
        .contains("你投过了", "class=\"mine\"", "投票 #1 记下了：配方奶");
    assertThat(house.results(true).n()).isZero();
    assertThat(house.results(false).n()).isEqualTo(1);
    assertThat(mama.opens(group)).doesNotContain("你投过了");
    assertThat(mama.presses("do", "vote", "value", "poll:1:0")).contains("你投过了");
    assertThat(house.results(true).n()).isEqualTo(1);
    assertThat(house.results(true).shares().getFirst().count()).isEqualTo(1);
    assertThat(house.results(false).n()).isEqualTo(1);
    assertThat(house.texts("SELECT result FROM poll_receipt"))
        .as("the group hears of members' ballots only")
        .hasSize(1)
        .allMatch(receipt -> receipt.contains("小云"));
  }

  @Test
  void anAnonymousPollTakesMembersOnly() throws Exception {
    PageBrowser mama = house.member("小静");
    house.opensPoll("匿名", true);
    PageBrowser visitor = new PageBrowser();
    String group = house.asks(mama, "成员页", "");
    assertThat(visitor.opens(group)).contains("只有认得出的成员能投").doesNotContain("secret:poll");
    for (String forged : List.of("secret:poll:1:0", "poll:1:0")) {
      visitor.presses("do", "vote", "value", forged);
      visitor.presses("do", "press", "value", forged);
    }
    assertThat(house.texts("SELECT person_id FROM ballot")).isEmpty();
    assertThat(house.texts("SELECT group_id FROM poll_seal")).isEmpty();
    assertThat(mama.opens(group)).contains("不记名", "secret:poll:1:0");
    assertThat(mama.presses("do", "vote", "value", "secret:poll:1:1"))
        .contains("你投过了", "匿名票收到了，谁也查不到内容")
        .doesNotContain("class=\"mine\"");
    assertThat(house.texts("SELECT person_id FROM ballot")).hasSize(1);
    assertThat(house.texts("SELECT text FROM body WHERE text LIKE '%secret:poll%'")).isEmpty();
  }

  @Test
  void aVisitorComplainsAndIsAskedOnThePage() throws Exception {
    PageBrowser mama = house.member("小琳");
    PageBrowser visitor = new PageBrowser();
    visitor.opens(house.asks(mama, "成员页", ""));
    String page = visitor.presses("do", "complain");
    assertThat(page).contains("收到，记为 #1", "是哪个商品");
    page = visitor.presses("do", "say", "text", "奶粉");
    assertThat(page).contains("bubble mine", "是哪一个", "value=\"c:1:PRODUCT:MILK3\"");
    page = visitor.presses("do", "press", "value", "c:1:PRODUCT:MILK3");
    assertThat(page).contains("你一共付了多少钱");
    assertThat(house.texts("SELECT user_id FROM complaint"))
        .hasSize(1)
        .allMatch(user -> user.startsWith("page:"));
    assertThat(mama.read(house.url() + "/chat/api/rooms/mama-1/messages"))
        .as("the group is not told")
        .doesNotContain("我私下跟进");
    page = mama.opens(mama.address().isEmpty() ? house.asks(mama, "成员页", "") : mama.address());
    assertThat(page).doesNotContain("记为 #1");
  }

  @Test
  void aQuestionOnThePageIsAnsweredThere() throws Exception {
    PageBrowser mama = house.member("小菲");
    PageBrowser visitor = new PageBrowser();
    visitor.opens(house.asks(mama, "成员页", ""));
    visitor.presses("do", "say", "text", "怎么退货");
    MemberHouse.await(
        "it is answered", () -> visitor.opens(visitor.address()).contains("签收 7 天内、没拆封的可以退"));
  }

  @Test
  void severalOptionsAreSentAtOnce() throws Exception {
    PageBrowser mama = house.member("小蕾");
    house.opensPollOfSeveral("吃什么", false);
    house.opensPollOfSeveral("悄悄说", true);
    String page = mama.opens(house.asks(mama, "成员页", ""));
    assertThat(page).contains("type=\"checkbox\"", "poll:1:&#x3D;", "secret:poll:2:&#x3D;");
    mama.presses("do", "choose", "value", "poll:1:=", "choice", "0");
    assertThat(house.texts("SELECT choices FROM ballot")).as("two are needed").isEmpty();
    mama.presses("do", "choose", "value", "poll:1:=");
    mama.presses("do", "choose", "value", "poll:1:=", "choice", "0", "choice", "99");
    assertThat(house.texts("SELECT choices FROM ballot")).isEmpty();
    page = mama.presses("do", "choose", "value", "poll:1:=", "choice", "2", "choice", "0");
    assertThat(page).contains("你投过了");
    assertThat(house.texts("SELECT choices FROM ballot")).containsExactly("[\"breast\",\"solid\"]");
    mama.presses("do", "choose", "value", "secret:poll:2:=", "choice", "1", "choice", "2");
    assertThat(house.texts("SELECT poll || coalesce(choices, '-') FROM ballot ORDER BY poll"))
        .containsExactly("1[\"breast\",\"solid\"]", "2-");
    assertThat(house.texts("SELECT text FROM body WHERE text LIKE '%secret:poll%'")).isEmpty();
  }

  @Test
  void theSameFormTwiceIsOneEvent() throws Exception {
    PageBrowser mama = house.member("小美");
    mama.opens(house.asks(mama, "成员页", ""));
    assertThat(mama.posts("do", "say", "text", "我的记录").statusCode()).isEqualTo(200);
    assertThat(mama.posts("do", "say", "text", "我的记录").statusCode()).isEqualTo(200);
    assertThat(house.number("SELECT count(*) FROM journal WHERE message_id LIKE 'page:%'"))
        .isEqualTo(1);
    assertThat(mama.posts("do", "say", "text", "我的连续").statusCode()).isEqualTo(200);
    assertThat(house.number("SELECT count(*) FROM journal WHERE message_id LIKE 'page:%'"))
        .isEqualTo(2);
  }

  @Test
  void whatIsNotOursIsTurnedAway() throws Exception {
    PageBrowser mama = house.member("小芳");
    String group = house.asks(mama, "成员页", "");
    String changed = group.substring(0, group.length() - 2) + (group.endsWith("AA") ? "BB" : "AA");
    assertThat(mama.status(changed)).isEqualTo(404);
    assertThat(mama.status(house.url() + "/m/x.y")).isEqualTo(404);
    mama.opens(group);
    assertThat(mama.posts("do", "nonsense").statusCode()).isEqualTo(400);
    assertThat(mama.posts("do", "say", "text", "x".repeat(2_001)).statusCode()).isEqualTo(400);
    assertThat(mama.posts("do", "say", "text", "x".repeat(20_000)).statusCode()).isEqualTo(413);
    mama.forgetsForm();
    assertThat(mama.posts("do", "check-in").statusCode()).isEqualTo(403);
    assertThat(house.texts("SELECT person_id FROM checkin_day")).isEmpty();
  }

  @Test
  void whoLeftTheGroupIsAMemberNoMore() throws Exception {
    PageBrowser mama = house.member("小兰");
    String own = house.asks(mama, "我的页面", "?private=1");
    PageBrowser phone = new PageBrowser();
    assertThat(phone.opens(own)).contains("小兰");
    mama.chat(house.url() + "/chat/api/rooms/mama-1/leave", Map.of());
    MemberHouse.await(
        "she left", () -> house.texts("SELECT name FROM member WHERE present = 1").isEmpty());
    assertThat(phone.opens(phone.address())).contains("认不出你是谁").doesNotContain("小兰");
    assertThat(phone.opens(own)).doesNotContain("小兰");
  }

  @Test
  void nothingIsPressedInAGroupThatRests() throws Exception {
    PageBrowser mama = house.member("小雨");
    mama.opens(house.asks(mama, "成员页", ""));
    house.staff("pause", Map.of("minutes", "60"));
    MemberHouse.await("it is paused", () -> mama.opens(mama.address()).contains("现在在这个群里不办事"));
    assertThat(mama.opens(mama.address())).doesNotContain("value=\"check-in\"");
    assertThat(mama.posts("do", "check-in"))
        .as("a page that was opened before says that nothing was noted")
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
        .satisfies(answer -> assertThat(answer.body()).contains("没有记下"));
    assertThat(mama.posts("do", "choose", "value", "p:1=", "choice", "2").statusCode())
        .as("ticking several is voting, too")
        .isEqualTo(409);
  }

  @Test
  void whoeverPressesWithoutEndIsAskedToWait() throws Exception {
    PageBrowser mama = house.member("小雪");
    mama.opens(house.asks(mama, "成员页", ""));
    int status = 200;
    for (int i = 0; i < 60 && status == 200; i++) {
      status = mama.posts("do", "say", "text", "你好" + i).statusCode();
    }
    assertThat(status).isEqualTo(429);
  }
}
