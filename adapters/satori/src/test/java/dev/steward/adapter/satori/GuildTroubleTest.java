package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logins and guilds that come and go. */
@Timeout(60)
final class GuildTroubleTest {
  @TempDir Path folder = Path.of("");

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

  /** Else Steward would try to delete where it is a plain member. */
  @Test
  void whereItsRoleIsNotToldItIsWhatItWas() {
    try (Visit visit = Visit.to(folder)) {
      assertThat(visit.connection().capabilities(SatoriFixture.QUIET))
          .doesNotContain(Capability.DELETE);
      visit.town.server().fails("guild.member.get");
      visit.town.server().cut();
      visit.state(ConnectionHealth.State.CUT);
      int seen = visit.events(Event.GroupSeen.class).size();
      visit.town.server().heal();
      visit
          .host
          .await()
          .until(
              "both groups are seen again",
              () -> visit.events(Event.GroupSeen.class).size() > seen + 1);
      assertThat(visit.connection().capabilities(SatoriFixture.QUIET))
          .doesNotContain(Capability.DELETE);
      assertThat(visit.connection().capabilities(SatoriFixture.MAIN)).contains(Capability.DELETE);
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
}
