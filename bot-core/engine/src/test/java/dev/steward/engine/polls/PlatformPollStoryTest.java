package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 投票 in a group whose platform has polls of its own. */
class PlatformPollStoryTest {
  private static final String OPENS = "2026-12-01 20:00";

  @TempDir Path folder;

  private static Poll poll(Poll.Type type, int most, boolean live) {
    return new Poll(
        "next",
        "下次\n聊什么",
        type,
        List.of(
            new Poll.Option("sleep", "睡整觉"),
            new Poll.Option("food", "加辅食"),
            new Poll.Option("milk", "选奶粉")),
        false,
        1,
        most,
        List.of(),
        false,
        live,
        true,
        OPENS,
        TimeWords.read(OPENS).orElseThrow(),
        Duration.ofHours(24),
        null,
        List.of(Duration.ofHours(2)),
        Set.of(),
        "谢谢大家",
        new SourceMark("polls/next.yaml", 1, 1));
  }

  /** A group where the poll has just opened, on a platform that takes polls unless it is told. */
  private static Sim.Group opened(Sim sim, @Nullable Outcome instead) {
    sim.platform.trouble(
        order ->
            switch (order.action()) {
              case Action.AskPoll _ ->
                  instead == null ? new Outcome.Accepted("n" + order.id()) : instead;
              case Action.EndPoll _ -> new Outcome.Accepted("");
              default -> null;
            });
    Sim.Group group = sim.group("一群");
    sim.deliver(
        new Event.GroupSeen(
            SimPlatform.ACCOUNT,
            group.id(),
            sim.id(),
            "一群",
            EnumSet.allOf(Capability.class),
            sim.clock.instant()));
    sim.settle();
    sim.pass(PollStoryTest.untilOpen(sim));
    return group;
  }

  private static <A extends Action> List<Order> orders(Sim sim, Class<A> kind) {
    return sim.platform.performed().stream()
        .filter(order -> kind.isInstance(order.action()))
        .toList();
  }

  private static void votes(Sim sim, Sim.Group group, String name, String... labels) {
    votes(sim, group, SimPlatform.ACCOUNT, name, labels);
  }

  private static void votes(
      Sim sim, Sim.Group group, AccountId asker, String name, String... labels) {
    Order asked = orders(sim, Action.AskPoll.class).getLast();
    List<Button> options = ((Action.AskPoll) asked.action()).options();
    sim.deliver(
        new Event.PollVoted(
            asker,
            group.id(),
            sim.id(),
            "n" + asked.id(),
            Sender.member(Sim.user(name), name),
            Stream.of(labels)
                .map(
                    label ->
                        options.stream()
                            .filter(option -> option.label().equals(label))
                            .findFirst()
                            .orElseThrow()
                            .value())
                .toList(),
            sim.clock.instant()));
    sim.settle();
  }

  @Test
  void whatHidesNothingIsAskedAsThePlatformsOwnPoll() throws Exception {
    Pack pack = SimPacks.asking(poll(Poll.Type.SINGLE, 1, true));
    Sim sim = Sim.start(folder, pack);
    Sim.Group group = opened(sim, null);
    Order order = orders(sim, Action.AskPoll.class).getFirst();
    Action.AskPoll asked = (Action.AskPoll) order.action();
    assertThat(asked.question()).isEqualTo("【投票 #1】下次 聊什么 · 12月2日 周三 20:00 截止");
    assertThat(asked.options()).extracting(Button::label).containsExactly("睡整觉", "加辅食", "选奶粉");
    assertThat(asked.several()).isFalse();
    assertThat(group.answers()).as("and in no other way").isEmpty();
    votes(sim, group, "小明", "睡整觉");
    votes(sim, group, "小红", "选奶粉");
    votes(sim, group, "小明", "加辅食");
    votes(sim, group, "小刚", "选奶粉");
    votes(sim, group, "小刚");
    group.says("小丽", "3");
    group.replies("小美", "n" + order.id(), "加辅食");
    assertThat(PollStoryTest.votes(sim))
        .containsExactlyInAnyOrder("小明[\"food\"]", "小红[\"milk\"]", "小丽[\"milk\"]", "小美[\"food\"]");
    assertThat(sim.count("ballot_change")).as("changes keep their history").isEqualTo(7);
    sim.pass(Duration.ofMinutes(1));
    assertThat(group.answers())
        .as("only who did not see it in the poll is told")
        .containsExactly("投票 #1 记下了：小丽、小美，共 4 人已投。");
    String asks = group.says("小云", "投票");
    assertThat(group.room.messages().getLast().message())
        .satisfies(
            message -> {
              assertThat(message.replyTo()).isEqualTo("n" + order.id()).isNotEqualTo(asks);
              assertThat(message.content().text()).contains("在上面引用的投票里点选就行。", "截止");
              assertThat(message.buttons()).isEmpty();
            });

    try (Sim again = sim.restart(sim.clock.instant().plusSeconds(60))) {
      Sim.Group same = again.known("一群");
      votes(again, same, "小红");
      assertThat(PollStoryTest.votes(again)).hasSize(3);
      again.pass(Duration.ofHours(22));
      assertThat(same.room.messages().getLast().message())
          .satisfies(
              message -> {
                assertThat(message.replyTo()).isEqualTo("n" + order.id());
                assertThat(message.content().text()).contains("还有 2 小时截止，已有 3 人投票", "引用的投票");
                assertThat(message.buttons()).isEmpty();
              });
      assertThat(orders(again, Action.EndPoll.class)).isEmpty();
      again.pass(Duration.ofHours(2));
      assertThat(orders(again, Action.EndPoll.class))
          .extracting(Order::action)
          .containsExactly(new Action.EndPoll(same.id(), "n" + order.id()));
      assertThat(same.room.said().getLast()).contains("共 3 人参加", "谢谢大家");
      assertThat(orders(again, Action.AskPoll.class)).hasSize(1);
      votes(again, same, "小红", "睡整觉");
      again.pass(Duration.ofMinutes(1));
      assertThat(same.room.said().getLast()).as("too late").contains("小红", "已经结束");
      assertThat(PollStoryTest.votes(again)).hasSize(3);
    }
  }

