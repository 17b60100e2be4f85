package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What could make a mute last for ever, or end too early. */
@Timeout(60)
final class MuteTroubleTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration A_BIT_MORE = Duration.ofMinutes(11);
  private static final Duration A_DAY = Duration.ofDays(1);

  @TempDir Path folder = Path.of("");

  private static UserId joined(Story story, String name) {
    return story
        .event(Event.MemberJoined.class, event -> event.member().name().equals(name))
        .member()
        .user();
  }

  private static Action.MuteMember mute(Story story, UserId user, Duration time) {
    return new Action.MuteMember(MAIN, user, story.host().clock().instant().plus(time));
  }

  private static boolean nobodyIsListed(Story story) {
    return story.irc().person(OWNER).ask(Line.of("MODE", "#main", "+b")).stream()
        .noneMatch(line -> line.numeric() == 367);
  }

  @Test
  void aMaskThatTheServerPutsInItsOwnWordsIsTakenInTime() {
    FakeIrc.Options unreal =
        new FakeIrc.Options(FakeIrc.CAPS, FakeIrc.TOKENS.replace("EXTBAN=,m", "EXTBAN=~,aq"));
    try (Story story = Story.on(folder, host -> FakeIrc.start(host, unreal))) {
      UserId ming = story.irc().member(MAIN, "小明");
      joined(story, "小明");
      assertThat(story.perform(mute(story, ming, TEN_MINUTES)))
          .isEqualTo(new Outcome.Confirmed(""));
      assertThat(story.irc().post(MAIN, ming, "喂")).isNull();
      assertThat(story.perform(mute(story, ming, TEN_MINUTES.plus(TEN_MINUTES))).done())
          .as("made longer")
          .isTrue();
      story.pass(A_BIT_MORE);
      story.await().stays("muted", () -> story.irc().post(MAIN, ming, "喂") == null);
      story.pass(TEN_MINUTES);
      story.await().until("unmuted", () -> story.irc().post(MAIN, ming, "喂") != null);
      story.perform(mute(story, ming, TEN_MINUTES));
      assertThat(story.perform(new Action.UnmuteMember(MAIN, ming)))
          .isEqualTo(new Outcome.Confirmed(""));
      assertThat(nobodyIsListed(story)).isTrue();
    }
  }

  @Test
  void whoGoesWhileTheirVoiceIsTakenIsNotMutedForEver() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = story.irc().member(MAIN, "小明");
      joined(story, "小明");
      story.irc().person(OWNER).ask(Line.of("MODE", "#main", "+v", "小明"));
      FakeIrc server = (FakeIrc) story.irc().server();
      server.keep(line -> line.command().equals("MODE") && line.param(1).equals("-v+b"));
      story.perform(Action.SendMessage.of(MAIN, "他的声音已经知道了"));
      CompletableFuture<Outcome> muted = story.begin(mute(story, ming, TEN_MINUTES));
      story.await().until("asked for", () -> server.kept() == 1);
      story.irc().person("小明").close();
      story.await().until("gone", () -> !story.irc().person("旁观者").sees("#main", "小明"));
      server.goOn();
      assertThat(story.await().value("an outcome", muted)).isEqualTo(new Outcome.Confirmed(""));
      assertThat(nobodyIsListed(story)).isFalse();
      story.pass(A_BIT_MORE);
      story.await().until("taken in time", () -> nobodyIsListed(story));
    }
  }

  @Test
  void theLongestMuteFollowsUnderEachNick() {
    try (Story story = Story.on(folder, FakeIrc::start);
        Member guest = Member.guest(story.irc().server().port(), "游客甲")) {
      guest.join("#main");
      UserId user = joined(story, "游客甲");
      story.perform(mute(story, user, TEN_MINUTES));
      rename(story, guest, "游客乙");
      story.await().until("muted again", () -> guest.say("#main", "换名字了") == null);
      assertThat(story.perform(mute(story, user, A_DAY)).done()).isTrue();
      rename(story, guest, "游客丙");
      story.await().until("muted again", () -> guest.say("#main", "又换了") == null);
      rename(story, guest, "游客甲");
      story.pass(A_BIT_MORE);
      story.await().stays("muted under the first", () -> guest.say("#main", "喂") == null);
      rename(story, guest, "游客丙");
      story.await().stays("muted under the last", () -> guest.say("#main", "喂") == null);
    }
  }

  private static void rename(Story story, Member guest, String nick) {
    int before = story.events(Event.MemberRenamed.class).size();
    guest.ask(Line.of("NICK", nick));
    story.await().until("renamed", () -> story.events(Event.MemberRenamed.class).size() > before);
  }
}
