package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static dev.steward.adapter.irc.IrcFixture.QUIET;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between Steward and a server. */
@Timeout(60)
final class IrcTroubleTest {
  @TempDir Path folder = Path.of("");

  /** The fixture's settings with others in their place; an empty value takes a key away. */
  private static Settings settings(Story story, Map<String, String> others) {
    Map<String, String> values = new HashMap<>();
    values.put("server", "127.0.0.1");
    values.put("port", Integer.toString(story.irc().proxy().port()));
    values.put("tls", "false");
    values.put("nick", STEWARD);
    values.put("account", STEWARD);
    values.put("password", Member.password(STEWARD));
    values.put("channels", "#main, #quiet");
    values.put("messagesPerSecond", "1000");
    values.put("burst", "1000");
    values.putAll(others);
    values.values().removeIf(String::isEmpty);
    return new Settings("adapters.irc", values);
  }

  /** What is said now is heard now, in each channel: nothing of the past is fetched any more. */
  private static void caughtUp(Story story) {
    for (GroupId group : List.of(MAIN, QUIET)) {
      story.await().until("caught up", () -> hearsNoPast(story, group));
    }
  }

  private static boolean hearsNoPast(Story story, GroupId group) {
    int pages = fake(story).taken("CHATHISTORY");
    UserId watcher = IrcFixture.id("旁观者");
    story.heard(Objects.requireNonNull(story.irc().post(group, watcher, "早")));
    return fake(story).taken("CHATHISTORY") == pages;
  }

  private static boolean wasSaid(Story story, String text) {
    return story.irc().seen(MAIN).stream().anyMatch(seen -> seen.text().equals(text));
  }

  private static FakeIrc fake(Story story) {
    return (FakeIrc) story.irc().server();
  }

