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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages and members that are gone when Steward comes for them, and those that only seem so. */
@Timeout(60)
final class GoneTest {
  @TempDir Path folder = Path.of("");
  private @Nullable Story made;

  @BeforeEach
  void begin() {
    made = Story.on(folder, FakeIrc::start);
    story().caughtUp();
  }

  @AfterEach
  void end() {
    story().close();
  }

  private Story story() {
    return Objects.requireNonNull(made);
  }

  private UserId ming() {
    UserId ming = story().irc().member(MAIN, "小明");
    story().event(Event.MemberJoined.class, event -> event.member().user().equals(ming));
    return ming;
  }

  private void goesOffline(String name) {
    story().irc().person(name).close();
    story().await().until("offline", () -> !story().irc().person("旁观者").sees("#main", name));
    heardUpToNow();
  }

  private void heardUpToNow() {
    String last = story().irc().post(MAIN, IrcFixture.id("旁观者"), "到这里");
    story().heard(Objects.requireNonNull(last));
  }

  private Outcome mute(UserId user) {
    return story()
        .perform(
            new Action.MuteMember(
                MAIN, user, story().host().clock().instant().plus(Duration.ofHours(1))));
  }

  /** The server gets to the kick after something else has happened. */
  private Outcome tooLate(Action action, Runnable meanwhile) {
    story().fake().keep(line -> line.command().equals("KICK") && line.param(1).equals("小明"));
    CompletableFuture<Outcome> begun = story().begin(action);
    story().await().until("on its way", () -> story().fake().kept() == 1);
    meanwhile.run();
    story().fake().goOn();
    return story().await().value("an outcome", begun);
  }

