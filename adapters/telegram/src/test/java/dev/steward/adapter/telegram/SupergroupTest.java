package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A plain group that becomes a supergroup is the same group to Steward, for good. */
@Timeout(60)
final class SupergroupTest {
  private static final long NEXT = -1_001_900_000_009L;

  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;
  private UserId ming = new UserId("telegram", "1");

  @BeforeEach
  void connect() {
    rig = Rig.polling(folder);
    ming = rig.fixture.member(Rig.PLAIN, "小明");
    says("大家好");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Event.MessagePosted says(String text) {
    rig.fixture.post(Rig.PLAIN, ming, text);
    return rig.heard(text);
  }

  @Test
  void itKeepsItsNameOverARestart() {
    assertThat(says("以前").group()).isEqualTo(Rig.PLAIN);
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    Event.GroupSeen seen =
        rig.event(
            Event.GroupSeen.class,
            event ->
                event.capabilities().equals(TelegramAdapter.ALL)
                    && event.group().equals(Rig.PLAIN));
    assertThat(seen.title()).isEqualTo("Plain group");
    Event.MessagePosted after = says("以后");
    assertThat(after.group()).isEqualTo(Rig.PLAIN);
    assertThat(after.messageId()).startsWith(NEXT + ".");
    rig.restart();
    assertThat(says("重启以后").group()).isEqualTo(Rig.PLAIN);
    assertThat(rig.perform(Action.SendMessage.of(Rig.PLAIN, "在")).done()).isTrue();
    assertThat(rig.saidIn(Rig.PLAIN)).containsExactly("在");
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
    assertThat(rig.connection().capabilities(new GroupId("telegram", "" + NEXT))).isEmpty();
  }

  @Test
  void anOrderThatComesFirstIsFollowedAndDoneOnce() {
    // The updates about it have not come yet.
    rig.host.events().congest(true);
    says("拥挤");
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    Outcome outcome = rig.perform(Action.SendMessage.of(Rig.PLAIN, "跟着走"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, done -> assertThat(done.nativeId()).startsWith(NEXT + "."));
    rig.host.events().congest(false);
    says("以后");
    assertThat(rig.saidIn(Rig.PLAIN)).containsExactly("跟着走");
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
  }

  @Test
  void theSameNumberInTheSupergroupIsAnotherMessage() {
    String old = Objects.requireNonNull(rig.fixture.post(Rig.PLAIN, ming, "旧"));
    rig.heard("旧");
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    says("新");
    int before = rig.fixture.seen(Rig.PLAIN).size();
    assertThat(rig.perform(new Action.DeleteMessage(Rig.PLAIN, old)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.fixture.seen(Rig.PLAIN)).hasSize(before);
    assertThat(
            rig.perform(new Action.SendMessage(Rig.PLAIN, Content.of("答"), old, List.of())).done())
        .isTrue();
    assertThat(rig.fixture.seen(Rig.PLAIN).getLast().replyTo()).isNull();
  }

  @Test
  void aSupergroupThatWasHeardOfBeforeItsPastEndsAsAGroupOfItsOwn() {
    FakeWorld world = rig.fixture.world;
    FakeChat old = world.chat(TelegramFixture.PLAIN);
    FakeChat next =
        rig.fixture.newGroup(NEXT, "supergroup", "Plain group", TelegramFixture.rights());
    GroupId alone = new GroupId("telegram", "" + NEXT);
    rig.event(Event.GroupSeen.class, event -> event.group().equals(alone));
    long owner = FakeWorld.owner(old);
    old.movedTo = NEXT;
    world.publish(
        next,
        world
            .message(next, FakeWorld.owner(next))
            .put("migrate_from_chat_id", TelegramFixture.PLAIN),
        "message",
        owner);
    rig.event(Event.GroupLost.class, event -> event.group().equals(alone));
    ming = rig.fixture.member(Rig.PLAIN, "小明");
    assertThat(says("一个群").group()).isEqualTo(Rig.PLAIN);
  }

  @Test
  void itIsTheSameGroupWhenTheUpdatesAboutItAreGone() {
    rig.connection().close();
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    // More than the 24 hours that Telegram keeps updates.
    rig.fixture.bot.updates.clear();
    rig.open();
    rig.await()
        .until(
            "it is known what may be done there",
            () -> rig.connection().capabilities(Rig.PLAIN).equals(TelegramAdapter.ALL));
    assertThat(says("回来了").group()).isEqualTo(Rig.PLAIN);
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
    rig.restart();
    assertThat(says("还是这个群").group()).isEqualTo(Rig.PLAIN);
  }

  @Test
  void whatWasSaidBeforeItWhileStewardWasAwayIsHeardInTheGroup() {
    rig.connection().close();
    rig.fixture.post(Rig.PLAIN, ming, "升级以前");
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    rig.fixture.post(Rig.PLAIN, ming, "升级以后");
    rig.host.events().congest(true);
    rig.open();
    rig.await()
        .until("it has moved", () -> rig.fixture.telegram.calls("getChatAdministrators") > 6);
    rig.host.events().congest(false);
    assertThat(rig.heard("升级以后").group()).isEqualTo(Rig.PLAIN);
    assertThat(rig.heard("升级以前").group()).isEqualTo(Rig.PLAIN);
  }

  @Test
  void ordersAreCarriedOutWhileTelegramDoesNotSayWhatTheSupergroupIs() {
    AtomicInteger asked = new AtomicInteger();
    rig.fixture.telegram.instead(
        (method, parameters) -> {
          boolean silent = method.equals("getChat") && Json.number(parameters, "chat_id") == NEXT;
          if (silent) {
            asked.incrementAndGet();
          }
          return silent ? Rig.FAILS : null;
        });
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    rig.await().until("it is asked about", () -> asked.get() > 0);
    assertThat(rig.connection().capabilities(Rig.PLAIN)).contains(Capability.SEND, Capability.KICK);
    assertThat(rig.perform(Action.SendMessage.of(Rig.PLAIN, "我在")).done()).isTrue();
    assertThat(says("听得到").group()).isEqualTo(Rig.PLAIN);
    rig.fixture.telegram.instead(null);
    rig.event(
        Event.GroupSeen.class,
        seen -> seen.group().equals(Rig.PLAIN) && seen.capabilities().equals(TelegramAdapter.ALL));
    rig.restart();
    assertThat(says("还听得到").group()).isEqualTo(Rig.PLAIN);
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
  }

  @Test
  void whatMembersMightDoBeforeAMuteOfAllGoesAlong() {
    FakeChat old = rig.fixture.world.chat(TelegramFixture.PLAIN);
    ObjectNode before = old.permissions.put("can_send_polls", false).deepCopy();
    assertThat(rig.perform(new Action.MuteAll(Rig.PLAIN, true)).done()).isTrue();
    FakeChat next = rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    rig.event(
        Event.GroupSeen.class,
        seen -> seen.group().equals(Rig.PLAIN) && seen.capabilities().equals(TelegramAdapter.ALL));
    assertThat(rig.perform(new Action.MuteAll(Rig.PLAIN, false)).done()).isTrue();
    assertThat(next.permissions).isEqualTo(before);
  }

  private Action.AskPoll poll() {
    return new Action.AskPoll(
        Rig.PLAIN, "哪个？", List.of(new Button("好", "yes"), new Button("不", "no")), false);
  }

  @Test
  void aVoteFromBeforeIsHeardInTheGroupAndItsPollCanNotBeEndedAnyMore() {
    String poll = ((Outcome.Accepted) rig.perform(poll())).nativeId();
    // The updates about it have not come yet.
    rig.host.events().congest(true);
    says("拥挤");
    assertThat(rig.fixture.vote(Rig.PLAIN, ming, poll, Set.of("不"))).isTrue();
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    String next = ((Outcome.Accepted) rig.perform(poll())).nativeId();
    assertThat(next).startsWith(NEXT + ".");
    rig.host.events().congest(false);
    Event.PollVoted vote = rig.event(Event.PollVoted.class, _ -> true);
    assertThat(vote.group()).isEqualTo(Rig.PLAIN);
    assertThat(vote.messageId()).isEqualTo(poll);
    assertThat(rig.perform(new Action.EndPoll(Rig.PLAIN, poll)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.fixture.telegram.calls("stopPoll")).isZero();
    assertThat(rig.fixture.vote(Rig.PLAIN, ming, next, Set.of("好"))).isTrue();
    rig.event(
        Event.PollVoted.class,
        event -> event.messageId().equals(next) && event.group().equals(Rig.PLAIN));
    assertThat(rig.perform(new Action.EndPoll(Rig.PLAIN, next)).done()).isTrue();
  }

  @Test
  void aQuestionFollowsTheGroupWhileAVoteWaitsForIt() {
    rig.fixture.telegram.slowToAnswer("sendPoll");
    synchronized (rig.fixture.world) {
      rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
      // The order is the first to meet it.
      rig.fixture.bot.updates.removeIf(update -> update.toString().contains("migrate_"));
    }
    CompletableFuture<Outcome> asked = rig.begin(poll()).toCompletableFuture();
    rig.await().until("it is there", () -> rig.fixture.telegram.calls("sendPoll") == 1);
    synchronized (rig.fixture.world) {
      ObjectNode answer = Json.object().put("poll_id", "5");
      answer.putArray("option_ids").add(0);
      answer.putObject("user").put("id", 9).put("first_name", "路人");
      rig.fixture.bot.report("poll_answer", answer);
    }
    UserId hong = rig.member("小红");
    rig.fixture.post(Rig.MAIN, hong, "后来");
    rig.await()
        .stays(
            "the vote holds it up",
            () ->
                rig.host.events().events(Event.MessagePosted.class).stream()
                    .noneMatch(event -> event.group().equals(Rig.MAIN)));
    rig.fixture.telegram.slowToAnswer("");
    assertThat(rig.await().value("an outcome", asked))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, done -> assertThat(done.nativeId()).startsWith(NEXT + "."));
    rig.heard("后来");
    assertThat(rig.host.events().events(Event.PollVoted.class)).isEmpty();
  }
}
