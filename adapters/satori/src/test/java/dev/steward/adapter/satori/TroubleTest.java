package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import dev.steward.testkit.RecordingSink;
import dev.steward.wire.GroupOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong between Steward and a Satori server, and what becomes of it. */
@Timeout(60)
final class TroubleTest {
  private static final GroupId MAIN = SatoriFixture.MAIN;

  @TempDir Path folder = Path.of("");

  @Test
  void aWrongTokenIsSaidAndNotShown() {
    try (Visit visit = new Visit(folder, Map.of("token", "not-it"))) {
      visit.state(ConnectionHealth.State.BLOCKED);
      assertThat(visit.connection().health().detail())
          .contains("adapters.satori.token")
          .doesNotContain("not-it");
    }
  }

  @Test
  void whatMakesNoSenseIsCountedAndNothingElseSuffers() {
    try (Visit visit = Visit.to(folder)) {
      FakeSatori server = visit.town.server();
      for (String frame :
          List.of(
              "nonsense",
              "{\"op\": 99}",
              "[]",
              "{\"op\": 0, \"body\": []}",
              "{\"op\": 0, \"body\": {\"type\": \"message-created\", \"login\": {\"platform\":"
                  + " \"town\", \"user\": {\"id\": \"bot\"}}}}")) {
        server.raw(frame);
      }
      server.raw("{\"op\": 0, \"body\": {\"type\": \"reaction-added\"}}");
      server.raw("{\"op\": 5, \"body\": {\"proxy_urls\": []}}");
      visit.heard("后来的");
      assertThat(visit.connection().health().detail()).contains("not understood: 5");
    }
  }

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

  @Test
  void aServerWhoseHeartStopsIsLeftAndFoundAgain() {
    try (Visit visit = Visit.to(folder)) {
      visit.town.server().mute(true);
      visit.state(ConnectionHealth.State.CUT);
      assertThat(visit.connection().health().detail()).contains("trying again");
      visit.town.server().mute(false);
      visit.state(ConnectionHealth.State.CONNECTED);
      visit.heard("又好了");
    }
  }