  @Test
  void anyNumberOfChoicesIsSeveral() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(Poll.Type.MULTI, 3, true)))) {
      Sim.Group group = opened(sim, null);
      Action.AskPoll asked = (Action.AskPoll) orders(sim, Action.AskPoll.class).getFirst().action();
      assertThat(asked.several()).isTrue();
      assertThat(asked.question()).contains("可多选");
      votes(sim, group, "小明", "选奶粉", "睡整觉");
      votes(sim, group, "小明", "选奶粉", "加辅食");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"food\",\"milk\"]");
    }
  }

  @Test
  void whatIsHiddenOrCountsChoicesStaysWithButtons() throws Exception {
    for (Poll poll : List.of(poll(Poll.Type.SINGLE, 1, false), poll(Poll.Type.MULTI, 2, true))) {
      Path own = folder.resolve(poll.type().name());
      Files.createDirectories(own);
      try (Sim sim = Sim.start(own, SimPacks.asking(poll))) {
        Sim.Group group = opened(sim, null);
        assertThat(orders(sim, Action.AskPoll.class)).isEmpty();
        assertThat(group.room.messages().getLast().message().buttons()).hasSize(3);
      }
    }
  }

  @Test
  void whereThePlatformTakesNoneItIsAskedInWords() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(Poll.Type.SINGLE, 1, true)))) {
      Sim.Group group = opened(sim, new Outcome.Refused("polls are not allowed here"));
      assertThat(orders(sim, Action.AskPoll.class)).hasSize(1);
      assertThat(group.answers().getLast()).contains("【投票 #1】", "1. 睡整觉", "截止");
      group.presses("小明", "睡整觉");
      sim.pass(Duration.ofHours(24));
      assertThat(orders(sim, Action.EndPoll.class)).isEmpty();
      assertThat(group.room.said().getLast()).contains("共 1 人参加");
      assertThat(sim.count("action WHERE state = 'observed'")).isZero();
    }
  }

  @Test
  void whereThePlatformNeverToldItIsAskedInWordsAndAVoteTellsThatItStandsThere() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(Poll.Type.SINGLE, 1, true)))) {
      sim.platform.sayOnce(false);
      Sim.Group group = opened(sim, Outcome.Failed.unknown("no answer in time"));
      Order order = orders(sim, Action.AskPoll.class).getFirst();
      assertThat(group.answers().getLast()).contains("【投票 #1】", "1. 睡整觉");
      votes(sim, group, "小明", "睡整觉");
      votes(sim, group, "小红", "睡整觉");
      votes(sim, group, "小明");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小红[\"sleep\"]");
      sim.pass(Duration.ofHours(24));
      assertThat(orders(sim, Action.EndPoll.class))
          .extracting(Order::action)
          .containsExactly(new Action.EndPoll(group.id(), "n" + order.id()));
    }
  }

  @Test
  void votesCountInAPauseAndTheEndIsTheEndThere() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.asking(poll(Poll.Type.SINGLE, 1, true)))) {
      sim.staff("店长");
      Sim.Group group = opened(sim, null);
      group.says("店长", "暂停 48h");
      int said = group.room.said().size();
      votes(sim, group, "小明", "睡整觉");
      group.says("小红", "2");
      assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"sleep\"]");
      sim.pass(Duration.ofHours(24));
      assertThat(orders(sim, Action.EndPoll.class)).hasSize(1);
      assertThat(group.room.said()).as("nothing is said in a pause").hasSize(said);
    }
  }

  @Test
  void theLoginThatAskedHearsTheVotesAndEndsItThoughAnotherListensByThen() throws Exception {
    AccountId other = new AccountId(SimPlatform.ACCOUNT.platform(), "another-login");
    Sim sim = Sim.start(folder, SimPacks.asking(poll(Poll.Type.SINGLE, 1, true)));
    Sim.Group group = opened(sim, null);
    sim.platform.down(SimPlatform.ACCOUNT);
    sim.deliver(
        new Event.MemberLeft(
            other, group.id(), sim.id(), Sim.user("小李"), null, sim.clock.instant()));
    sim.platform.down(null);
    votes(sim, group, "小明", "睡整觉");
    assertThat(PollStoryTest.votes(sim)).containsExactly("小明[\"sleep\"]");
    try (Sim again = sim.restart(sim.clock.instant().plusSeconds(60))) {
      again.pass(Duration.ofHours(24));
      assertThat(orders(again, Action.EndPoll.class))
          .extracting(Order::account)
          .containsExactly(SimPlatform.ACCOUNT);
    }
  }
}
