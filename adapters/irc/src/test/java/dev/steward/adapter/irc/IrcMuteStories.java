package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Mutes and bans: whom they follow, and when they end. */
abstract class IrcMuteStories extends ChannelStory {
  private static final Duration HAND = Duration.ofSeconds(5);

  @Test
  void aMuteEndsByItself() {
    UserId ming = member("小明");
    assertThat(story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes())))
        .isEqualTo(new Outcome.Confirmed(""));
    assertThat(speaks(ming)).isFalse();
    story().pass(TEN_MINUTES.minus(HAND));
    story().await().stays("muted", () -> !speaks(ming));
    story().pass(HAND);
    story().await().until("unmuted", () -> speaks(ming));
  }

  @Test
  void aMuteEndsThoughStewardWasAway() {
    UserId ming = member("小明");
    story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes()));
    story().connection().close();
    story().pass(TEN_MINUTES.plus(HAND));
    assertThat(speaks(ming)).isFalse();
    story().connect(story().irc().settings());
    story().await().until("unmuted", () -> speaks(ming));
  }

  @Test
  void aMuteEndsThoughStewardLostItsRankMeanwhile() {
    UserId ming = member("小明");
    story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes()));
    person(OWNER).ask(Line.of("MODE", "#main", "-o", STEWARD));
    story().pass(TEN_MINUTES.plus(HAND));
    story().await().stays("muted", () -> !speaks(ming));
    person(OWNER).ask(Line.of("MODE", "#main", "+o", STEWARD));
    story().await().until("unmuted", () -> speaks(ming));
  }

  @Test
  void whatSomebodySetByHandIsNotTaken() {
    UserId ming = member("小明");
    person(OWNER).ask(Line.of("MODE", "#main", "+b", "m:小明!*@*"));
    assertThat(story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes())))
        .isEqualTo(new Outcome.Accepted(""));
    story().pass(TEN_MINUTES.plus(HAND));
    story().pass(Duration.ofMinutes(1));
    story().await().stays("muted", () -> !speaks(ming));
    assertThat(story().perform(new Action.UnmuteMember(MAIN, ming)).done())
        .as("but it can be asked for")
        .isTrue();
    assertThat(speaks(ming)).isTrue();
  }

  @Test
  void whatSomebodySetAnewByHandIsNotTakenEither() {
    UserId ming = member("小明");
    story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes()));
    story().connection().close();
    person(OWNER).ask(Line.of("MODE", "#main", "-b", "m:小明!*@*"));
    person(OWNER).ask(Line.of("MODE", "#main", "+b", "m:小明!*@*"));
    story().connect(story().irc().settings());
    story().awaitState(ConnectionHealth.State.CONNECTED);
    story().pass(TEN_MINUTES.plus(HAND));
    story().pass(Duration.ofMinutes(1));
    story().await().stays("muted", () -> !speaks(ming));
  }

  @Test
  void aMuteMadeLongerEndsLater() {
    UserId ming = member("小明");
    story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes()));
    Instant later = inTenMinutes().plus(TEN_MINUTES);
    assertThat(story().perform(new Action.MuteMember(MAIN, ming, later)).done()).isTrue();
    story().pass(TEN_MINUTES.plus(HAND));
    story().await().stays("muted", () -> !speaks(ming));
    story().pass(TEN_MINUTES);
    story().await().until("unmuted", () -> speaks(ming));
  }

  @Test
  void aMuteFollowsToANewNick() {
    try (Member guest = Member.guest(story().irc().server().port(), "游客甲")) {
      guest.join("#main");
      UserId user =
          story()
              .event(Event.MemberJoined.class, event -> event.member().name().equals("游客甲"))
              .member()
              .user();
      assertThat(story().perform(new Action.MuteMember(MAIN, user, inTenMinutes())).done())
          .isTrue();
      guest.ask(Line.of("NICK", "游客乙"));
      story().event(Event.MemberRenamed.class, event -> event.name().equals("游客乙"));
      story().await().until("muted again", () -> guest.say("#main", "换名字了") == null);
      story().pass(TEN_MINUTES.plus(HAND));
      story().await().until("unmuted", () -> guest.say("#main", "喂") != null);
    }
  }

  @Test
  void aBanFollowsToo() {
    try (Member guest = Member.guest(story().irc().server().port(), "广告甲")) {
      guest.join("#main");
      UserId user =
          story()
              .event(Event.MemberJoined.class, event -> event.member().name().equals("广告甲"))
              .member()
              .user();
      assertThat(story().perform(new Action.BanMember(MAIN, user)).done()).isTrue();
      assertThat(guest.join("#main")).isFalse();
      assertThat(story().perform(new Action.UnbanMember(MAIN, user)).done()).isTrue();
      assertThat(guest.join("#main")).isTrue();
    }
  }
}
