package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static dev.steward.adapter.irc.IrcFixture.QUIET;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happened while Steward was away, and what is not known yet when it is back. */
@Timeout(60)
final class AwayTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aMuteAfterACutWaitsUntilItIsKnownWhoIsThere() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.caughtUp();
      UserId ming = story.irc().member(MAIN, "小明");
      story.event(Event.MemberJoined.class, event -> event.member().user().equals(ming));
      Instant later = story.host().clock().instant().plus(Duration.ofDays(1));
      story.fake().keep(line -> line.command().equals("WHO"));
      story.irc().cut();
      story.irc().heal();
      story.await().until("who is there is asked", () -> story.fake().kept() == 2);
      assertThat(story.perform(new Action.MuteMember(MAIN, ming, later)))
          .isEqualTo(Verdict.notConnected());
      assertThat(story.perform(new Action.KickMember(MAIN, ming)))
          .isEqualTo(Verdict.notConnected());
      story.fake().goOn();
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.perform(new Action.MuteMember(MAIN, ming, later)))
          .isEqualTo(new Outcome.Confirmed(""));
    }
  }

  @Test
  void aRankThatComesWhileHistoryIsFetchedCounts() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.caughtUp();
      Member owner = story.irc().person(OWNER);
      story.fake().keep(line -> line.command().equals("CHATHISTORY"));
      story.irc().cut();
      story.irc().heal();
      story.await().until("history is asked for", () -> story.fake().kept() == 2);
      owner.ask(Line.of("MODE", "#quiet", "+o", STEWARD));
      story.event(
          Event.GroupSeen.class,
          event -> event.group().equals(QUIET) && event.capabilities().contains(Capability.KICK));
      story.fake().goOn();
      assertThat(story.connection().capabilities(QUIET)).contains(Capability.KICK);
    }
  }

  @Test
  void whoHadOurNickWhileWeWereAwayIsNotUs() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      story.caughtUp();
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
      story.fake().keep(line -> line.param(2).startsWith("msgid="));
      story.connect(story.irc().settings());
      story.await().until("a first page is told", () -> story.texts().contains("m150"));
      story.await().until("the next is asked for", () -> story.fake().kept() > 0);
      int first = story.texts().size();
      assertThat(first).isLessThan(350);
      Member owner = story.irc().person(OWNER);
      owner.ask(Line.of("REDACT", "#main", ids.get(first - 1), "why"));
      story.fake().goOn();
      story.await().until("all heard", () -> story.texts().contains("m349"));
      assertThat(story.texts()).hasSize(350).doesNotHaveDuplicates();
    }
  }
}
