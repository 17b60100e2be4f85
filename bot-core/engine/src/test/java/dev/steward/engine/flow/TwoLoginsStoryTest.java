package dev.steward.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink.Receipt;
import dev.steward.chat.Order;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two logins of ours are in one group: one listens, and nothing is lost when the other must. */
class TwoLoginsStoryTest {
  private static final AccountId FIRST = SimPlatform.ACCOUNT;
  private static final AccountId SECOND = new AccountId("sim", "second");

  @TempDir Path folder;
  private Sim sim;
  private Sim.Group group;

  @BeforeEach
  void begin() throws Exception {
    sim = Sim.start(folder);
    group = sim.group("一群");
  }

  @AfterEach
  void end() {
    sim.close();
  }

  /** A login hears what a member said; each login has ids of its own. */
  private Receipt hears(AccountId login, String name, String text, Instant at) {
    Receipt receipt =
        sim.deliver(
            new Event.MessagePosted(
                login,
                group.id(),
                login.id() + sim.id(),
                Sender.member(Sim.user(name), name),
                Content.of(text),
                at));
    sim.settle();
    return receipt;
  }

  private Receipt hears(AccountId login, String name, String text) {
    return hears(login, name, text, sim.clock.instant());
  }

  private List<String> journal() {
    return sim.read(
        sql ->
            sql.list(
                "SELECT source, user_id FROM journal WHERE kind = 'message-posted' ORDER BY seq",
                row -> row.text(1) + " " + row.text(2)));
  }

  private List<AccountId> whoDeleted() {
    return sim.platform.performed().stream()
        .filter(order -> order.action() instanceof Action.DeleteMessage)
        .map(Order::account)
        .toList();
  }

  @Test
  void whoListenedIsRemovedFromTheGroupAndTheOtherListensOn() {
    sim.deliver(
        new Event.GroupSeen(
            SECOND,
            group.id(),
            sim.id(),
            "一群",
            Set.of(Capability.SEND, Capability.DELETE),
            sim.clock.instant()));
    hears(FIRST, "小明", "大家好");
    assertThat(hears(SECOND, "小明", "大家好")).isEqualTo(Receipt.DUPLICATE);
    sim.deliver(new Event.GroupLost(FIRST, group.id(), sim.id(), sim.clock.instant()));
    hears(SECOND, "小红", "加微信领券");
    assertThat(whoDeleted()).containsExactly(SECOND);
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT state || ' ' || capabilities FROM chat_group", row -> row.text(1))))
        .as("it is there, with what the second may do")
        .containsExactly("present [\"SEND\",\"DELETE\"]");
  }

  private void seen(AccountId login, Capability... may) {
    sim.deliver(
        new Event.GroupSeen(login, group.id(), sim.id(), "一群", Set.of(may), sim.clock.instant()));
    sim.settle();
  }

  /** The manager brought in a second login because the first is no admin here. */
  @Test
  void whoMayDoMoreListensAndActs() {
    seen(FIRST, Capability.SEND);
    hears(FIRST, "小明", "大家好");
    seen(SECOND, Capability.SEND, Capability.DELETE);
    assertThat(hears(FIRST, "小红", "加微信领券")).isEqualTo(Receipt.DUPLICATE);
    hears(SECOND, "小红", "加微信领券");
    assertThat(whoDeleted()).containsExactly(SECOND);
    seen(FIRST, Capability.SEND);
    assertThat(hears(FIRST, "小李", "大家好"))
        .as("it is back, and no admin")
        .isEqualTo(Receipt.DUPLICATE);
    assertThat(hears(SECOND, "小李", "大家好")).isEqualTo(Receipt.COMMITTED);
  }

  private String mayDo() {
    return sim.read(sql -> sql.first("SELECT capabilities FROM chat_group", row -> row.text(1)))
        .orElseThrow();
  }

  /** Its line comes up group by group: the group is told of before the login counts as up. */
  @Test
  void whoMayDoMoreTakesTheGroupOnceItIsUpAndAgainAfterEachCut() {
    seen(FIRST, Capability.SEND);
    sim.platform.down(SECOND);
    seen(SECOND, Capability.SEND, Capability.DELETE);
    hears(FIRST, "小明", "大家好");
    sim.platform.down(null);
    hears(SECOND, "小红", "加微信领券");
    assertThat(whoDeleted()).containsExactly(SECOND);
    sim.platform.down(SECOND);
    hears(FIRST, "小李", "大家好");
    assertThat(mayDo()).as("what the first may do").isEqualTo("[\"SEND\"]");
    sim.platform.down(null);
    hears(FIRST, "小王", "大家好");
    assertThat(hears(SECOND, "小王", "大家好")).isEqualTo(Receipt.COMMITTED);
    assertThat(mayDo()).isEqualTo("[\"SEND\",\"DELETE\"]");
  }

