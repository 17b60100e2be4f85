package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At the pace that servers bear, an advert does not stay until all has been said. */
@Timeout(60)
final class DeedsFirstTest {
  private static final String RULES = "群规：不发广告\n".repeat(29) + "完";

  @TempDir Path folder = Path.of("");

  static Stream<FakeIrc.Options> servers() {
    return Stream.of(FakeIrc.Options.ALL, FakeIrc.Options.ALL.without("labeled-response"));
  }

  private Story story(FakeIrc.Options options) {
    Story story = Story.before(folder, host -> FakeIrc.start(host, options));
    story.connect(story.settings(Map.of("messagesPerSecond", "2", "burst", "5")));
    story.awaitState(ConnectionHealth.State.CONNECTED);
    return story;
  }

  private static Action advert(Story story) {
    UserId ming = story.irc().member(MAIN, "小明");
    String advert = Objects.requireNonNull(story.irc().post(MAIN, ming, "加我微信"));
    story.heard(advert);
    return new Action.DeleteMessage(MAIN, advert);
  }

  private static Duration took(Story story, CompletableFuture<Outcome> deed) {
    Instant begun = story.host().clock().instant();
    assertThat(story.await().value("an outcome", deed)).isEqualTo(new Outcome.Confirmed(""));
    return Duration.between(begun, story.host().clock().instant());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aDeletionGoesBeforeTheTopicsThatWait(FakeIrc.Options server) {
    try (Story story = story(server)) {
      Action delete = advert(story);
      List<CompletableFuture<Outcome>> topics =
          IntStream.range(0, 20)
              .mapToObj(i -> story.begin(Action.SendMessage.of(MAIN, "话题" + i)))
              .toList();
      assertThat(took(story, story.begin(delete))).isLessThan(Duration.ofSeconds(5));
      assertThat(topics.getLast()).as("still waits").isNotDone();
      topics.forEach(topic -> story.await().value("said", topic));
      assertThat(story.irc().seen(MAIN).stream().map(seen -> seen.text()))
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "话题" + i).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aDeletionWaitsForALongTextNeitherBeforeNorAfter(FakeIrc.Options server) {
    try (Story story = story(server)) {
      Action delete = advert(story);
      CompletableFuture<Outcome> rules = story.begin(Action.SendMessage.of(MAIN, RULES));
      assertThat(took(story, story.begin(delete))).isLessThan(Duration.ofSeconds(8));
      assertThat(rules).as("still waits").isNotDone();
      story.await().value("said", rules);
      assertThat(took(story, story.begin(advert(story)))).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void inQuietTimesALongTextIsSaidAtOnce() {
    try (Story story = story(FakeIrc.Options.ALL)) {
      story.pass(Duration.ofMinutes(2));
      Instant begun = story.host().clock().instant();
      assertThat(story.perform(Action.SendMessage.of(MAIN, RULES)).done()).isTrue();
      assertThat(Duration.between(begun, story.host().clock().instant()))
          .isLessThan(Duration.ofSeconds(8));
    }
  }

  /** Forty channels have their topic at nine: the last is said three minutes later, and known. */
  @Test
  void whatWouldWaitForLongerThanAMinuteWaitsWhereItIsKept() {
    try (Story story = story(FakeIrc.Options.ALL)) {
      Action delete = advert(story);
      String topic = "话题\n".repeat(6) + "完";
      List<CompletableFuture<Outcome>> topics =
          IntStream.range(0, 40)
              .mapToObj(_ -> story.begin(Action.SendMessage.of(MAIN, topic)))
              .toList();
      assertThat(story.await().value("an outcome", topics.getLast()))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNTRIED);
                assertThat(failed.retryAfter())
                    .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(70));
              });
      assertThat(topics.stream().filter(one -> !one.isDone()).count()).isBetween(10L, 15L);
      assertThat(took(story, story.begin(delete))).isLessThan(Duration.ofSeconds(8));
    }
  }
}