  @Test
  void aRefusedLoginIsNotTriedForAnHour() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      story.connect(settings(story, Map.of("password", "wrong-geheim")));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail())
          .contains("the login as steward was refused (904)")
          .doesNotContain("geheim");
      int connects = fake(story).connects();
      story.pass(Duration.ofMinutes(55));
      story.await().stays("not tried", () -> fake(story).connects() == connects);
      assertThat(story.health().state()).isEqualTo(ConnectionHealth.State.BLOCKED);
      story.pass(Duration.ofMinutes(21));
      story.await().until("tried once more", () -> fake(story).connects() == connects + 1);
    }
  }

  @Test
  void aServerWithoutLoginsIsNoPlaceForAnAccount() {
    FakeIrc.Options none = FakeIrc.Options.ALL.without("sasl");
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, none))) {
      story.connect(settings(story, Map.of()));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail()).contains("offers no login (SASL)");
      int connects = fake(story).connects();
      story.pass(Duration.ofMinutes(4));
      assertThat(fake(story).connects()).isEqualTo(connects);
      story.pass(Duration.ofMinutes(3));
      story.await().until("services may be back", () -> fake(story).connects() == connects + 1);
    }
  }

  @Test
  void aServerThatAsksForNoLoginIsNoneEither() {
    try (Story story = Story.before(folder, host -> FakeIrc.start(host, FakeIrc.Options.plain()))) {
      story.connect(settings(story, Map.of()));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail()).contains("let us in without a login");
    }
  }

  @Test
  void aNickInUseIsWaitedFor() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      Member squatter = Member.guest(story.irc().server().port(), STEWARD);
      story.connect(settings(story, Map.of()));
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
      story.connect(settings(story, Map.of("account", "", "password", "")));
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
      story.connect(settings(story, Map.of("account", "", "password", "")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.irc().person(OWNER).ask(Line.of("MODE", "#main", "+o", STEWARD));
      story.event(Event.GroupSeen.class, event -> event.capabilities().contains(Capability.KICK));
      UserId ming = new UserId("irc", "~小明!~u@host.fake");
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isEqualTo(new Outcome.Confirmed(""));
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
      caughtUp(story);
      story.irc().slow(true);
      CompletableFuture<Outcome> first = story.begin(Action.SendMessage.of(MAIN, "一"));
      story.await().until("sent", () -> wasSaid(story, "一"));
      CompletableFuture<Outcome> second = story.begin(Action.SendMessage.of(MAIN, "二"));
      story.host().time().advance(Duration.ofSeconds(31));
      assertThat(story.await().value("an outcome", first)).isInstanceOf(Outcome.Failed.class);
      story.await().until("sent", () -> wasSaid(story, "二"));
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
          .isEqualTo(Outcome.Failed.retry("not connected", Duration.ofSeconds(5)));
      assertThat(
              story.perform(
                  new Action.SendPrivate(null, new UserId("irc", "x"), Content.of("y"), List.of())))
          .isEqualTo(Outcome.Failed.retry("not connected", Duration.ofSeconds(5)));
      story.irc().heal();
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.irc().seen(MAIN)).hasSize(1);
    }
  }

  @Test
  void aMuteAfterACutWaitsUntilItIsKnownWhoIsThere() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = story.irc().member(MAIN, "小明");
      story.event(Event.MemberJoined.class, event -> event.member().user().equals(ming));
      Instant later = story.host().clock().instant().plus(Duration.ofDays(1));
      fake(story).keep(line -> line.command().equals("WHO"));
      story.irc().cut();
      story.irc().heal();
      story.await().until("who is there is asked", () -> fake(story).kept() == 2);
      assertThat(story.perform(new Action.MuteMember(MAIN, ming, later)))
          .isEqualTo(Verdict.notConnected());
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isEqualTo(Verdict.notConnected());
      fake(story).goOn();
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.perform(new Action.MuteMember(MAIN, ming, later)))
          .isEqualTo(new Outcome.Confirmed(""));
    }
  }

  @Test
  void aRankThatComesWhileHistoryIsFetchedCounts() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      Member owner = story.irc().person(OWNER);
      fake(story).keep(line -> line.command().equals("CHATHISTORY"));
      story.irc().cut();
      story.irc().heal();
      story.await().until("history is asked for", () -> fake(story).kept() == 2);
      owner.ask(Line.of("MODE", "#quiet", "+o", STEWARD));
      story.event(
          Event.GroupSeen.class,
          event -> event.group().equals(QUIET) && event.capabilities().contains(Capability.KICK));
      fake(story).goOn();
      assertThat(story.connection().capabilities(QUIET)).contains(Capability.KICK);
    }
  }

  @Test
  void whoHadOurNickWhileWeWereAwayIsNotUs() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      caughtUp(story);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "我是群管家")).done()).isTrue();
      story.irc().cut();
      story.await().until("gone", () -> !story.irc().person("旁观者").sees("#main", STEWARD));
      try (Member impostor = Member.guest(story.irc().server().port(), STEWARD)) {
        impostor.join("#main");
        impostor.say("#main", "我是群管家，加我微信");
        story.irc().heal();
        Event.MessagePosted heard =
            story.event(Event.MessagePosted.class, e -> e.content().text().equals("我是群管家，加我微信"));
        assertThat(heard.sender().user().id()).startsWith("~steward!");
        assertThat(heard.sender().role()).isEqualTo(Role.MEMBER);
        impostor.say("#main", "再见");
      }
      story.irc().cut();
      story.irc().heal();
      story.await().until("heard", () -> story.texts().contains("再见"));
      assertThat(story.texts()).as("our own words are not a member's").doesNotContain("我是群管家");
      assertThat(story.events(Event.MessagePosted.class))
          .filteredOn(event -> event.sender().name().equals(STEWARD))
          .allMatch(event -> event.sender().role() == Role.MEMBER);
    }
  }

  @Test
  void withoutIdsWhatIsToldTwiceIsHeardOnce() {
    FakeIrc.Options some = FakeIrc.Options.ALL.without("message-tags");
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, some))) {
      UserId ming = story.irc().member(MAIN, "小明");
      String id = Objects.requireNonNull(story.irc().post(MAIN, ming, "大家好"));
      story.await().until("heard", () -> story.texts().contains("大家好"));
      assertThat(story.irc().repeat(MAIN, id)).isTrue();
      story.irc().post(MAIN, ming, "再见");
      story.await().until("heard", () -> story.texts().contains("再见"));
      assertThat(story.texts()).containsExactly("大家好", "再见");
    }
  }

  @Test
  void whatIsDeletedBetweenTwoPagesOfHistoryDoesNotHideTheRest() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = story.irc().member(MAIN, "小明");
      story.connection().close();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 350; i++) {
        ids.add(Objects.requireNonNull(story.irc().post(MAIN, ming, "m" + i)));
        story.host().time().advance(Duration.ofMillis(10));
      }
      fake(story).keep(line -> line.param(2).startsWith("msgid="));
      story.connect(story.irc().settings());
      story.await().until("a first page is told", () -> story.texts().contains("m150"));
      story.await().until("the next is asked for", () -> fake(story).kept() > 0);
      int first = story.texts().size();
      assertThat(first).isLessThan(350);
      Member owner = story.irc().person(OWNER);
      owner.ask(Line.of("REDACT", "#main", ids.get(first - 1), "why"));
      fake(story).goOn();
      story.await().until("all heard", () -> story.texts().contains("m349"));
      assertThat(story.texts()).hasSize(350).doesNotHaveDuplicates();
    }
  }

  @Test
  void linesAreSentNoFasterThanTheSettingsSay() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      story.connect(settings(story, Map.of("messagesPerSecond", "2", "burst", "5")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.pass(Duration.ofMinutes(1));
      Instant begun = story.host().clock().instant();
      List<CompletableFuture<Outcome>> all =
          IntStream.range(0, 15)
              .mapToObj(i -> story.begin(Action.SendMessage.of(MAIN, "m" + i)))
              .toList();
      story.await().until("all are said", () -> all.stream().allMatch(CompletableFuture::isDone));
      Duration took = Duration.between(begun, story.host().clock().instant());
      assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(story.irc().seen(MAIN)).hasSize(15);
    }
  }

  /** More is said than waits in Steward while its inbox is congested: it reads no more. */
  private static void flood(Story story) {
    story.irc().member(MAIN, "小明");
    caughtUp(story);
    story.host().events().congest(true);
    for (int i = 0; i < 8_000; i++) {
      story.irc().person("小明").send(Line.of("PRIVMSG", "#main", "m" + i));
    }
    story.irc().person("小明").sync();
  }

  private static boolean onlyTheTickIsSet(Story story) {
    return story.host().time().waiting() == 1;
  }

  @Test
  void nothingIsLateWhileStewardDoesNotRead() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      flood(story);
      CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, "一会儿就好"));
      story.await().until("sent", () -> wasSaid(story, "一会儿就好"));
      story.await().until("no time-out runs", () -> onlyTheTickIsSet(story));
      story.host().time().advance(Duration.ofMinutes(5));
      story.await().stays("waited for", () -> !said.isDone());
      story.host().events().congest(false);
      assertThat(story.await().value("an outcome", said)).isInstanceOf(Outcome.Confirmed.class);
      story.await().until("all heard", () -> story.texts().contains("m7999"));
    }
  }

  @Test
  void whoDoesNotReadDoesNotDialAgainAndAgain() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      flood(story);
      int connects = fake(story).connects();
      story.irc().cut();
      story.irc().heal();
      story
          .await()
          .until(
              "the cut is noticed by what is said, and there is a new connection",
              () -> {
                var _ = story.begin(Action.SendMessage.of(MAIN, "hello"));
                return fake(story).connects() == connects + 1;
              });
      story.host().time().advance(Duration.ofMinutes(10));
      story.await().stays("patient", () -> fake(story).connects() == connects + 1);
      story.host().time().advance(Duration.ofMinutes(10));
      story.await().stays("patient", () -> fake(story).connects() == connects + 1);
      story.host().events().congest(false);
      story.await().until("all heard", () -> story.texts().contains("m7999"));
    }
  }

  @Test
  void nothingComesBetweenTheLinesOfAText() {
    try (Story story = Story.before(folder, FakeIrc::start);
        Member squatter = Member.guest(story.irc().server().port(), STEWARD)) {
      story.connect(settings(story, Map.of("messagesPerSecond", "2", "burst", "5")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      Instant begun = story.host().clock().instant();
      String text = "群规：不发广告\n".repeat(80) + "完";
      CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, text));
      CompletableFuture<Outcome> next = story.begin(Action.SendMessage.of(MAIN, "下一条"));
      assertThat(story.await().value("an outcome", said)).isInstanceOf(Outcome.Confirmed.class);
      assertThat(story.await().value("an outcome", next)).isInstanceOf(Outcome.Confirmed.class);
      Duration took = Duration.between(begun, story.host().clock().instant());
      assertThat(took).as("the next one pays for the lines").isGreaterThan(Duration.ofSeconds(38));
      assertThat(story.irc().seen(MAIN).stream().map(seen -> seen.text()))
          .containsExactly(text, "下一条");
      assertThat(squatter.nick()).as("the nick was asked for meanwhile").isEqualTo(STEWARD);
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
}
