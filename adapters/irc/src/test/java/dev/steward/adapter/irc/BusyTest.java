package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.testkit.ManualClock;
import dev.steward.testkit.RecordingSink;
import dev.steward.wire.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Texts at the pace that servers bear, and floods that Steward does not read at once. */
@Timeout(60)
final class BusyTest {
  @TempDir Path folder = Path.of("");

  @Test
  void linesAreSentNoFasterThanTheSettingsSay() {
    try (Story story = Story.before(folder, FakeIrc::start)) {
      story.connect(story.settings(Map.of("messagesPerSecond", "2", "burst", "5")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.pass(Duration.ofMinutes(1));
      Instant begun = story.host().clock().instant();
      List<CompletableFuture<Outcome>> all =
          IntStream.range(0, 15)
              .mapToObj(i -> story.begin(Action.SendMessage.of(MAIN, "m" + i)))
              .toList();
      story.await().until("all are said", () -> all.stream().allMatch(CompletableFuture::isDone));
      Duration took = Duration.between(begun, story.host().clock().instant());
      assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(story.irc().seen(MAIN)).hasSize(15);
    }
  }

  /**
   * More is said than waits in Steward while its inbox is congested: it reads no more. Returns what
   * is said meanwhile, whose echo stands behind all of that.
   */
  private static CompletableFuture<Outcome> flood(Story story) {
    story.irc().member(MAIN, "小明");
    story.caughtUp();
    story.host().events().congest(true);
    for (int i = 0; i < 8_000; i++) {
      story.irc().person("小明").send(Line.of("PRIVMSG", "#main", "m" + i));
    }
    story.irc().person("小明").sync();
    CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, "一会儿就好"));
    story.await().until("sent", () -> story.wasSaid("一会儿就好"));
    story.await().until("no time-out runs", () -> onlyTheTickIsSet(story));
    return said;
  }

  /** A reading end with nothing to read. */
  private static final class Still implements Intake.Valve {
    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  private static boolean onlyTheTickIsSet(Story story) {
    return story.host().time().waiting() == 1;
  }

  @Test
  void nothingIsLateWhileStewardDoesNotRead() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      CompletableFuture<Outcome> said = flood(story);
      story.host().time().advance(Duration.ofMinutes(5));
      story.await().stays("waited for", () -> !said.isDone());
      story.host().events().congest(false);
      assertThat(story.await().value("an outcome", said)).isInstanceOf(Outcome.Confirmed.class);
      story.await().until("all heard", () -> story.texts().contains("m7999"));
    }
  }

  private static Event article() {
    return new Event.PrivateMessagePosted(
        new AccountId("irc", "steward"),
        "1",
        Sender.member(new UserId("irc", "ming"), ""),
        Content.of("长".repeat(100_000)),
        Instant.EPOCH);
  }

  @Test
  void fewerLongWordsWaitThanShortOnes() throws IOException {
    List<Boolean> reading = new ArrayList<>();
    Intake intake = new Intake(new RecordingSink(), new ManualClock().timers(), new Still());
    Reports reports = new Reports(intake, Marks.open(folder), reading::add);
    reports.flow(false);
    for (int i = 0; i < 160; i++) {
      assertThat(reading).isEmpty();
      reports.seen(article());
    }
    assertThat(reading).containsExactly(false);
    reports.flow(true);
    assertThat(reading).containsExactly(false, true);
  }

  @Test
  void whoDoesNotReadDoesNotDialAgainAndAgain() {
    try (Story story = Story.on(folder, FakeIrc::start)) {
      var _ = flood(story);
      int connects = story.fake().connects();
      story.irc().cut();
      story.irc().heal();
      story
          .await()
          .until(
              "the cut is noticed by what is said, and there is a new connection",
              () -> {
                var _ = story.begin(Action.SendMessage.of(MAIN, "hello"));
                return story.fake().connects() == connects + 1;
              });
      story.host().time().advance(Duration.ofMinutes(10));
      story.await().stays("patient", () -> story.fake().connects() == connects + 1);
      story.host().time().advance(Duration.ofMinutes(10));
      story.await().stays("patient", () -> story.fake().connects() == connects + 1);
      story.host().events().congest(false);
      story.await().until("all heard", () -> story.texts().contains("m7999"));
    }
  }

  @Test
  void nothingComesBetweenTheLinesOfAText() {
    try (Story story = Story.before(folder, FakeIrc::start);
        Member squatter = Member.guest(story.irc().server().port(), STEWARD)) {
      story.connect(story.settings(Map.of("messagesPerSecond", "2", "burst", "5")));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      Instant begun = story.host().clock().instant();
      String text = "群规：不发广告\n".repeat(80) + "完";
      CompletableFuture<Outcome> said = story.begin(Action.SendMessage.of(MAIN, text));
      CompletableFuture<Outcome> next = story.begin(Action.SendMessage.of(MAIN, "下一条"));
      assertThat(story.await().value("an outcome", said)).isInstanceOf(Outcome.Confirmed.class);
      assertThat(story.await().value("an outcome", next)).isInstanceOf(Outcome.Confirmed.class);
      Duration took = Duration.between(begun, story.host().clock().instant());
      assertThat(took).as("the next one pays for the lines").isGreaterThan(Duration.ofSeconds(38));
      assertThat(story.irc().seen(MAIN).stream().map(seen -> seen.text()))
          .containsExactly(text, "下一条");
      assertThat(squatter.nick()).as("the nick was asked for meanwhile").isEqualTo(STEWARD);
    }
  }
}
