package dev.steward.adapter.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's own polls, in the cases that the contract does not tell. */
@Timeout(60)
final class PollsTest {
  private static final List<Button> OPTIONS =
      List.of(new Button("清爽", "light"), new Button("滋润", "rich"));

  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;
  private UserId ming = new UserId("telegram", "1");

  @BeforeEach
  void connect() {
    rig = Rig.polling(folder);
    ming = rig.member("小明");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Action.AskPoll poll(GroupId group) {
    return new Action.AskPoll(group, "夏天用哪种？", OPTIONS, false);
  }

  private String ask() {
    return ((Outcome.Accepted) rig.perform(poll(Rig.MAIN))).nativeId();
  }

  private void votes(UserId who, String poll, String label) {
    assertThat(rig.fixture.vote(Rig.MAIN, who, poll, Set.of(label))).isTrue();
  }

  private Event.PollVoted vote(UserId who) {
    return rig.event(Event.PollVoted.class, event -> event.sender().user().equals(who));
  }

  private List<Event.PollVoted> votes() {
    return rig.host.events().events(Event.PollVoted.class);
  }

  /** A later word is heard, so that all before it has been read. */
  private void allIsRead() {
    rig.fixture.post(Rig.MAIN, ming, "在此之后");
    rig.heard("在此之后");
  }

  /** Telegram's id of the poll in the newest message. */
  private String newestPoll() {
    FakeChat main = rig.fixture.world.chat(TelegramFixture.MAIN);
    return Json.text(rig.fixture.world.seen(main).getLast().path("poll"), "id");
  }

  private void update(String json) {
    synchronized (rig.fixture.world) {
      FakeBot bot = rig.fixture.bot;
      var update = (ObjectNode) Json.parse(json.replace('\'', '"').getBytes(UTF_8)).orElseThrow();
      bot.updates.add(update.put("update_id", bot.nextUpdate()));
    }
  }

  private String notebook() {
    try {
      return Files.readString(folder.resolve("telegram.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aVoteThatIsQuickerThanTheAnswerToTheQuestionWaitsForIt() {
    rig.fixture.telegram.slowToAnswer("sendPoll");
    CompletableFuture<Outcome> asked = rig.begin(poll(Rig.MAIN)).toCompletableFuture();
    rig.await().until("members see it", () -> !newestPollOrNone().isEmpty());
    String seen = rig.fixture.seen(Rig.MAIN).getLast().messageId();
    String telegrams = newestPoll();
    CompletableFuture<Integer> votesBefore = asked.thenApply(_ -> votes().size());
    CompletableFuture<String> kept = asked.thenApply(_ -> notebook());
    votes(ming, seen, "滋润");
    rig.fixture.post(Rig.MAIN, ming, "我选好了");
    rig.await()
        .stays(
            "all waits",
            () ->
                votes().isEmpty() && rig.host.events().events(Event.MessagePosted.class).isEmpty());
    rig.fixture.telegram.slowToAnswer("");
    rig.heard("我选好了");
    assertThat(vote(ming).messageId()).isEqualTo(seen);
    assertThat(vote(ming).values()).containsExactly("rich");
    assertThat(asked).isCompletedWithValue(new Outcome.Accepted(seen));
    assertThat(votesBefore).as("the outcome is told first").isCompletedWithValue(0);
    assertThat(kept.join()).contains(telegrams);
    assertThat(
            rig.host.events().events(Event.InGroup.class).stream()
                .filter(e -> e instanceof Event.PollVoted || e instanceof Event.MessagePosted)
                .toList())
        .as("in order")
        .extracting(e -> e.getClass().getSimpleName())
        .containsExactly("PollVoted", "MessagePosted");
  }

  private String newestPollOrNone() {
    return rig.fixture.seen(Rig.MAIN).isEmpty() ? "" : newestPoll();
  }

  @Test
  void aQuestionThatIsNeverAnsweredHoldsNoVoteUpForGood() {
    String known = ask();
    rig.fixture.telegram.slowToAnswer("sendPoll");
    CompletableFuture<Outcome> asked = rig.begin(poll(Rig.MAIN)).toCompletableFuture();
    rig.await().until("it is there", () -> rig.fixture.telegram.calls("sendPoll") == 2);
    rig.await().until("members see it", () -> rig.fixture.seen(Rig.MAIN).size() == 2);
    votes(ming, known, "清爽");
    assertThat(vote(ming).messageId()).as("a known one does not wait").isEqualTo(known);
    assertThat(asked).isNotDone();
    votes(ming, rig.fixture.seen(Rig.MAIN).getLast().messageId(), "清爽");
    rig.fixture.post(Rig.MAIN, ming, "怎么没反应");
    rig.host.time().advance(Duration.ofMinutes(1));
    assertThat(rig.await().value("an outcome", asked))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNKNOWN));
    rig.heard("怎么没反应");
    assertThat(votes()).hasSize(1);
  }

  @Test
  void aVoteBelongsToItsQuestionAfterARestart() {
    String id = ask();
    rig.connection().close();
    votes(ming, id, "清爽");
    rig.open();
    assertThat(vote(ming).messageId()).isEqualTo(id);
    assertThat(vote(ming).values()).containsExactly("light");
    assertThat(vote(ming).group()).isEqualTo(Rig.MAIN);
  }

  @Test
  void aNotebookOfBeforeThereWerePollsIsReadAndKeepsThemFromThenOn() throws IOException {
    rig.connection().close();
    ObjectNode old =
        (ObjectNode) Json.parse(Files.readAllBytes(folder.resolve("telegram.json"))).orElseThrow();
    assertThat(old.remove("polls")).isNotNull();
    Files.write(folder.resolve("telegram.json"), Json.bytes(old));
    rig.open();
    rig.await().until("connected", () -> rig.connection().capabilities(Rig.MAIN).size() > 1);
    String id = ask();
    rig.restart();
    votes(ming, id, "清爽");
    assertThat(vote(ming).messageId()).isEqualTo(id);
  }

  @Test
  void whereMembersMayNotAskPollsNeitherMayTheBotUnlessItRunsTheGroup() {
    for (long chat : new long[] {TelegramFixture.QUIET, TelegramFixture.MAIN}) {
      rig.fixture.world.chat(chat).permissions.put("can_send_polls", false);
    }
    rig.restart();
    rig.await()
        .until(
            "its rights are known",
            () -> !rig.connection().capabilities(Rig.QUIET).contains(Capability.POLLS));
    assertThat(rig.connection().capabilities(Rig.QUIET)).contains(Capability.SEND);
    assertThat(rig.perform(poll(Rig.QUIET))).isEqualTo(new Outcome.Unsupported(Capability.POLLS));
    assertThat(rig.fixture.telegram.calls("sendPoll")).isZero();
    assertThat(rig.perform(poll(Rig.MAIN)).done()).isTrue();
  }

  @Test
  void anEndedPollIsForgottenAndEndedAgainItIsDone() {
    String id = ask();
    String telegrams = newestPoll();
    assertThat(notebook()).contains(telegrams);
    for (int i = 0; i < 2; i++) {
      assertThat(rig.perform(new Action.EndPoll(Rig.MAIN, id))).isEqualTo(new Outcome.Accepted(id));
    }
    assertThat(rig.fixture.telegram.calls("stopPoll")).isEqualTo(2);
    assertThat(notebook()).doesNotContain(telegrams);
  }

  @Test
  void aPollWhoseMessageIsGoneIsRefusedAndForgotten() {
    String id = ask();
    String telegrams = newestPoll();
    rig.fixture.recall(Rig.MAIN, ming, id);
    assertThat(rig.perform(new Action.EndPoll(Rig.MAIN, id))).isInstanceOf(Outcome.Refused.class);
    assertThat(notebook()).doesNotContain(telegrams);
  }

  @Test
  void aPollThatCouldNotBeEndedNowStillTakesVotes() {
    String id = ask();
    rig.fixture.telegram.methods.floodOfDeeds(TelegramFixture.MAIN, Duration.ofSeconds(40));
    assertThat(rig.perform(new Action.EndPoll(Rig.MAIN, id))).isInstanceOf(Outcome.Failed.class);
    votes(ming, id, "滋润");
    assertThat(vote(ming).messageId()).isEqualTo(id);
  }

  @Test
  void whatTelegramWouldNotTakeIsRefusedBeforeItIsAsked() {
    String long300 = "问".repeat(300);
    List<Button> ten = IntStream.range(0, 10).mapToObj(i -> new Button("第" + i, "" + i)).toList();
    List<Button> eleven =
        IntStream.range(0, 11).mapToObj(i -> new Button("第" + i, "" + i)).toList();
    List<Button> just = List.of(new Button("好".repeat(100), "yes"), new Button("不", "no"));
    List<Button> over = List.of(new Button("好".repeat(101), "yes"), new Button("不", "no"));
    List<Button> silent = List.of(new Button("好", "yes"), new Button(" ", "no"));
    refused(long300 + "问", OPTIONS, "301 characters");
    refused(" ", OPTIONS, "no question");
    refused("哪个？", eleven, "11 options");
    refused("哪个？", OPTIONS.subList(0, 1), "1 options");
    refused("哪个？", over, "option 1 has 101 characters");
    refused("哪个？", silent, "option 2 has no words");
    assertThat(rig.fixture.telegram.calls("sendPoll")).isZero();
    assertThat(rig.perform(new Action.AskPoll(Rig.MAIN, long300, ten, false)).done()).isTrue();
    assertThat(rig.perform(new Action.AskPoll(Rig.MAIN, "哪个？", just, true)).done()).isTrue();
  }

  private void refused(String question, List<Button> options, String why) {
    assertThat(rig.perform(new Action.AskPoll(Rig.MAIN, question, options, false)))
        .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.reason()).contains(why));
  }

