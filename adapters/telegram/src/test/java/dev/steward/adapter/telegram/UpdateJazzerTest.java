package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.testkit.TestHost;
import dev.steward.wire.HttpCaller;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whatever comes from the address of the Bot API is an event, nothing, or a counted rejection. A
 * plain build reads what is in {@code UpdateJazzerTestInputs}; with JAZZER_FUZZ=1 and one method
 * named, Jazzer makes its own.
 */
final class UpdateJazzerTest {
  private static final long BOT = 42;

  @TempDir static Path folder = Path.of("");
  private static @Nullable UpdateReader reader;

  @BeforeAll
  static void open() throws IOException {
    reader = reader(folder);
  }

  /** One that knows the groups -5 and -1007. */
  static UpdateReader reader(Path folder) throws IOException {
    Notebook notebook = Notebook.open(folder);
    notebook.in(BOT, new Notebook.Group(-5, "Plain", false, Set.of()));
    notebook.in(BOT, new Notebook.Group(-1007, "Super", true, TelegramAdapter.ALL));
    notebook.keepPoll(BOT, new Notebook.Poll("600", -1007, 3, List.of("yes", "no")));
    TestHost host = new TestHost(folder);
    AccountId account = new AccountId("telegram", Long.toString(BOT));
    Chats chats = new Chats(host.clock(), notebook, account);
    return new UpdateReader(
        account, chats, new Names(), new OpenPolls(notebook, BOT), (_, _) -> {});
  }

  @FuzzTest
  void anyUpdate(byte[] body) {
    Optional<JsonNode> update = Json.parse(body);
    if (update.isEmpty()) {
      return;
    }
    List<Event> events;
    try {
      events = Objects.requireNonNull(reader).read(update.get());
    } catch (IllegalArgumentException | DateTimeException rejected) {
      return;
    }
    for (Event event : events) {
      assertThat(event.dedupeId()).isNotEmpty();
      if (event instanceof Event.MessagePosted posted) {
        assertThat(posted.content().text()).isNotNull();
      }
    }
  }

  @FuzzTest
  void anyAnswer(byte[] body) {
    HttpHeaders headers = HttpHeaders.of(Map.of(), (_, _) -> true);
    for (int status : new int[] {200, 302, 400, 429, 502}) {
      Reply reply = BotApi.read(new HttpCaller.Answer(status, headers, body), null);
      assertThat(reply.toString()).isNotNull();
    }
  }
}
