package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a session on a Satori server, and how the next one goes on from there. */
@Timeout(60)
final class SessionTroubleTest {
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
