package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.QUIET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One account at two clients, under two nicks: a phone and a computer, or a way around a rule. */
@Timeout(60)
final class TwoLoginsTest {
  @TempDir Path folder = Path.of("");
  private @Nullable Story made;
  private @Nullable Member computer;

  @BeforeEach
  void begin() {
    made = Story.on(folder, FakeIrc::start);
    story().caughtUp();
  }

  @AfterEach
  void end() {
    if (computer != null) {
      computer.close();
    }
    story().close();
  }

  private Story story() {
    return Objects.requireNonNull(made);
  }

  private UserId phone(GroupId group) {
    UserId ming = story().irc().member(group, "小明");
    story().event(Event.MemberJoined.class, event -> event.group().equals(group));
    return ming;
  }

  private Member computer() {
    Member second = Member.login(story().irc().server().port(), "小明");
    computer = second;
    assertThat(second.nick()).as("the phone has the nick").isNotEqualTo("小明");
    second.join("#main");
    return second;
  }

  private Action.MuteMember mute(UserId user) {
    return new Action.MuteMember(
        MAIN, user, story().host().clock().instant().plus(Duration.ofDays(1)));
  }

  private long joins(UserId user) {
    return story().events(Event.MemberJoined.class).stream()
        .filter(event -> event.member().user().equals(user))
        .count();
  }

  private int leaves() {
    return story().events(Event.MemberLeft.class).size();
  }

  @Test
  void whoIsElsewhereWithAnotherLoginIsInThisChannelToo() {
    UserId ming = phone(QUIET);
    Member second = computer();
    story()
        .event(
            Event.MemberJoined.class,
            event -> event.group().equals(MAIN) && event.member().user().equals(ming));
    assertThat(story().perform(mute(ming))).isEqualTo(new Outcome.Confirmed(""));
    assertThat(second.say("#main", "加我微信")).isNull();
    assertThat(story().perform(new Action.BanMember(MAIN, ming)))
        .isEqualTo(new Outcome.Confirmed(""));
    assertThat(second.join("#main")).as("the ban is for the nick that was there").isFalse();
    assertThat(story().irc().isIn(QUIET, ming)).as("the other channel is not ours").isTrue();
  }

  @Test
  void bothAreMutedAndBothAreRemoved() {
    UserId ming = phone(MAIN);
    Member second = computer();
    assertThat(second.say("#main", "在电脑上")).isNotNull();
    assertThat(story().perform(mute(ming))).isEqualTo(new Outcome.Confirmed(""));
    assertThat(second.say("#main", "加我微信")).isNull();
    assertThat(story().irc().post(MAIN, ming, "加我微信")).isNull();
    assertThat(story().perform(new Action.UnmuteMember(MAIN, ming)).done()).isTrue();
    assertThat(second.say("#main", "我在电脑上")).isNotNull();
    assertThat(story().irc().post(MAIN, ming, "我在手机上")).isNotNull();
    assertThat(story().perform(new Action.KickMember(MAIN, ming)))
        .isEqualTo(new Outcome.Confirmed(""));
    assertThat(story().irc().isIn(MAIN, ming)).isFalse();
    assertThat(story().irc().person("旁观者").sees("#main", second.nick())).isFalse();
  }

  @Test
  void theSecondIsNotGreetedAndTheFirstToGoHasNotLeft() {
    UserId ming = phone(MAIN);
    Member second = computer();
    String here = Objects.requireNonNull(second.say("#main", "在电脑上"));
    assertThat(story().heard(here).sender().user()).isEqualTo(ming);
    assertThat(joins(ming)).isEqualTo(1);
    second.ask(Line.of("PART", "#main"));
    String still = Objects.requireNonNull(story().irc().post(MAIN, ming, "我还在"));
    story().heard(still);
    assertThat(leaves()).isZero();
    story().irc().leave(MAIN, ming);
    story().event(Event.MemberLeft.class, event -> event.user().equals(ming));
    assertThat(leaves()).isEqualTo(1);
  }

  @Test
  void whatTheTwoDidWhileStewardWasAwayIsUnderstoodTheSame() {
    story().irc().cut();
    UserId ming = story().irc().member(MAIN, "小明");
    computer().ask(Line.of("PART", "#main"));
    String here = Objects.requireNonNull(story().irc().post(MAIN, ming, "我在手机上"));
    story().irc().heal();
    story().heard(here);
    assertThat(joins(ming)).isEqualTo(1);
    assertThat(leaves()).isZero();
  }
}
