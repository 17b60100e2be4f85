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
    story.irc().person(name).close();
    story.await().until("offline", () -> !story.irc().person("旁观者").sees("#main", name));
    story.irc().forget(name);
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

  @Test
  void whoCameBackWhileNobodySawItHasNotLeft() {
    FakeIrc.Options some = FakeIrc.Options.ALL.without("draft/chathistory");
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, some))) {
      UserId ming = joins(story, "小明");
      UserId hong = joins(story, "小红");
      goesOffline(story, "小明");
      goesOffline(story, "小红");
      story.irc().cut();
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
