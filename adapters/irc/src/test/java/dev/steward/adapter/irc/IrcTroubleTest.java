package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong between Steward and a server. */
@Timeout(60)
final class IrcTroubleTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aRefusedLoginIsNotTriedForAnHour() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      story.connect(story.settings(Map.of("password", "wrong-geheim")));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail())
          .contains("the login as steward was refused (904)")
          .doesNotContain("geheim");
      int connects = story.fake().connects();
      story.pass(Duration.ofMinutes(55));
      story.await().stays("not tried", () -> story.fake().connects() == connects);
      assertThat(story.health().state()).isEqualTo(ConnectionHealth.State.BLOCKED);
      story.pass(Duration.ofMinutes(21));
      story.await().until("tried once more", () -> story.fake().connects() == connects + 1);
    }
  }

  @Test
  void aServerWithoutLoginsIsNoPlaceForAnAccount() {
    FakeIrc.Options none = FakeIrc.Options.ALL.without("sasl");
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, none))) {
      story.connect(story.settings(Map.of()));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail()).contains("offers no login (SASL)");
      int connects = story.fake().connects();
      story.pass(Duration.ofMinutes(4));
      assertThat(story.fake().connects()).isEqualTo(connects);
      story.pass(Duration.ofMinutes(3));
      story.await().until("services may be back", () -> story.fake().connects() == connects + 1);
    }
  }

  @Test
  void aServerThatTakesCertificatesAloneIsNotShownAPassword() {
    FakeIrc.Options certificates = FakeIrc.Options.ALL.login("EXTERNAL,ECDSA-NIST256P-CHALLENGE");
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, certificates))) {
      int before = story.fake().taken("AUTHENTICATE");
      story.connect(story.settings(Map.of()));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail())
          .contains("offers only EXTERNAL,ECDSA-NIST256P-CHALLENGE")
          .contains("(expected: PLAIN or SCRAM-SHA-256)");
      assertThat(story.fake().taken("AUTHENTICATE")).isEqualTo(before);
    }
  }

  @Test
  void aServerThatNamesAnotherWayAsItRefusesIsTakenAtItsWord() {
    FakeIrc.Options both = FakeIrc.Options.ALL.login("SCRAM-SHA-256,PLAIN");
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, both))) {
      int before = story.fake().connects();
      story.connect(story.settings(Map.of()));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.fake().connects()).as("in at the first try").isEqualTo(before + 1);
    }
  }

  @Test
  void aServerThatAsksForNoLoginIsNoneEither() {
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, FakeIrc.Options.plain()))) {
      story.connect(story.settings(Map.of()));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail()).contains("let us in without a login");
    }
  }

  @Test
  void aNickInUseIsWaitedFor() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      Member squatter = Member.guest(story.irc().server().port(), STEWARD);
      story.connect(story.settings(Map.of()));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "hello")).done()).isTrue();
      assertThat(story.irc().seen(MAIN).getFirst().sender())
          .as("another nick is the same account")
          .isEqualTo(new UserId("irc", STEWARD));
      squatter.close();
      story
          .await()
          .until(
              "the nick is ours",
              () -> {
                story.pass(Duration.ofSeconds(30));
                return story.irc().person("旁观者").sees("#main", STEWARD);
              });
    }
  }

  @Test
  void aServerOfTwentyYearsAgo() {
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, FakeIrc.Options.plain()))) {
      story.connect(story.settings(Map.of("account", "", "password", "")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.irc().person(OWNER).ask(Line.of("MODE", "#main", "+o", STEWARD));
      story.event(Event.GroupSeen.class, event -> event.capabilities().contains(Capability.KICK));
      assertThat(story.connection().capabilities(MAIN))
          .containsExactlyInAnyOrder(
              Capability.SEE_MESSAGES,
              Capability.SEE_MEMBERS,
              Capability.SEND,
              Capability.PRIVATE,
              Capability.KICK,
              Capability.BAN,
              Capability.MUTE_ALL,
              Capability.SET_NOTICE);
      story.irc().member(MAIN, "小明");
      UserId ming =
          story
              .event(Event.MemberJoined.class, event -> event.member().name().equals("小明"))
              .member()
              .user();
      assertThat(ming.id()).isEqualTo("~小明!~u@host.fake");
      story.irc().person("小明").say("#main", "大家好");
      Event.MessagePosted heard =
          story.event(Event.MessagePosted.class, e -> e.content().text().equals("大家好"));
      assertThat(heard.messageId()).startsWith("~");
      assertThat(heard.sender().user()).isEqualTo(ming);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "一\n\n二")))
          .isEqualTo(new Outcome.Accepted(""));
      story.await().until("said", () -> story.irc().seen(MAIN).size() == 3);
      assertThat(story.irc().seen(MAIN).stream().map(seen -> seen.text()))
          .containsExactly("大家好", "一", "二");
      assertThat(story.perform(new Action.SendPrivate(MAIN, ming, Content.of("悄悄"), List.of())))
          .isEqualTo(new Outcome.Accepted(""));
      assertThat(story.perform(new Action.SetNotice(MAIN, "公告")))
          .isEqualTo(new Outcome.Confirmed(""));
      assertThat(story.perform(new Action.DeleteMessage(MAIN, heard.messageId())))
          .isEqualTo(new Outcome.Unsupported(Capability.DELETE));
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isEqualTo(new Outcome.Confirmed(""));
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void whoSaidNothingIsKnownOnAnOldServer() {
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, FakeIrc.Options.plain()))) {
      story.irc().member(MAIN, "小明");
      story.connect(story.settings(Map.of("account", "", "password", "")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.irc().person(OWNER).ask(Line.of("MODE", "#main", "+o", STEWARD));
      story.event(Event.GroupSeen.class, event -> event.capabilities().contains(Capability.KICK));
      UserId ming = new UserId("irc", "~小明!~u@host.fake");
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isEqualTo(new Outcome.Confirmed(""));
    }
  }

  @Test
  void whoIsRemovedWhileCatchingUpComesBack() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      story.fake().keep(line -> line.command().equals("CHATHISTORY"));
      story.connect(story.irc().settings());
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.await().until("it asks what it missed", () -> story.fake().kept() == 2);
      story.irc().person(OWNER).ask(Line.of("KICK", "#main", STEWARD, "out"));
      story.event(Event.GroupLost.class, event -> event.group().equals(MAIN));
      story.fake().goOn();
      story.pass(Duration.ofMinutes(6));
      story.await().until("back", () -> !story.connection().capabilities(MAIN).isEmpty());
      story.caughtUp();
    }
  }

  @Test
  void anAnswerThatIsLostIsUnknownAndNothingIsSaidTwice() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.irc().slow(true);
      CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, "hello"));
      story.await().until("sent", () -> !story.irc().seen(MAIN).isEmpty());
      story.host().time().advance(Duration.ofSeconds(31));
      Outcome outcome = story.await().value("an outcome", said);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNKNOWN));
      story.irc().slow(false);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "again")).done()).isTrue();
      assertThat(story.irc().seen(MAIN)).hasSize(2);
    }
  }

  @Test
  void withoutLabelsALateAnswerIsNotTheNextOnes() {
    FakeIrc.Options some = FakeIrc.Options.ALL.without("labeled-response");
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, some))) {
      story.caughtUp();
      story.irc().slow(true);
      CompletableFuture<Outcome> first = story.begin(Action.SendMessage.of(MAIN, "一"));
      story.await().until("sent", () -> story.wasSaid("一"));
      CompletableFuture<Outcome> second = story.begin(Action.SendMessage.of(MAIN, "二"));
      story.host().time().advance(Duration.ofSeconds(31));
      assertThat(story.await().value("an outcome", first)).isInstanceOf(Outcome.Failed.class);
      story.await().until("sent", () -> story.wasSaid("二"));
      story.irc().slow(false);
      assertThat(story.await().value("an outcome", second))
          .isEqualTo(new Outcome.Confirmed(story.irc().seen(MAIN).getLast().messageId()));
    }
  }

  @Test
  void aCutBeforeTheAnswerIsUnknownToo() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.irc().slow(true);
      CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, "hello"));
      story.await().until("sent", () -> !story.irc().seen(MAIN).isEmpty());
      story.irc().slow(false);
      story.irc().cut();
      Outcome outcome = story.await().value("an outcome", said);
      assertThat(outcome.done() || outcome instanceof Outcome.Failed).isTrue();
      story.awaitState(ConnectionHealth.State.CUT);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "while cut")))
          .isEqualTo(Outcome.Failed.untried("not connected", Duration.ofSeconds(5)));
      assertThat(
              story.perform(
                  new Action.SendPrivate(null, new UserId("irc", "x"), Content.of("y"), List.of())))
          .isEqualTo(Outcome.Failed.untried("not connected", Duration.ofSeconds(5)));
      story.irc().heal();
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.irc().seen(MAIN)).hasSize(1);
    }
  }

  @Test
  void noThreadAndNoTimerIsLeft() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = story.irc().member(MAIN, "小明");
      story.event(Event.MemberJoined.class, event -> event.member().user().equals(ming));
      story.perform(
          new Action.MuteMember(
              MAIN, ming, story.host().clock().instant().plus(Duration.ofDays(1))));
      story.connection().close();
      assertThat(story.host().time().waiting()).isZero();
      // A loop has ended a moment before its thread has.
      story
          .await()
          .until(
              "no thread is left",
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(
                          thread -> thread.getName().startsWith("irc-") && thread.isAlive()));
    }
  }

  /** Nothing was said to them yet, and the line that is cut tells nothing of who is online. */
  @ParameterizedTest
  @CsvSource({"~某人!u@h, PING", "小明, PING", "小明, WHO"})
  void whoIsLookedForAsTheLineIsCutMayStillBeOnline(String id, String question) {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.caughtUp();
      story
          .fake()
          .keep(
              line ->
                  line.command().equals(question)
                      && (question.equals("WHO") || line.last().equals("steward-now")));
      CompletableFuture<Outcome> sent =
          story.begin(
              new Action.SendPrivate(null, new UserId("irc", id), Content.of("验证码"), List.of()));
      story.await().until("looked for", () -> story.fake().kept() == 1);
      story.irc().cut();
      assertThat(story.await().value("an outcome", sent)).isEqualTo(Verdict.notConnected());
    }
  }
}
