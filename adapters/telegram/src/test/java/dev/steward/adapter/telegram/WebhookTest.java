package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Event;
import dev.steward.chat.Mount;
import dev.steward.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knocks at the webhook. */
@Timeout(60)
final class WebhookTest {
  private static final String UPDATE =
      """
      {"update_id":5,"message":{"message_id":9,"date":1,"text":"敲门",
       "from":{"id":11,"first_name":"小明"},
       "chat":{"id":-1001700000001,"type":"supergroup","title":"宝妈一群"}}}
      """;

  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;

  @BeforeEach
  void connect() {
    rig = Rig.webhook(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private CompletableFuture<Integer> knock(
      String method, String path, Map<String, String> headers, String body) {
    return rig.host
        .mounted("telegram")
        .handle(
            new Mount.Request(
                method,
                path,
                Map.of(),
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                true,
                "203.0.113.9"))
        .thenApply(Mount.Response::status)
        .toCompletableFuture();
  }

  private CompletableFuture<Integer> knock(String secret, String body) {
    return knock(
        "POST", "/" + TelegramFixture.BOT, Map.of("x-telegram-bot-api-secret-token", secret), body);
  }

  private long heard() {
    return rig.host.events().events(Event.MessagePosted.class).size();
  }

  @Test
  void onlyTelegramIsLetIn() {
    assertThat(knock("", UPDATE)).isCompletedWithValue(401);
    assertThat(knock(rig.fixture.bot.secret + "x", UPDATE)).isCompletedWithValue(401);
    assertThat(knock("POST", "/" + TelegramFixture.BOT, Map.of(), UPDATE))
        .isCompletedWithValue(401);
    assertThat(knock("GET", "/" + TelegramFixture.BOT, Map.of(), "")).isCompletedWithValue(404);
    assertThat(knock("POST", "/1", Map.of(), UPDATE)).isCompletedWithValue(404);
    assertThat(heard()).isZero();
    assertThat(rig.await().value("let in", knock(rig.fixture.bot.secret, UPDATE))).isEqualTo(200);
    assertThat(heard()).isEqualTo(1);
  }

  @Test
  void telegramIsToldHowToKnock() {
    assertThat(rig.fixture.bot.webhook)
        .isEqualTo("https://steward.example/telegram/" + TelegramFixture.BOT);
    assertThat(rig.fixture.bot.secret).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(rig.fixture.bot.allowed).containsExactlyInAnyOrderElementsOf(Source.ALLOWED);
    assertThat(rig.fixture.bot.maxConnections).as("else joins are overtaken").isEqualTo(1);
  }

  @Test
  void itIsDoneWhenItIsCommittedAndNotBefore() {
    rig.host.events().mode(RecordingSink.Mode.HOLD);
    CompletableFuture<Integer> answer = knock(rig.fixture.bot.secret, UPDATE);
    rig.await().stays("no answer", () -> !answer.isDone());
    rig.host.events().mode(RecordingSink.Mode.COMMIT);
    rig.host.events().release();
    assertThat(rig.await().value("an answer", answer)).isEqualTo(200);
  }

  @Test
  void whatCannotBeReadIsCountedAndNotBroughtAgain() {
    for (String body : new String[] {"", "no", "[]", "{}", "{\"update_id\":\"x\"}", "\u0000"}) {
      assertThat(knock(rig.fixture.bot.secret, body)).isCompletedWithValue(200);
    }
    assertThat(rig.detail()).contains("6 updates not understood");
    assertThat(heard()).isZero();
  }

  @Test
  void whileStewardHasNoRoomTelegramKeepsIt() {
    rig.host.events().congest(true);
    var _ = knock(rig.fixture.bot.secret, UPDATE);
    rig.heard("敲门");
    CompletableFuture<Integer> waits =
        knock(rig.fixture.bot.secret, UPDATE.replace("\"message_id\":9", "\"message_id\":10"));
    rig.await().stays("it waits", () -> !waits.isDone());
    rig.host.time().advance(Duration.ofSeconds(46));
    assertThat(rig.await().value("later", waits)).isEqualTo(503);
    rig.host.events().congest(false);
    assertThat(heard()).isEqualTo(1);
  }

  @Test
  void afterTheEndTelegramKeepsIt() {
    String secret = rig.fixture.bot.secret;
    rig.connection().close();
    assertThat(rig.await().value("an answer", knock(secret, UPDATE))).isEqualTo(503);
    assertThat(heard()).isZero();
  }

  @Test
  void thatTelegramDoesNotReachUsIsSeen() {
    rig.host.events().congest(true);
    rig.fixture.post(Rig.MAIN, rig.member("小明"), "有人吗");
    rig.await().until("it waits", () -> !rig.fixture.bot.updates.isEmpty());
    synchronized (rig.fixture.world) {
      rig.fixture.bot.lastError = "Connection refused";
      rig.fixture.bot.lastErrorDate = rig.fixture.world.seconds();
    }
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.awaitState(State.CUT);
    // The message that waits is refused within that minute, too: Telegram tells what came last.
    assertThat(rig.detail())
        .contains("adapters.telegram.url")
        .containsAnyOf("Connection refused", "Wrong response from the webhook: 503");
    rig.host.events().congest(false);
    rig.heard("有人吗");
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.awaitState(State.CONNECTED);
  }

  @Test
  void thatTelegramDoesNotReachUsIsSeenUntilSomethingArrives() {
    byte[] answer =
        """
        {"ok":true,"result":{"url":"URL","pending_update_count":3,"last_error_date":1000,
         "last_error_message":"Connection refused"}}
        """
            .replace("URL", rig.fixture.bot.webhook)
            .getBytes(StandardCharsets.UTF_8);
    rig.fixture.telegram.instead((method, _) -> method.equals("getWebhookInfo") ? answer : null);
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.awaitState(State.CUT);
    int calls = rig.fixture.telegram.calls("getWebhookInfo");
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.await().until("looked again", () -> rig.fixture.telegram.calls("getWebhookInfo") > calls);
    rig.await().stays("Telegram did not try", () -> rig.connection().health().state() == State.CUT);
    assertThat(rig.await().value("let in", knock(rig.fixture.bot.secret, UPDATE))).isEqualTo(200);
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.awaitState(State.CONNECTED);
  }

  @Test
  void aWebhookThatWasTakenAwayIsSetAgain() {
    rig.fixture.bot.webhook = "https://elsewhere.example/x";
    rig.host.time().advance(Duration.ofSeconds(61));
    rig.await()
        .until("set again", () -> rig.fixture.bot.webhook.startsWith("https://steward.example/"));
    rig.awaitState(State.CONNECTED);
  }
}
