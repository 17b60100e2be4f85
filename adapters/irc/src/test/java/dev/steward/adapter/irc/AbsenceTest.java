package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who goes offline is a member for a week, and for as long as they are back. */
@Timeout(60)
final class AbsenceTest {
  private static final Duration SIX_DAYS = Duration.ofDays(6);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  @TempDir Path folder = Path.of("");

  private static UserId joins(Story story, String name) {
    UserId user = story.irc().member(MAIN, name);
    story.event(Event.MemberJoined.class, event -> event.member().user().equals(user));
    return user;
  }

  private static void goesOffline(Story story, String name) {
    goes(story, story.irc().person(name));
    story.irc().forget(name);
  }

  private static void goes(Story story, Member member) {
    String name = member.nick();
    member.close();
    story.await().until("offline", () -> !story.irc().person("旁观者").sees("#main", name));
    UserId watcher = IrcFixture.id("旁观者");
    String said = Objects.requireNonNull(story.irc().post(MAIN, watcher, name + "下线了"));
    story.heard(said);
  }

  /** Days pass at once: the connection falls silent on the way, and is made anew. */
  private static void daysPass(Story story, Duration days) {
    story.host().time().advance(days);
    story
        .await()
        .until("noticed", () -> story.health().state() != ConnectionHealth.State.CONNECTED);
    story.awaitState(ConnectionHealth.State.CONNECTED);
    story.pass(Duration.ofMinutes(2));
  }

  private static boolean left(Story story, UserId user) {
    return story.events(Event.MemberLeft.class).stream()
        .anyMatch(event -> event.user().equals(user));
  }

  @Test
  void whoIsOfflineForAWeekHasLeft() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = joins(story, "小明");
      goesOffline(story, "小明");
      daysPass(story, SIX_DAYS);
      assertThat(left(story, ming)).isFalse();
      daysPass(story, TWO_DAYS);
      story.event(Event.MemberLeft.class, event -> event.user().equals(ming));
    }
  }

  /**
   * Its login of before a cut, which the server lets go of later, is no member who went offline.
   */
  @Test
  void stewardItselfUnderAnotherNickIsNobody() {
    FakeIrc.Options some =
        new FakeIrc.Options(
            FakeIrc.Options.ALL.caps(), FakeIrc.Options.ALL.tokens().replace(" WHOX", ""));
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, some))) {
      story.caughtUp();
      Member ghost = Member.login(story.irc().server().port(), IrcFixture.STEWARD);
      ghost.join("#main");
      goes(story, ghost);
      daysPass(story, SIX_DAYS.plus(TWO_DAYS));
      joins(story, "小明");
      UserId own = IrcFixture.id(IrcFixture.STEWARD);
      assertThat(story.events(Event.MemberJoined.class))
          .noneMatch(event -> event.member().user().equals(own));
      assertThat(left(story, own)).isFalse();
    }
  }

  @Test
  void whoCameBackWhileNobodySawItHasNotLeft() {
    FakeIrc.Options some = FakeIrc.Options.ALL.without("draft/chathistory");
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, some))) {
      UserId ming = joins(story, "小明");
      UserId hong = joins(story, "小红");
      goesOffline(story, "小明");
      goesOffline(story, "小红");
      story.irc().cut();
      // A line that looks alive for eight days more would be another story.
      story.awaitState(ConnectionHealth.State.CUT);
      try (Member back = Member.login(story.irc().server().port(), "小明")) {
        back.join("#main");
        story.irc().heal();
        daysPass(story, SIX_DAYS.plus(TWO_DAYS));
        story.event(Event.MemberLeft.class, event -> event.user().equals(hong));
        assertThat(left(story, ming)).isFalse();
      }
    }
  }
}