  private static void gone(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.gone()).as("%s", refused).isTrue());
  }

  private static void refused(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.gone()).as("%s", refused).isFalse());
  }

  @Test
  void whatAnotherDeletedIsGone() {
    String advert = Objects.requireNonNull(story().irc().post(MAIN, ming(), "加我微信"));
    story().heard(advert);
    story().irc().person(OWNER).ask(Line.of("REDACT", "#main", advert, "an advert"));
    story().event(Event.MessageRecalled.class, event -> event.messageId().equals(advert));
    gone(story().perform(new Action.DeleteMessage(MAIN, advert)));
  }

  @Test
  void whatTheServerHasForgottenPeopleMayStillSee() {
    refused(story().perform(new Action.DeleteMessage(MAIN, "of-last-month")));
  }

  @Test
  void whoLeavesBeforeTheyAreRemovedIsGone() {
    UserId ming = ming();
    gone(tooLate(new Action.KickMember(MAIN, ming), () -> story().irc().leave(MAIN, ming)));
  }

  @Test
  void whoTakesAnotherNickBeforeTheyAreRemovedIsStillThere() {
    UserId ming = ming();
    refused(
        tooLate(
            new Action.KickMember(MAIN, ming),
            () -> story().irc().person("小明").ask(Line.of("NICK", "小明丶"))));
    assertThat(story().irc().isIn(MAIN, ming)).isTrue();
  }

  private Event.MemberJoined guestJoins(Member guest) {
    guest.join("#main");
    return story()
        .event(Event.MemberJoined.class, event -> event.member().name().equals(guest.nick()));
  }

  private void logsIn(Member guest, UserId before) {
    guest.ask(Line.of("PRIVMSG", "NickServ", "IDENTIFY 小明 " + Member.password("小明")));
    story().event(Event.MemberLeft.class, event -> event.user().equals(before));
  }

  /** An advert, and then the account: neither the kick nor the mute finds whoever posted it. */
  @Test
  void whoLogsInAfterTheAdvertIsStillThere() {
    story().irc().person("小明");
    try (Member guest = Member.guest(story().irc().server().port(), "小明丶")) {
      UserId before = guestJoins(guest).member().user();
      story().heard(Objects.requireNonNull(guest.say("#main", "加我微信")));
      logsIn(guest, before);
      refused(story().perform(new Action.KickMember(MAIN, before)));
      refused(mute(before));
      guest.ask(Line.of("PART", "#main"));
      story().event(Event.MemberLeft.class, event -> event.user().equals(IrcFixture.id("小明")));
      gone(mute(IrcFixture.id("小明")));
    }
  }

  @Test
  void whoLogsInAsTheyAreRemovedIsStillThere() {
    story().irc().person("小明");
    try (Member guest = Member.guest(story().irc().server().port(), "小明丶")) {
      UserId before = guestJoins(guest).member().user();
      story().fake().keep(line -> line.command().equals("KICK"));
      CompletableFuture<Outcome> kicked = story().begin(new Action.KickMember(MAIN, before));
      story().await().until("on its way", () -> story().fake().kept() == 1);
      guest.ask(Line.of("NICK", "小明丷"));
      logsIn(guest, before);
      story().fake().goOn();
      refused(story().await().value("an outcome", kicked));
    }
  }

  /** After a cut a guest is who they are by then. */
  @Test
  void whoHasAnotherNickAfterACutIsStillThere() {
    try (Member guest = Member.guest(story().irc().server().port(), "某人")) {
      UserId before = guestJoins(guest).member().user();
      guest.ask(Line.of("NICK", "路人"));
      story().event(Event.MemberRenamed.class, event -> event.user().equals(before));
      cutAndHealed(() -> {});
      refused(story().perform(new Action.KickMember(MAIN, before)));
      refused(mute(before));
    }
  }

  @Test
  void whoWentOfflineWhileNobodySawItIsAMember() {
    UserId ming = ming();
    cutAndHealed(
        () -> {
          story().irc().person("小明").close();
          story().await().until("offline", () -> !story().irc().person("旁观者").sees("#main", "小明"));
          forgetThePast();
        });
    refused(mute(ming));
  }

  private void forgetThePast() {
    story().fake().keep(line -> line.command().equals("CHATHISTORY"));
  }

  private void cutAndHealed(Runnable meanwhile) {
    story().irc().cut();
    story().awaitState(ConnectionHealth.State.CUT);
    meanwhile.run();
    story().irc().heal();
    story().awaitState(ConnectionHealth.State.CONNECTED);
  }

  @Test
  void whoCameBackIsGoneNoMoreWheneverTheyGo() {
    UserId ming = ming();
    story().irc().leave(MAIN, ming);
    story().event(Event.MemberLeft.class, event -> event.user().equals(ming));
    gone(mute(ming));
    assertThat(story().irc().comeBack(MAIN, ming)).isTrue();
    goesOffline("小明");
    refused(mute(ming));
  }

  @Test
  void whoLeavesWhileTheyAreBannedIsBanned() {
    UserId ming = ming();
    Outcome outcome =
        tooLate(new Action.BanMember(MAIN, ming), () -> story().irc().leave(MAIN, ming));
    assertThat(outcome).isEqualTo(new Outcome.Confirmed(""));
    assertThat(story().irc().comeBack(MAIN, ming)).isFalse();
  }

  @Test
  void whoIsOfflineIsOutButWillBeBackAndTalk() {
    UserId ming = ming();
    goesOffline("小明");
    gone(story().perform(new Action.KickMember(MAIN, ming)));
    refused(mute(ming));
  }

  @Test
  void aChannelThatStewardIsRemovedFromTellsNothingOfItsMembers() {
    UserId ming = ming();
    refused(
        tooLate(
            new Action.KickMember(MAIN, ming),
            () -> {
              story().irc().person(OWNER).ask(Line.of("KICK", "#main", STEWARD, "out"));
              story().event(Event.GroupLost.class, event -> event.group().equals(MAIN));
            }));
  }

  @Test
  void whoIsLookedForAsTheLineIsCutIsNotGone() {
    story().fake().keep(line -> line.last().equals("steward-now"));
    CompletableFuture<Outcome> kicked =
        story().begin(new Action.KickMember(MAIN, IrcFixture.id("小红")));
    story().await().until("looked for", () -> story().fake().kept() == 1);
    story().irc().cut();
    assertThat(story().await().value("an outcome", kicked)).isEqualTo(Verdict.notConnected());
  }
}