  @Test
  void whoIsOutOfTheGroupTakesItFromNobody() {
    seen(FIRST, Capability.SEND, Capability.DELETE);
    seen(SECOND, Capability.SEND);
    sim.deliver(new Event.GroupLost(FIRST, group.id(), sim.id(), sim.clock.instant()));
    hears(SECOND, "小明", "大家好");
    hears(SECOND, "小红", "大家好");
    assertThat(journal()).containsExactly("sim:second sim:小明", "sim:second sim:小红");
    assertThat(mayDo()).isEqualTo("[\"SEND\"]");
  }

  @Test
  void whoIsNoAdminAnyMoreLeavesTheGroupToWhoIs() {
    seen(FIRST, Capability.SEND, Capability.DELETE);
    seen(SECOND, Capability.SEND, Capability.DELETE);
    hears(FIRST, "小明", "大家好");
    seen(FIRST, Capability.SEND);
    hears(SECOND, "小红", "加微信领券");
    assertThat(whoDeleted()).containsExactly(SECOND);
    assertThat(hears(FIRST, "小红", "加微信领券")).isEqualTo(Receipt.DUPLICATE);
  }

  @Test
  void aLoginThatLosesTheGroupWhileAnotherListensTakesNothingAway() {
    hears(FIRST, "小明", "大家好");
    sim.platform.down(FIRST);
    sim.deliver(new Event.GroupLost(SECOND, group.id(), sim.id(), sim.clock.instant()));
    sim.platform.down(null);
    hears(FIRST, "小红", "加微信领券");
    assertThat(whoDeleted()).containsExactly(FIRST);
    assertThat(sim.count("chat_group WHERE state = 'present'")).isEqualTo(1);
  }

  @Test
  void whatWasSaidBeforeADeadLineWasNoticedIsJudgedOnce() {
    hears(FIRST, "小明", "加微信领券");
    hears(SECOND, "小明", "加微信领券");
    sim.pass(Duration.ofSeconds(10));
    hears(SECOND, "小红", "加微信领券");
    sim.pass(Duration.ofSeconds(30));
    sim.platform.down(FIRST);
    hears(SECOND, "小李", "大家好");
    assertThat(whoDeleted()).containsExactly(FIRST, SECOND);
    assertThat(journal())
        .containsExactly("sim:steward sim:小明", "sim:second sim:小红", "sim:second sim:小李");
    assertThat(sim.count("moderation_case")).isEqualTo(2);
  }

  @Test
  void ofTwoMessagesInOneSecondOnlyTheSecondIsJudgedAgain() {
    hears(FIRST, "小明", "加微信领券");
    hears(SECOND, "小明", "加微信领券");
    hears(SECOND, "小明", "加微信领券");
    sim.platform.down(FIRST);
    hears(SECOND, "小李", "大家好");
    assertThat(journal())
        .containsExactly("sim:steward sim:小明", "sim:second sim:小明", "sim:second sim:小李");
  }

  @Test
  void whatTheFirstHasToldAndTheSecondBringsLateIsNotJudgedAgain() {
    Instant said = sim.clock.instant();
    hears(FIRST, "小明", "加微信领券", said);
    sim.pass(Duration.ofSeconds(1));
    sim.platform.down(FIRST);
    hears(SECOND, "小李", "大家好");
    assertThat(hears(SECOND, "小明", "加微信领券", said)).isEqualTo(Receipt.DUPLICATE);
    assertThat(sim.count("moderation_case")).isEqualTo(1);
    assertThat(hears(SECOND, "小明", "加微信领券")).isEqualTo(Receipt.COMMITTED);
  }

  @Test
  void whatIsLongPastIsNotJudgedWhenTheOtherTakesOver() {
    hears(SECOND, "小明", "加微信领券");
    sim.pass(Duration.ofMinutes(3));
    sim.platform.down(FIRST);
    hears(SECOND, "小李", "大家好");
    assertThat(journal()).containsExactly("sim:second sim:小李");
  }
}
