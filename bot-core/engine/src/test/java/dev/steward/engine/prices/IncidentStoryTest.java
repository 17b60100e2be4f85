package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Key;
import dev.steward.engine.sim.SimPacks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Complaints of one product, channel, price and day are one incident. */
class IncidentStoryTest extends PriceDeskStory {
  private long complain(String name) {
    return desk.complains(name, "239");
  }

  private String one(String question) {
    return desk.one(question);
  }

  /** The complaints that an incident has: as they know it, as it is kept, and by its changes. */
  private void expectTogether(long... complaints) {
    List<String> all = Arrays.stream(complaints).mapToObj(Long::toString).toList();
    String incident =
        one(
            "SELECT coalesce(CAST(incident AS TEXT), '') FROM complaint WHERE number = "
                + all.getFirst());
    assertThat(incident).isNotEmpty();
    assertThat(
            desk.all(
                "SELECT number FROM complaint WHERE incident = " + incident + " ORDER BY number"))
        .isEqualTo(all);
    assertThat(
            desk.all(
                "SELECT complaint FROM incident_complaint WHERE incident = "
                    + incident
                    + " ORDER BY complaint"))
        .isEqualTo(all);
    assertThat(
            desk.all(
                "SELECT complaint FROM incident_change WHERE incident = "
                    + incident
                    + " AND complaint IS NOT NULL GROUP BY complaint HAVING"
                    + " sum(CASE what WHEN 'joined' THEN 1 ELSE -1 END) = 1 ORDER BY complaint"))
        .isEqualTo(all);
  }

  private void expectAlone(long complaint) {
    assertThat(
            one(
                "SELECT coalesce(CAST(incident AS TEXT), 'none') FROM complaint WHERE number = "
                    + complaint))
        .isEqualTo("none");
    assertThat(
            desk.all(
                "SELECT incident FROM incident_complaint WHERE complaint = "
                    + complaint
                    + " AND incident IS NOT NULL"))
        .isEmpty();
  }

  private List<String> feed() {
    return desk.all("SELECT what FROM incident_change ORDER BY seq");
  }

  @Test
  void oneAloneIsNoIncidentUntilASecondComes() {
    long first = complain("小明");
    expectAlone(first);
    assertThat(sim.count("incident")).isZero();
    assertThat(feed()).isEmpty();
    long second = complain("小红");
    expectTogether(first, second);
    assertThat(feed()).containsExactly("opened", "joined", "joined");
  }

  @Test
  void whoComesAfterTheFirstWasSettledIsInOneIncidentWithIt() {
    long first = complain("小明");
    sim.pass(Duration.ofMinutes(20));
    desk.staff("同意 #" + first);
    sim.pass(Duration.ofMinutes(40));
    long second = complain("小红");
    long third = complain("小刚");
    expectTogether(first, second, third);
    assertThat(sim.count("incident")).isEqualTo(1);
    assertThat(sim.count("todo WHERE kind = 'incident' AND state <> 'done'")).isEqualTo(1);
    assertThat(chat.state(first)).as("what is settled stays so").isEqualTo("remedied");
  }

  @Test
  void whoComesAfterAllWereSettledOpensTheIncidentAgain() {
    long first = complain("小明");
    long second = complain("小红");
    String incident = one("SELECT number FROM incident");
    chat.command(Key.BRAND, "incident-approve", Map.of("number", incident, "note", "价格牌写错"));
    assertThat(one("SELECT state FROM incident")).isEqualTo("settled");
    long third = complain("小刚");
    expectTogether(first, second, third);
    assertThat(one("SELECT state || coalesce(ended, 0) || note FROM incident"))
        .as("what staff said of it before is still there")
        .isEqualTo("open0价格牌写错");
    assertThat(one("SELECT title FROM todo WHERE kind = 'incident' AND state <> 'done'"))
        .contains("价格事件 #" + incident + " 又打开了：3 件投诉里还有 1 件要处理");
    chat.command(Key.BRAND, "incident-approve", Map.of("number", incident, "note", ""));
    assertThat(chat.state(third)).isEqualTo("remedied");
    assertThat(feed())
        .containsExactly("opened", "joined", "joined", "settled", "joined", "reopened", "settled");
  }

  @Test
  void whatGoesOnOpensItsIncidentAgain() {
    long first = complain("小明");
    complain("小红");
    chat.command(
        Key.BRAND,
        "incident-explain",
        Map.of("number", one("SELECT number FROM incident"), "note", "查过了"));
    chat.privately("小明", "不同意 #" + first);
    assertThat(chat.state(first)).isEqualTo("reopened");
    assertThat(one("SELECT state FROM incident")).isEqualTo("open");
    assertThat(feed()).endsWith("settled", "reopened");
    desk.staff("拒绝 #" + first + " 订单里没有这件");
    assertThat(one("SELECT state FROM incident")).isEqualTo("settled");
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
  }

  @Test
  void anotherPriceOrDayIsAnotherCause() {
    long first = complain("小明");
    long cheaper = desk.complains("小红", "229");
    sim.pass(Duration.ofDays(1));
    long later = complain("小刚");
    for (long number : List.of(first, cheaper, later)) {
      expectAlone(number);
    }
  }

