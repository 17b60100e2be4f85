package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an order when a Satori server refuses it, breaks off or says nothing. */
@Timeout(60)
final class OrderTroubleTest {
  private static final GroupId MAIN = SatoriFixture.MAIN;

  @TempDir Path folder = Path.of("");

  @Test
  void aMuteThatIsToldInNanosecondsCutsNothing() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      visit.heard("以前的");
      visit
          .town
          .server()
          .raw(
              """
              {"op": 0, "body": {"type": "guild-member", "sn": 900, "user": {"id": "%s"}, "guild": {"id": "g1"},
                "channel": {"id": "c-g1", "type": 0}, "login": {"platform": "town", "user": {"id": "bot"}}, "_type": "onebot",
                "_data": {"notice_type": "group_ban", "sub_type": "ban", "time": 1700000000000000000, "duration": 60}}}\
              """
                  .formatted(SatoriFixture.id(ming)));
      visit.heard("后来的");
      Instant now = visit.host.clock().instant();
      assertThat(visit.events(Event.MuteChanged.class))
          .singleElement()
          .satisfies(
              muted ->
                  assertThat(muted.until()).isBetween(now.plusSeconds(50), now.plusSeconds(60)));
      assertThat(visit.town.server().identified()).as("one line").hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "302, refused, check adapters.satori.url",
    "400, refused, HTTP 400",
    "403, refused, HTTP 403",
    "404, refused, HTTP 404",
    "429, retry, HTTP 429",
    "500, unknown, HTTP 500",
    "502, unknown, HTTP 502",
    "503, retry, HTTP 503",
  })
  void whatTheServerAnswersIsWhatBecomesOfWords(int status, String expected, String reason) {
    try (Visit visit = Visit.to(folder)) {
      visit.town.in(
          t -> {
            t.answersNext(status);
            return null;
          });
      Outcome outcome = visit.say("words");
      switch (expected) {
        case "refused" -> assertThat(((Outcome.Refused) outcome).reason()).contains(reason);
        case "retry" ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Failed.class,
                    failed -> {
                      assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNTRIED);
                      assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                      assertThat(failed.reason()).contains(reason);
                    });
        default ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Failed.class,
                    failed -> {
                      assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNKNOWN);
                      assertThat(failed.reason()).contains(reason);
                    });
      }
      assertThat(visit.said()).isEmpty();
      assertThat(visit.say("again").done()).isTrue();
      assertThat(visit.said()).containsExactly("again");
    }
  }

  @Test
  void whatDoesNoHarmTwiceIsTriedTwiceWhenSomethingThrew() {
    try (Visit visit = Visit.to(folder)) {
      String id = visit.heard("加我微信");
      visit.town.in(
          t -> {
            t.answersNext(500);
            return null;
          });
      assertThat(visit.perform(new Action.DeleteMessage(MAIN, id)).done()).isTrue();
      assertThat(visit.town.server().called().stream().filter("message.delete"::equals)).hasSize(2);
    }
  }

  /** In a raid Koishi's link to QQ stalls: the adverts go once it is back, and by no hand. */
  @Test
  void whatStallsForSomeSecondsIsDoneAfterThem() {
    try (Visit visit = Visit.to(folder)) {
      Action delete = new Action.DeleteMessage(MAIN, visit.heard("加我微信"));
      visit.town.in(
          t -> {
            t.throwsAt("message.delete", "timeout");
            return null;
          });
      for (int seconds : List.of(5, 20)) {
        assertThat(visit.perform(delete, seconds == 5 ? 1 : 2))
            .isEqualTo(
                Outcome.Failed.retry(
                    "something broke behind the Satori server (HTTP 500: timeout)",
                    Duration.ofSeconds(seconds)));
      }
      visit.town.in(
          t -> {
            t.throwsNoMore("message.delete");
            return null;
          });
      assertThat(visit.perform(delete, 3).done()).isTrue();
    }
  }

  /** Koishi answers alike to what broke and to what is gone, but tells what went. */
  @Test
  void whatBrokeAtSomethingThatWasToldToBeGoneIsNotForStaff() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      String taken = visit.heard("加我微信");
      String ours = visit.heard("领券");
      assertThat(visit.perform(new Action.DeleteMessage(MAIN, ours)).done()).isTrue();
      visit.town.recall(MAIN, ming, taken);
      visit.town.leave(MAIN, ming);
      visit.host.await().until("out", () -> !visit.events(Event.MemberLeft.class).isEmpty());
      Instant later = visit.host.clock().instant().plusSeconds(3600);
      Action mute = new Action.MuteMember(MAIN, ming, later);
      visit.town.in(
          t -> {
            for (String method :
                List.of("message.delete", "guild.member.kick", "guild.member.mute")) {
              t.throwsAt(method, "");
            }
            return null;
          });
      for (Action late :
          List.of(
              new Action.DeleteMessage(MAIN, taken),
              new Action.DeleteMessage(MAIN, ours),
              new Action.KickMember(MAIN, ming),
              mute)) {
        assertThat(visit.perform(late))
            .as("%s", late)
            .isEqualTo(Outcome.Refused.gone("it is not there any more (HTTP 500)"));
      }
      visit.town.comeBack(MAIN, ming);
      visit.heard("我又来了");
      assertThat(visit.perform(mute)).as("who is in again").isInstanceOf(Outcome.Failed.class);
    }
  }

  /** A platform that counts anew after a start, such as some of OneBot's. */
  @Test
  void aMessageWithAnIdThatIsGivenAgainIsThere() {
    try (Visit visit = Visit.to(folder)) {
      String id = visit.heard("加我微信");
      Action delete = new Action.DeleteMessage(MAIN, id);
      assertThat(visit.perform(delete).done()).isTrue();
      assertThat(visit.town.server().again(id)).isTrue();
      visit.heard("后来的");
      visit.town.in(
          t -> {
            t.throwsAt("message.delete", "timeout");
            return null;
          });
      assertThat(visit.perform(delete)).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void whoMayHaveComeBackDuringACutIsNotTakenToBeGone() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      visit.heard("加我微信");
      visit.town.leave(MAIN, ming);
      visit.host.await().until("out", () -> !visit.events(Event.MemberLeft.class).isEmpty());
      visit.town.in(
          t -> {
            t.throwsAt("guild.member.kick", "");
            return null;
          });
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      visit.town.server().heal();
      visit.connected();
      assertThat(visit.perform(new Action.KickMember(MAIN, ming)))
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void staffReadWhyThePlatformDoesNotDoIt() {
    try (Visit visit = Visit.to(folder)) {
      visit.town.in(
          t -> {
            t.throwsAt(
                "guild.member.mute",
                "duration:\r\n\u202Eat most 30 days; Bearer "
                    + FakeSatori.TOKEN
                    + " "
                    + "x".repeat(500));
            return null;
          });
      Instant end = visit.host.clock().instant().plus(Duration.ofDays(60));
      assertThat(visit.perform(new Action.MuteMember(MAIN, visit.ming(), end), 3))
          .as("the third try, behind the longest pause")
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              no ->
                  assertThat(no.reason())
                      .startsWith(
                          "the platform does not do it (HTTP 500, 6 times: duration: at most 30"
                              + " days; Bearer *** xxx")
                      .doesNotContain(FakeSatori.TOKEN)
                      .hasSizeBetween(240, 260));
    }
  }

  @Test
  void aMuteThatIsOverCutsNoLongerOneShort() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      Instant now = visit.host.clock().instant();
      assertThat(visit.perform(new Action.MuteMember(MAIN, ming, now.plusSeconds(3600))).done())
          .isTrue();
      assertThat(visit.perform(new Action.MuteMember(MAIN, ming, now)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, over -> assertThat(over.reason()).contains("over already"));
      assertThat(visit.town.post(MAIN, ming, "还在禁言")).isNull();
    }
  }

  @Test
  void aMuteEndsWhenItShould() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      Instant end = visit.host.clock().instant().plusSeconds(90);
      assertThat(visit.perform(new Action.MuteMember(MAIN, ming, end)).done()).isTrue();
      // Were the milliseconds taken for seconds, or these for those, it would not end here.
      visit.host.time().advance(Duration.between(visit.host.clock().instant(), end.minusMillis(1)));
      assertThat(visit.town.post(MAIN, ming, "还没到")).isNull();
      visit.host.time().advance(Duration.ofSeconds(1));
      assertThat(visit.town.post(MAIN, ming, "到点了")).isNotNull();
    }
  }

  @Test
  void thePlatformsOwnNoticeConfirms() {
    try (Visit visit = Visit.to(folder)) {
      String id = visit.heard("加我微信");
      visit.town.server().slow(true);
      CompletionStage<Outcome> deleted = visit.begin(new Action.DeleteMessage(MAIN, id));
      // The platform tells before the server answers.
      visit
          .town
          .server()
          .raw(
              """
              {"op": 0, "body": {"type": "message-deleted", "user": {"id": "u1"}, "channel": {"id": "c-g1", "type": 0},
                "message": {"id": "%s"}, "login": {"platform": "town", "user": {"id": "bot"}}}}\
              """
                  .formatted(id));
      visit.host.await().until("told", () -> !visit.events(Event.MessageRecalled.class).isEmpty());
      visit.town.server().slow(false);
      assertThat(visit.host.await().value("an outcome", deleted))
          .isEqualTo(new Outcome.Confirmed(""));
    }
  }

  /** The message went, and then Koishi's answer broke: it is Steward that took it away. */
  @Test
  void whatBrokeAfterThePlatformToldItIsDone() {
    try (Visit visit = Visit.to(folder)) {
      String id = visit.heard("加我微信");
      visit.town.in(
          t -> {
            t.throwsAt("message.delete", "");
            return null;
          });
      visit.town.server().slow(true);
      CompletionStage<Outcome> deleted = visit.begin(new Action.DeleteMessage(MAIN, id));
      visit.host.await().until("asked", () -> visit.town.server().called().contains(Api.DELETE));
      visit.town.recall(MAIN, visit.ming(), id);
      visit.host.await().until("told", () -> !visit.events(Event.MessageRecalled.class).isEmpty());
      visit.town.server().slow(false);
      assertThat(visit.host.await().value("an outcome", deleted))
          .isEqualTo(new Outcome.Confirmed(""));
      assertThat(visit.town.server().called().stream().filter(Api.DELETE::equals)).hasSize(1);
    }
  }

  @Test
  void whoIsOutOfAnotherGuildConfirmsNothing() {
    try (Visit visit = Visit.to(folder)) {
      UserId ming = visit.ming();
      visit.heard("加我微信");
      visit.town.server().slow(true);
      CompletionStage<Outcome> kicked = visit.begin(new Action.KickMember(MAIN, ming));
      visit
          .town
          .server()
          .raw(
              """
              {"op": 0, "body": {"type": "guild-member-removed", "user": {"id": "%s"}, "guild": {"id": "g2"},
                "channel": {"id": "c-g2", "type": 0}, "login": {"platform": "town", "user": {"id": "bot"}}}}\
              """
                  .formatted(SatoriFixture.id(ming)));
      visit.host.await().until("told", () -> !visit.events(Event.MemberLeft.class).isEmpty());
      visit.town.in(
          t -> {
            t.answersNext(200);
            return null;
          });
      visit.town.server().slow(false);
      assertThat(visit.host.await().value("an outcome", kicked))
          .isEqualTo(new Outcome.Accepted(""));
    }
  }

  @Test
  void anAnswerThatIsLostLeavesTheEffectUnknown() {
    try (Visit visit = Visit.to(folder)) {
      visit.town.server().slow(true);
      CompletionStage<Outcome> saying = visit.begin(Action.SendMessage.of(MAIN, "slowly"));
      visit
          .host
          .await()
          .until("it is called", () -> visit.town.server().called().contains("message.create"));
      visit.host.time().advance(Duration.ofSeconds(21));
      Outcome outcome = visit.host.await().value("an outcome", saying);
      assertThat(((Outcome.Failed) outcome).effect()).isEqualTo(Outcome.Effect.UNKNOWN);
      visit.town.server().slow(false);
      visit.host.await().until("said once", () -> visit.said().equals(List.of("slowly")));
    }
  }

  @Test
  void whatCouldNotBeSentMayBeTriedAgain() {
    try (Visit visit = Visit.to(folder)) {
      visit.town.close();
      Outcome outcome = visit.say("into the void");
      assertThat(((Outcome.Failed) outcome).effect()).isEqualTo(Outcome.Effect.UNTRIED);
      assertThat(((Outcome.Failed) outcome).retryAfter()).isNotNull();
    }
  }

  @Test
  void whenTheServerTellsNoFeaturesTheyAreTriedAndUnlearnt() {
    try (Visit visit = new Visit(folder, Map.of())) {
      visit.town.in(
          t -> {
            t.features(List.of());
            t.lacks("guild.member.kick");
            return null;
          });
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      visit.town.server().heal();
      visit.connected();
      assertThat(visit.connection().capabilities(MAIN))
          .contains(Capability.KICK, Capability.DELETE);
      for (String name : List.of("小明", "小明", "小红")) {
        assertThat(visit.perform(new Action.KickMember(MAIN, visit.town.member(MAIN, name))))
            .as("it may be the member")
            .isInstanceOf(Outcome.Refused.class);
      }
      assertThat(visit.perform(new Action.KickMember(MAIN, visit.town.member(MAIN, "小李"))))
          .isEqualTo(new Outcome.Unsupported(Capability.KICK));
      assertThat(visit.connection().capabilities(MAIN))
          .contains(Capability.DELETE)
          .doesNotContain(Capability.KICK);
      visit
          .host
          .await()
          .until(
              "the group is seen with less",
              () ->
                  !visit
                      .events(Event.GroupSeen.class)
                      .getLast()
                      .capabilities()
                      .contains(Capability.KICK));
      long calls = kicks(visit);
      assertThat(visit.perform(new Action.KickMember(MAIN, visit.ming())))
          .isEqualTo(new Outcome.Unsupported(Capability.KICK));
      assertThat(kicks(visit)).isEqualTo(calls);
    }
  }

  @Test
  void whatAMemberTookBackFirstUnlearnsNothing() {
    try (Visit visit = new Visit(folder, Map.of())) {
      visit.town.in(
          t -> {
            t.features(List.of());
            return null;
          });
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      visit.town.server().heal();
      visit.connected();
      assertThat(visit.perform(new Action.DeleteMessage(MAIN, "gone-0")))
          .as("it may be the method, and the message is there")
          .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.gone()).isFalse());
      assertThat(visit.perform(new Action.DeleteMessage(MAIN, visit.heard("加我微信"))).done())
          .isTrue();
      for (String gone : List.of("gone-1", "gone-2", "gone-3", "gone-4")) {
        assertThat(visit.perform(new Action.DeleteMessage(MAIN, gone)))
            .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.gone()).isTrue());
      }
      assertThat(visit.connection().capabilities(MAIN)).contains(Capability.DELETE);
    }
  }

  private static long kicks(Visit visit) {
    return visit.town.server().called().stream().filter("guild.member.kick"::equals).count();
  }

  @Test
  void buttonsAreNumberedLinesWhereThePlatformHasNone() {
    try (Visit visit = new Visit(folder, Map.of("buttons", "discord"))) {
      visit.connected();
      List<Button> buttons = List.of(new Button("好 Yes", "yes"), new Button("不 No", "no"));
      assertThat(visit.connection().capabilities(MAIN)).doesNotContain(Capability.BUTTONS);
      assertThat(
              visit.perform(new Action.SendMessage(MAIN, Content.of("选一个"), null, buttons)).done())
          .isTrue();
      assertThat(visit.said()).containsExactly("选一个\n1 好 Yes\n2 不 No");
    }
  }

  @Test
  void aMessageThatBreaksOffInTheMiddleIsPerhapsSaid() {
    try (Visit visit = new Visit(folder, Map.of("longestMessage", "4"))) {
      visit.connected();
      assertThat(visit.say("一二三四五六七八").done()).isTrue();
      assertThat(visit.said()).containsExactly("一二三四", "五六七八");
    }
  }

  @Test
  void aPrivateChannelIsOpenedOnce() {
    try (Visit visit = Visit.to(folder)) {
      for (String words : List.of("一", "二")) {
        assertThat(
                visit
                    .perform(
                        new Action.SendPrivate(null, visit.ming(), Content.of(words), List.of()))
                    .done())
            .isTrue();
      }
      assertThat(visit.town.server().called().stream().filter("user.channel.create"::equals))
          .hasSize(1);
      assertThat(visit.town.seenPrivately(visit.ming())).hasSize(2);
    }
  }

  @Test
  void aPrivateChannelThatIsNotToldIsAskedForAgain() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("价格");
      Action whisper = new Action.SendPrivate(null, visit.ming(), Content.of("九十九"), List.of());
      visit.town.in(
          t -> {
            t.answersNext(502);
            return null;
          });
      assertThat(visit.perform(whisper))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.effect()).as("nothing was said").isEqualTo(Outcome.Effect.NONE);
                assertThat(failed.retryAfter()).isNotNull();
              });
      assertThat(visit.perform(whisper).done()).isTrue();
      assertThat(visit.town.seenPrivately(visit.ming())).hasSize(1);
    }
  }

  @Test
  void anAnswerCarriesWhatCameAlongWithTheQuestion() {
    try (Visit visit = Visit.to(folder)) {
      String id = visit.heard("多少钱？");
      visit.perform(new Action.SendMessage(MAIN, Content.of("九十九"), id, List.of()));
      assertThat(visit.town.in(Town::referrer)).isEqualTo(id);
      visit.say("不是回答");
      assertThat(visit.town.in(Town::referrer)).isEmpty();
    }
  }
}