  @Test
  void whoRunsTheGroupVotesAsTheyAre() {
    String id = ask();
    long owner = FakeWorld.owner(rig.fixture.world.chat(TelegramFixture.MAIN));
    UserId boss = new UserId("telegram", "" + owner);
    votes(boss, id, "清爽");
    votes(ming, id, "清爽");
    assertThat(vote(boss).sender().role()).isEqualTo(Role.OWNER);
    assertThat(vote(ming).sender().role()).isEqualTo(Role.MEMBER);
    assertThat(vote(ming).sender().name()).isEqualTo("小明");
  }

  @Test
  void votesOfNobodyInParticularAndInOthersPollsAreNone() {
    ask();
    String poll = newestPoll();
    update(
        "{'poll_answer':{'poll_id':'"
            + poll
            + "','voter_chat':{'id':-1009,'type':'channel','title':'品牌频道'},"
            + "'user':{'id':136817688,'is_bot':true,'first_name':'Channel'},'option_ids':[0]}}");
    update("{'poll_answer':{'poll_id':'5','user':{'id':9,'first_name':'路人'},'option_ids':[0]}}");
    update("{'poll_answer':{'user':{'id':9,'first_name':'路人'},'option_ids':[0]}}");
    allIsRead();
    assertThat(votes()).isEmpty();
    assertThat(rig.detail()).doesNotContain("not understood");
  }