  @Test
  void whatTurnsOutToBeAnotherPriceBelongsWhereThatIs() {
    long first = complain("小明");
    long second = complain("小红");
    long cheaper = desk.complains("小刚", "229");
    desk.enters("小红", second, "seen", "229");
    expectTogether(second, cheaper);
    assertThat(
            desk.all(
                "SELECT complaint FROM incident_complaint WHERE incident = (SELECT incident FROM"
                    + " complaint WHERE number = "
                    + first
                    + ")"))
        .as("it is kept, with what is left in it")
        .containsExactly("" + first);
  }

  @Test
  void whatStaffTookOutStaysOut() {
    long first = complain("小明");
    long second = complain("小红");
    chat.command(Key.BRAND, "incident-move", Map.of("complaint", "" + second, "to", ""));
    desk.enters("小红", second, "seen", "229");
    desk.enters("小红", second, "seen", "239");
    expectAlone(second);
    long third = complain("小刚");
    expectTogether(first, third);
    expectAlone(second);
  }

  @Test
  void staffPutOneIntoAnIncidentThatIsSettled() {
    long first = complain("小明");
    long second = complain("小红");
    String incident = one("SELECT number FROM incident");
    chat.command(Key.BRAND, "incident-explain", Map.of("number", incident, "note", "查过了"));
    long other = desk.complains("小刚", "229");
    chat.command(Key.BRAND, "incident-move", Map.of("complaint", "" + other, "to", "99999"));
    expectAlone(other);
    chat.command(Key.BRAND, "incident-move", Map.of("complaint", "" + other, "to", incident));
    expectTogether(first, second, other);
    assertThat(one("SELECT state FROM incident")).isEqualTo("open");
  }

  @Test
  void threeOfOneCauseAreOneIncidentAndAreAnsweredTogether() {
    for (String name : List.of("小明", "小红", "小刚")) {
      complain(name);
      chat.whispers(name);
    }
    String incident = one("SELECT number FROM incident");
    assertThat(sim.count("incident")).isEqualTo(1);
    assertThat(sim.count("complaint WHERE incident = " + incident)).isEqualTo(3);
    assertThat(sim.count("todo WHERE kind = 'incident' AND state <> 'done'")).isEqualTo(1);
    String odd = one("SELECT min(number) FROM complaint");
    chat.command(Key.BRAND, "incident-move", Map.of("complaint", odd));
    assertThat(sim.count("complaint WHERE incident IS NULL")).isEqualTo(1);
    chat.command(Key.BRAND, "incident-approve", Map.of("number", incident, "note", "系统设错了价"));
    assertThat(chat.whispers("小明")).isEmpty();
    assertThat(chat.whisper("小红")).contains("退差价 10 元", "系统设错了价");
    assertThat(chat.whisper("小刚")).contains("退差价 10 元");
    assertThat(sim.count("incident WHERE state = 'settled'")).isEqualTo(1);
  }

  @Test
  void anIncidentStaysOpenUntilAllInItIsSettled() throws Exception {
    sim.publish(SimPacks.selling(Shop.desk(PriceDesk.YAML + "approvers: [店长]\n")), 2);
    complain("小明");
    complain("小红");
    String incident = one("SELECT number FROM incident");
    chat.command(Key.BRAND, "incident-approve", Map.of("number", incident, "note", ""));
    assertThat(sim.count("incident WHERE state = 'open'")).as("only 店长 approves").isEqualTo(1);
    assertThat(sim.count("complaint WHERE state = 'waiting_staff'")).isEqualTo(2);
    chat.command(Key.BRAND, "incident-explain", Map.of("number", incident, "note", "查过了"));
    assertThat(one("SELECT state || ended_by || note FROM incident")).isEqualTo("settledowner查过了");
  }

  @Test
  void anIncidentWhoseComplaintsWereSettledOneByOneIsSettled() {
    long first = complain("小明");
    long second = complain("小红");
    assertThat(sim.count("todo WHERE kind = 'incident' AND state <> 'done'")).isEqualTo(1);
    desk.staff("同意 #" + first);
    assertThat(sim.count("incident WHERE state = 'open'")).isEqualTo(1);
    desk.staff("拒绝 #" + second + " 订单里没有这件");
    assertThat(sim.count("incident WHERE state = 'settled'")).isEqualTo(1);
    assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
  }

  @Test
  void anIncidentWithNothingLeftToSettleEnds() {
    long first = complain("小明");
    long second = complain("小红");
    String incident = one("SELECT number FROM incident");
    desk.staff("同意 #" + first);
    chat.command(Key.BRAND, "incident-move", Map.of("complaint", "" + second));
    assertThat(one("SELECT state FROM incident WHERE number = " + incident)).isEqualTo("settled");
    assertThat(sim.count("todo WHERE kind = 'incident' AND state <> 'done'")).isZero();
  }

  @Test
  void anIncidentFromWhichAllWereMovedEnds() {
    long first = complain("小明");
    long second = complain("小红");
    for (long number : List.of(first, second)) {
      chat.command(Key.BRAND, "incident-move", Map.of("complaint", "" + number));
    }
    assertThat(one("SELECT state FROM incident")).isEqualTo("settled");
    assertThat(sim.count("todo WHERE kind = 'incident' AND state <> 'done'")).isZero();
    assertThat(chat.state(first)).isEqualTo("waiting_staff");
  }
}
