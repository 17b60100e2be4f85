package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.testkit.ManualClock;
import dev.steward.testkit.TestHost;
import dev.steward.wire.HttpCaller;
import dev.steward.wire.Intake;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whatever comes from the address of the Bot API is an event, nothing, or a rejection that is
 * counted once, and holds up nothing behind it for long. A plain build reads what is in {@code
 * UpdateJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class UpdateJazzerTest {
  private static final long BOT = 42;
  private static final AccountId ACCOUNT = new AccountId("telegram", Long.toString(BOT));
  private static final int MANY = 2_000;

  /** As long as what is behind an update waits for what Telegram says of its group. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of real time, on a machine that may have other things to do. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir static Path folder = Path.of("");
  private static @Nullable HttpCaller http;

  private @Nullable WayIn wayIn;
  private int taken;

  @BeforeAll
  static void open() {
    http = new HttpCaller(new ManualClock().timers(), 1);
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(http).close();
  }

  /** One that knows the groups -5 and -1007. */
  static UpdateReader reader(Path folder) throws IOException {
    Notebook notebook = notebook(folder);
    Chats chats = new Chats(new TestHost(folder).clock(), notebook, ACCOUNT);
    return new UpdateReader(
        ACCOUNT, chats, new Names(), new OpenPolls(notebook, BOT), (_, _) -> {});
  }

  private static Notebook notebook(Path folder) throws IOException {
    Notebook notebook = Notebook.open(folder);
    notebook.in(BOT, new Notebook.Group(-5, "Plain", false, Set.of()));
    notebook.in(BOT, new Notebook.Group(-1007, "Super", true, TelegramAdapter.ALL));
    notebook.keepPoll(BOT, new Notebook.Poll("600", -1007, 3, List.of("yes", "no")));
    return notebook;
  }

  /** A bot's inlet with all that is behind it; what it asks Telegram is answered by nobody. */
  private static final class WayIn {
    final TestHost host;
    final UpdateReader reader;
    final ChatLookup lookup;
    final Inlet inlet;

    WayIn(Path folder, HttpCaller http) throws IOException {
      host = new TestHost(folder);
      Notebook notebook = notebook(folder);
      Chats chats = new Chats(host.clock(), notebook, ACCOUNT);
      OpenPolls polls = new OpenPolls(notebook, BOT);
      Pauses pauses = new Pauses(host.timers());
      Intake intake =
          new Intake(
              host.events(),
              host.timers(),
              new Intake.Valve() {
                @Override
                public void pause() {}

                @Override
                public void resume() {}
              });
      Token token = new Token(BOT + ":" + "A".repeat(35));
      BotApi api = new BotApi(http, "nowhere:", token, new SecureRandom());
      lookup = new ChatLookup(api, pauses, BOT);
      reader = new UpdateReader(ACCOUNT, chats, new Names(), polls, (_, _) -> {});
      GroupNews news = new GroupNews(ACCOUNT, lookup, chats, notebook, pauses, intake);
      inlet = new Inlet(api, chats, news, polls, reader, intake);
    }
  }

  /** Another one where the last update left questions, and now and then. */
  private WayIn wayIn() throws IOException {
    WayIn now = wayIn;
    if (now == null || now.lookup.unanswered() > 0 || ++taken % MANY == 0) {
      now = new WayIn(Files.createTempDirectory(folder, "bot"), Objects.requireNonNull(http));
      wayIn = now;
    }
    return now;
  }

  @FuzzTest
  void anyUpdate(byte[] body) throws IOException {
    WayIn way = wayIn();
    long begun = System.nanoTime();
    Optional<JsonNode> update = Json.parse(body);
    if (update.isEmpty()) {
      return;
    }
    long malformed = way.inlet.malformed();
    int told = way.host.events().events().size();
    CompletableFuture<?> committed = way.inlet.take(update.get()).toCompletableFuture();
    way.host.time().advance(PATIENCE);
    assertThat(committed).as("no longer in the way of what is behind it").isCompleted();
    List<Event> events = way.host.events().eventsAfter(told);
    assertThat(events).hasSizeLessThan(2 + body.length / 2);
    assertThat(events).allSatisfy(event -> assertThat(event.dedupeId()).isNotEmpty());
    assertThat(way.inlet.malformed() - malformed)
        .as("counted")
        .isEqualTo(isRejected(way.reader, update.get()) ? 1 : 0);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("the time that %d bytes take", body.length)
        .isLessThan(LIMIT);
  }

  private static boolean isRejected(UpdateReader reader, JsonNode update) {
    try {
      assertThat(reader.read(update)).doesNotContainNull();
      return false;
    } catch (IllegalArgumentException | DateTimeException rejected) {
      return true;
    }
  }

  @FuzzTest
  void anyAnswer(byte[] body) {
    HttpHeaders headers = HttpHeaders.of(Map.of(), (_, _) -> true);
    for (int status : new int[] {200, 302, 400, 429, 502}) {
      Reply reply = BotApi.read(new HttpCaller.Answer(status, headers, body), null);
      Outcome outcome = reply.outcome(new Outcome.Accepted(""));
      assertThat(outcome.toString()).as("what staff may have to read").hasSizeLessThan(400);
    }
  }
}