  @Test
  void aVoteThatMakesNoSenseIsCountedAndSteppedOver() {
    String id = ask();
    String poll = newestPoll();
    for (String odd : List.of("[2]", "[-1]", "['x']", "[0.5]", "7", "[0,9]")) {
      update(
          "{'poll_answer':{'poll_id':'"
              + poll
              + "','user':{'id':9,'first_name':'路人'},'option_ids':"
              + odd
              + "}}");
    }
    update("{'poll_answer':{'poll_id':'" + poll + "','option_ids':[0]}}");
    votes(ming, id, "清爽");
    assertThat(vote(ming).values()).containsExactly("light");
    assertThat(votes()).hasSize(1);
    assertThat(rig.detail()).contains("7 updates not understood");
  }

  @Test
  void aVoteInAGroupThatTheBotHasLeftIsNone() {
    String id = ((Outcome.Accepted) rig.perform(poll(Rig.QUIET))).nativeId();
    FakeChat quiet = rig.fixture.world.chat(TelegramFixture.QUIET);
    UserId hong = rig.fixture.member(Rig.QUIET, "小红");
    rig.fixture.world.become(
        quiet, FakeChat.plain(TelegramFixture.BOT, "kicked"), FakeWorld.owner(quiet));
    assertThat(rig.fixture.vote(Rig.QUIET, hong, id, Set.of("清爽"))).isTrue();
    allIsRead();
    assertThat(votes()).isEmpty();
    assertThat(rig.detail()).doesNotContain("not understood");
  }

  @Test
  void aFloodWaitIsKeptTo() {
    rig.fixture.telegram.methods.flood(TelegramFixture.MAIN, Duration.ofSeconds(40));
    assertThat(rig.perform(poll(Rig.MAIN)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            wait -> assertThat(wait.effect()).isEqualTo(Outcome.Effect.UNTRIED));
    assertThat(rig.perform(poll(Rig.MAIN))).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.fixture.telegram.methods.callsInFlood(TelegramFixture.MAIN)).isEqualTo(1);
    rig.host.time().advance(Duration.ofSeconds(41));
    assertThat(rig.perform(poll(Rig.MAIN)).done()).isTrue();
  }
}
