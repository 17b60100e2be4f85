package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Numbers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pulling changes while they are made, and after they were forgotten. */
class PullingTest {
  private static final int POLLS = 3;

  private ApiRig rig;
  private String secret;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    secret = rig.all();
    rig.write(
        sql -> {
          for (int poll = 1; poll <= POLLS; poll++) {
            Ballots.poll(sql, poll, "single", false, "a", "b");
          }
          return Ballots.poll(sql, 9, "single", true, "a", "b");
        });
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Reads on from a cursor; adds the numbers that came, and returns the next page. */
  private JsonNode page(String path, String cursor, List<Long> numbers) {
    // What the pages hold is asked here, not how fast: the bucket is always full.
    rig.pass(PullApi.EACH);
    HttpResponse<String> answer =
        rig.get(secret, path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode page = ApiRig.json(answer);
    page.get("data").forEach(row -> numbers.add(row.get("seq").asLong()));
    return page;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void eachChangeComesOnceAndInOrderWhateverThePageAndWhileOthersVote(long seed) {
    Random random = new Random(seed);
    List<Long> written = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> voters =
        CompletableFuture.runAsync(
            () -> {
              for (int batch = 0; batch < 60; batch++) {
                int ballots = 1 + random.nextInt(12);
                written.addAll(vote(new Random(seed * 1_000 + batch), ballots));
              }
              done.set(true);
            });
    Random pages = new Random(-seed);
    List<Long> pulled = new ArrayList<>();
    String cursor = "";
    boolean last = false;
    while (!last) {
      // Looked at before the pull: what was written by then must be in it, or in the next.
      last = done.get();
      JsonNode page;
      do {
        page = page("/api/v1/polls/1/responses?limit=" + (1 + pages.nextInt(9)), cursor, pulled);
        cursor = page.get("nextCursor").asString();
      } while (page.get("hasMore").asBoolean());
    }
    voters.join();
    assertThat(pulled).as("seed %s", seed).isEqualTo(written).isNotEmpty();
  }

  /** Some ballots in one transaction; returns the numbers of those of the first poll. */
  private List<Long> vote(Random random, int ballots) {
    return rig.engine
        .<List<Long>>write(
            dev.steward.chat.Key.BRAND,
            context -> {
              List<Long> first = new ArrayList<>();
              for (int i = 0; i < ballots; i++) {
                long seq = context.numbers().next(context.sql(), Numbers.Sequence.OTHER);
                int poll = 1 + random.nextInt(POLLS);
                Ballots.change(
                    context.sql(),
                    seq,
                    poll,
                    "r" + random.nextInt(5),
                    "cast",
                    "[\"a\"]",
                    context.clock().instant());
                if (poll == 1) {
                  first.add(seq);
                }
              }
              return first;
            })
        .toCompletableFuture()
        .join();
  }

  @Test
  void anEmptyPollHasACursorThatFindsWhatComesLater() {
    List<Long> numbers = new ArrayList<>();
    JsonNode page = page("/api/v1/polls/1/responses?limit=10", "", numbers);
    assertThat(page.get("hasMore").asBoolean()).isFalse();
    assertThat(numbers).isEmpty();
    rig.write(sql -> Ballots.change(sql, 5, 1, "r1", "cast", "[\"b\"]", ApiRig.START));
    page("/api/v1/polls/1/responses?limit=10", page.get("nextCursor").asString(), numbers);
    assertThat(numbers).containsExactly(5L);
  }

  @Test
  void sinceStartsAtATimeAndLosesNothingWhenTheClockWasSetBack() {
    rig.write(
        sql -> {
          Ballots.change(sql, 5, 1, "r1", "cast", "[\"b\"]", ApiRig.START);
          Ballots.change(sql, 6, 1, "r2", "cast", "[\"b\"]", ApiRig.START.plusSeconds(60));
          return Ballots.change(sql, 7, 1, "r3", "cast", "[\"a\"]", ApiRig.START.plusSeconds(30));
        });
    List<Long> numbers = new ArrayList<>();
    page("/api/v1/polls/1/responses?since=" + ApiRig.START.plusSeconds(45), "", numbers);
    assertThat(numbers).containsExactly(6L, 7L);
    numbers.clear();
    JsonNode page =
        page("/api/v1/polls/1/responses?since=2027-01-01T00:00:00%2B08:00", "", numbers);
    assertThat(numbers).isEmpty();
    rig.write(sql -> Ballots.change(sql, 8, 1, "r4", "cast", "[\"a\"]", ApiRig.START));
    page("/api/v1/polls/1/responses?limit=5", page.get("nextCursor").asString(), numbers);
    assertThat(numbers).containsExactly(8L);
  }

  @Test
  void whatWasTakenBackOrForgottenComesAsATombstone() {
    rig.write(
        sql -> {
          Ballots.change(sql, 5, 1, "r1", "cast", "[\"b\"]", ApiRig.START);
          Ballots.change(sql, 6, 1, "r2", "cast", null, ApiRig.START);
          Ballots.change(sql, 7, 1, "r1", "withdrawn", null, ApiRig.START);
          return Ballots.change(sql, 8, 1, "r2", "erased", null, ApiRig.START);
        });
    JsonNode page = page("/api/v1/polls/1/responses?limit=100", "", new ArrayList<>());
    assertThat(page.get("data").get(2).get("kind").asString()).isEqualTo("withdrawn");
    assertThat(page.get("data").get(3).get("kind").asString()).isEqualTo("erased");
    assertThat(page.get("data").get(3).get("choices").isNull()).isTrue();
    assertThat(page.get("data").get(0).get("choices").get(0).asString()).isEqualTo("b");
  }

  private List<String> polls(JsonNode page) {
    List<String> polls = new ArrayList<>();
    page.get("data")
        .forEach(
            row ->
                polls.add(
                    row.get("change").asString()
                        + " "
                        + row.get("id").asLong()
                        + " "
                        + row.get("state").asString()));
    return polls;
  }

  @Test
  void aPollComesAgainWhenItEndsAndWhenItGoesOn() {
    List<Long> numbers = new ArrayList<>();
    JsonNode first = page("/api/v1/polls?limit=100", "", numbers);
    assertThat(polls(first))
        .containsExactly("opened 1 open", "opened 2 open", "opened 3 open", "opened 9 open");
    rig.write(sql -> Ballots.closed(sql, 2));
    JsonNode then = page("/api/v1/polls?limit=100", first.get("nextCursor").asString(), numbers);
    assertThat(polls(then)).containsExactly("closed 2 closed");
    assertThat(then.get("data").get(0).get("ended").isNull()).isFalse();
    rig.write(sql -> Ballots.reopened(sql, 2));
    JsonNode last = page("/api/v1/polls?limit=100", then.get("nextCursor").asString(), numbers);
    assertThat(polls(last)).containsExactly("reopened 2 open");
    assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(6);
    assertThat(polls(page("/api/v1/polls?since=" + ApiRig.START.plusSeconds(60), "", numbers)))
        .containsExactly("closed 2 open", "reopened 2 open");
  }

  @Test
  void ofAPollThatIsOpenResultsSayNoMoreAndNoLessThanResponses() {
    rig.write(
        sql -> {
          Ballots.cast(sql, 5, 1, "web:mama-1", null, "[\"a\"]", null);
          return Ballots.cast(sql, 6, 1, "web:mama-1", null, "[\"b\"]", null);
        });
    List<Long> numbers = new ArrayList<>();
    page("/api/v1/polls/1/responses?limit=100", "", numbers);
    JsonNode results = ApiRig.json(rig.get(secret, "/api/v1/polls/1/results"));
    assertThat(results.get("n").asLong()).isEqualTo(numbers.size());
    assertThat(results.get("final").asBoolean()).isFalse();
    assertThat(results.get("options").get(0).get("count").asLong()).isEqualTo(1);
    rig.write(sql -> Ballots.closed(sql, 1));
    assertThat(ApiRig.json(rig.get(secret, "/api/v1/polls/1/results")).get("final").asBoolean())
        .isTrue();
    assertThat(rig.get(secret, "/api/v1/polls/9/results").body()).contains("results-not-yet");
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    rig.write(sql -> Ballots.change(sql, 5, 1, "r1", "cast", "[\"b\"]", ApiRig.START));
    HttpResponse<String> first = rig.get(secret, "/api/v1/polls/1/responses");
    String tag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again =
        rig.get(secret, "/api/v1/polls/1/responses", "if-none-match", "\"x\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    rig.write(sql -> Ballots.change(sql, 6, 1, "r2", "cast", "[\"b\"]", ApiRig.START));
    assertThat(rig.get(secret, "/api/v1/polls/1/responses", "if-none-match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAnonymousPollHasNoResponsesAtAnyTime() {
    rig.write(sql -> Ballots.change(sql, 5, 9, "r1", "cast", null, ApiRig.START));
    HttpResponse<String> answer = rig.get(secret, "/api/v1/polls/9/responses");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("poll-anonymous").doesNotContain("r1");
    rig.write(sql -> sql.update("UPDATE poll SET state = 'closed', ended = closes"));
    rig.pass(Duration.ofDays(2));
    assertThat(rig.get(secret, "/api/v1/polls/9/responses").statusCode()).isEqualTo(403);
  }
}