  @Test
  void resumesAfterTheLastEventThatIsCommitted() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("committed");
      visit.host.events().mode(RecordingSink.Mode.HOLD);
      visit.heard("held");
      long committed = 2; // the member's join, and the first message
      visit.restart();
      FakeSatori server = visit.town.server();
      visit.host.await().until("identified again", () -> server.identified().size() == 2);
      assertThat(server.identified().getFirst().has("sn")).isFalse();
      assertThat(server.identified().getLast().path("sn").asLong(-1)).isEqualTo(committed);
      visit.host.events().mode(RecordingSink.Mode.COMMIT);
      visit.heard("after");
      assertThat(visit.events(Event.MessagePosted.class).stream().map(e -> e.content().text()))
          .containsExactly("committed", "held", "after");
    }
  }

  @Test
  void aServerThatCountsAnewSaysNewThings() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("一");
      visit.town.leave(MAIN, visit.ming());
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      visit.town.server().forgets();
      visit.town.server().heal();
      visit.state(ConnectionHealth.State.CONNECTED);
      visit.heard("二");
      assertThat(visit.events(Event.MemberJoined.class)).hasSize(2);
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
                      assertThat(failed.effect()).isEqualTo(Outcome.Effect.NONE);
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
      assertThat(((Outcome.Failed) outcome).effect()).isEqualTo(Outcome.Effect.NONE);
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
          .isInstanceOf(Outcome.Refused.class);
      assertThat(visit.perform(new Action.DeleteMessage(MAIN, visit.heard("加我微信"))).done())
          .isTrue();
      for (String gone : List.of("gone-1", "gone-2", "gone-3", "gone-4")) {
        assertThat(visit.perform(new Action.DeleteMessage(MAIN, gone)))
            .isInstanceOf(Outcome.Refused.class);
      }
      assertThat(visit.connection().capabilities(MAIN)).contains(Capability.DELETE);
    }
  }

  @Test
  void howeverOftenALoginIsToldItsGroupsAreAskedForOnceAtATime() {
    try (Visit visit = Visit.to(folder)) {
      FakeSatori server = visit.town.server();
      visit.town.in(
          t -> {
            t.founds("g9", "长".repeat(1_000));
            return null;
          });
      visit
          .host
          .await()
          .until(
              "a name of a thousand characters is cut",
              () ->
                  visit.events(Event.GroupSeen.class).getLast().title().startsWith("长")
                      && visit.events(Event.GroupSeen.class).getLast().title().length() < 500);
      long before = lists(visit);
      server.slow(true);
      for (int i = 0; i < 50; i++) {
        server.raw(
            """
            {"op": 0, "body": {"type": "login-updated", "login":
              {"platform": "town", "status": 1, "user": {"id": "bot"}, "features": ["guild.list"]}}}\
            """);
      }
      visit.host.await().until("asked", () -> lists(visit) > before);
      visit.host.await().stays("asked once", () -> lists(visit) == before + 1);
      server.slow(false);
      visit.host.await().until("and once more", () -> lists(visit) > before + 1);
      visit.host.await().stays("in a few pages each", () -> lists(visit) < before + 10);
    }
  }

  private static long lists(Visit visit) {
    return visit.town.server().called().stream().filter(Api.GUILDS::equals).count();
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
  void aLoginThatIsOfflineIsWaitedFor() {
    try (Visit visit = Visit.to(folder)) {
      online(visit, false);
      visit
          .host
          .await()
          .until("it shows", () -> visit.connection().health().detail().contains("(offline)"));
      Outcome outcome = visit.say("later");
      assertThat(((Outcome.Failed) outcome).retryAfter()).isNotNull();
      assertThat(visit.connection().accounts()).hasSize(1);
      assertThat(visit.connection().health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
      AccountId us = visit.connection().accounts().getFirst();
      assertThat(visit.connection().up(us)).as("another login in its groups listens").isFalse();
      online(visit, true);
      visit
          .host
          .await()
          .until("it shows", () -> !visit.connection().health().detail().contains("(offline)"));
      assertThat(visit.connection().up(us)).isTrue();
      assertThat(visit.say("now").done()).isTrue();
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      assertThat(visit.connection().up(us)).isFalse();
    }
  }

  private static void online(Visit visit, boolean is) {
    visit.town.in(
        t -> {
          t.online(is);
          return null;
        });
  }

  private static List<String> names(Visit visit) {
    return visit.events(Event.MemberJoined.class).stream().map(e -> e.member().name()).toList();
  }

  private static void joins(Visit visit, int people) {
    for (int i = 0; i < people; i++) {
      visit.town.member(MAIN, "新人" + i);
    }
  }

  @Test
  void aRaidOfTheNamelessHoldsNobodyUp() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("早");
      visit.town.server().slow(true);
      long before = visit.asked();
      joins(visit, 50);
      visit.heard("还在说话");
      assertThat(visit.asked() - before).isEqualTo(Newcomers.MOST_ASKED);
      assertThat(names(visit)).as("all are told, in their order").hasSize(51);
      visit.town.server().slow(false);
      joins(visit, 51);
      visit.host.await().until("named again", () -> names(visit).getLast().equals("新人50"));
    }
  }

  @Test
  void namesAreGivenUpBeforeTheirWaitFillsTheMemory() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("早");
      visit.town.server().slow(true);
      joins(visit, 1);
      for (int i = 0; i <= GroupOrder.MOST_WAITING; i++) {
        visit.town.post(MAIN, visit.ming(), "第" + i + "句");
      }
      // No time passes: nobody's patience ends.
      new Await(_ -> {})
          .until(
              "all are told",
              () -> visit.events(Event.MessagePosted.class).size() > GroupOrder.MOST_WAITING + 1);
      assertThat(names(visit)).hasSize(2);
    }
  }

  @Test
  void guildsComeAndGo() {
    GroupId later = new GroupId("satori", "town:c-g3");
    try (Visit visit = Visit.to(folder)) {
      visit.town.in(
          t -> {
            t.founds("g3", "后来的群");
            return null;
          });
      visit
          .host
          .await()
          .until(
              "seen",
              () ->
                  visit.events(Event.GroupSeen.class).stream()
                      .anyMatch(e -> e.group().equals(later) && e.title().equals("后来的群")));
      assertThat(visit.connection().capabilities(later)).contains(Capability.KICK);
      visit.town.in(
          t -> {
            t.expels("g3");
            return null;
          });
      visit.host.await().until("lost", () -> !visit.events(Event.GroupLost.class).isEmpty());
      assertThat(visit.connection().capabilities(later)).isEmpty();
    }
  }

  @Test
  void groupsThatAreGoneAfterARestartAreLost() {
    try (Visit visit = Visit.to(folder)) {
      visit.connection().close();
      visit.town.in(
          t -> {
            t.expels("g2");
            return null;
          });
      visit.restart();
      visit
          .host
          .await()
          .until(
              "lost",
              () ->
                  visit.events(Event.GroupLost.class).stream()
                      .anyMatch(e -> e.group().equals(SatoriFixture.QUIET)));
    }
  }

  @Test
  void whereWeAreIsRememberedWhenTheServerDoesNotTell() {
    try (Visit visit = Visit.to(folder)) {
      int before = visit.events(Event.GroupSeen.class).size();
      visit.town.in(
          t -> {
            t.lacks("guild.list");
            return null;
          });
      visit.restart();
      assertThat(visit.connection().capabilities(MAIN)).isNotNull();
      visit.state(ConnectionHealth.State.CONNECTED);
      visit
          .host
          .await()
          .until(
              "both are seen again",
              () -> visit.events(Event.GroupSeen.class).size() == before + 2);
      assertThat(visit.say("still here").done()).isTrue();
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
  void filesAreOpenedThroughTheServerAlone() {
    try (Visit visit = Visit.to(folder)) {
      assertThat(open(visit, Town.PICTURE)).isEqualTo(Town.PNG);
      assertThat(open(visit, "https://elsewhere.example/x.png")).isEmpty();
      assertThat(open(visit, "data:image/png;base64,AAEC")).containsExactly(0, 1, 2);
      assertThat(open(visit, "left-out:99999")).isEmpty();
      assertThat(open(visit, "file:///etc/passwd")).isEmpty();
      assertThat(visit.town.server().called()).noneMatch(called -> called.contains("passwd"));
    }
  }

  private static byte[] open(Visit visit, String source) {
    return visit
        .host
        .await()
        .value("opened", visit.connection().open(new Media(source, "image/png", -1)))
        .orElse(new byte[0]);
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

  @Test
  void nothingIsLeftAfterTheEnd() {
    Visit visit = Visit.to(folder);
    visit.heard("hello");
    visit.connection().close();
    assertThat(visit.host.time().waiting()).as("timers").isLessThanOrEqualTo(1);
    visit.host.time().advance(Duration.ofMinutes(1));
    assertThat(visit.host.time().waiting()).as("timers").isZero();
    visit.close();
    visit
        .host
        .await()
        .until(
            "no thread of ours",
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(
                        t -> Objects.requireNonNullElse(t.getName(), "").startsWith("satori-")));
  }
}
