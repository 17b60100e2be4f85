package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.TestHost;
import dev.steward.wire.HttpCaller;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The npm package telegram-test-api, which others wrote: a smoke test. It has private chats only
 * (getMe, getUpdates, sendMessage, editMessageText, deleteMessage, presses); nothing of members and
 * their rights.
 */
@Tag("real-peers")
@Timeout(60)
final class TelegramEmulatorTest {
  /** The emulator's bot has this id whatever the token. */
  private static final String TOKEN = "666:emulator_token_0123456789";

  private static final UserId MING = new UserId("telegram", "77");

  @TempDir Path folder = Path.of("");
  private TestHost host = new TestHost(Path.of(""));
  private String address = "";
  private HttpCaller http = new HttpCaller(host.timers(), 1 << 20);
  private @Nullable Process emulator;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process node =
        new ProcessBuilder("node", "server.js", Integer.toString(port))
            .directory(peers().resolve("telegram").toFile())
            .redirectErrorStream(true)
            .start();
    emulator = node;
    BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).as("the emulator, by .ci/install-peers").isEqualTo("ready");
    address = "http://127.0.0.1:" + port;
    host = new TestHost(folder);
    http = new HttpCaller(host.timers(), 1 << 20);
  }

  private static Path peers() {
    String peers = System.getProperty("steward.peers", System.getenv("STEWARD_PEERS"));
    return peers == null
        ? Path.of(System.getProperty("user.home"), ".cache", "steward-peers")
        : Path.of(peers);
  }

  @AfterEach
  void stop() throws InterruptedException {
    http.close();
    Process node = emulator;
    if (node != null) {
      node.destroy();
      assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private ChatConnection connect() throws SettingsException {
    ChatConnection connection =
        new TelegramAdapter()
            .connect(
                new Settings("adapters.telegram", Map.of("token", TOKEN, "api", address)), host);
    host.await().until("connected", () -> connection.health().state() == State.CONNECTED);
    return connection;
  }

  /** What a member's program sends to the emulator. */
  private JsonNode client(String path, ObjectNode body) {
    HttpCaller.Answer answer =
        host.await()
            .value(
                path,
                http.call(
                    new HttpCaller.Call(
                        "POST",
                        URI.create(address + path),
                        Map.of("content-type", "application/json"),
                        Json.bytes(body),
                        Duration.ofMinutes(1))));
    return Json.parse(answer.body()).orElseThrow();
  }

  private static ObjectNode fromMing() {
    ObjectNode message = Json.object().put("botToken", TOKEN).put("date", 1_790_000_000);
    message.putObject("from").put("id", 77).put("first_name", "小明").put("is_bot", false);
    message.putObject("chat").put("id", 77).put("type", "private").put("first_name", "小明");
    return message;
  }

  @Test
  void aConversationInPrivate() throws SettingsException {
    try (ChatConnection connection = connect()) {
      assertThat(connection.health().detail()).contains("@TestNameBot");
      client("/sendMessage", fromMing().put("text", "你好 😀"));
      host.await()
          .until(
              "it is heard",
              () -> !host.events().events(Event.PrivateMessagePosted.class).isEmpty());
      Event.PrivateMessagePosted heard =
          host.events().events(Event.PrivateMessagePosted.class).getFirst();
      assertThat(heard.content().text()).isEqualTo("你好 😀");
      assertThat(heard.sender().user()).isEqualTo(MING);
      assertThat(heard.sender().name()).isEqualTo("小明");

      Outcome said =
          host.await()
              .value(
                  "an outcome",
                  connection.perform(
                      new Order(
                          1,
                          connection.accounts().getFirst(),
                          new Action.SendPrivate(
                              null,
                              MING,
                              Content.of("选一个 <b>"),
                              List.of(new Button("好 Yes", "yes"), new Button("不 No", "no"))),
                          1)));
      assertThat(said).isInstanceOf(Outcome.Accepted.class);
      JsonNode seen =
          client("/getUpdates", Json.object().put("token", TOKEN).put("chatId", 77))
              .path("result")
              .path(0)
              .path("message");
      assertThat(Json.text(seen, "text")).isEqualTo("选一个 <b>");
      assertThat(seen.path("reply_markup").path("inline_keyboard").toString())
          .contains("好 Yes", "\"no\"");

      ObjectNode press = fromMing().put("data", "no");
      long id = NativeId.parse(((Outcome.Accepted) said).nativeId()).orElseThrow().message();
      press.set("message", fromMing().put("message_id", id));
      client("/sendCallback", press);
      host.await()
          .until("pressed", () -> !host.events().events(Event.ButtonPressed.class).isEmpty());
      Event.ButtonPressed pressed = host.events().events(Event.ButtonPressed.class).getFirst();
      assertThat(pressed.value()).isEqualTo("no");
      assertThat(pressed.messageId()).isEqualTo(((Outcome.Accepted) said).nativeId());
    }
  }

  @Test
  void theMethodsThatItKnows() {
    BotApi api = new BotApi(http, address, new Token(TOKEN), new SecureRandom());
    Reply.Ok me = (Reply.Ok) call(api, "getMe", Json.object());
    assertThat(Json.number(me.result(), "id")).isEqualTo(666);
    Reply.Ok sent =
        (Reply.Ok) call(api, "sendMessage", Json.object().put("chat_id", 77).put("text", "一"));
    long id = Json.number(sent.result(), "message_id");
    ObjectNode about = Json.object().put("chat_id", 77).put("message_id", id);
    assertThat(call(api, "editMessageText", about.deepCopy().put("text", "二")))
        .isInstanceOf(Reply.Ok.class);
    assertThat(call(api, "deleteMessage", about.deepCopy())).isInstanceOf(Reply.Ok.class);
    assertThat(call(api, "deleteMessage", about.deepCopy()))
        .isInstanceOfSatisfying(Reply.No.class, no -> assertThat(no.code()).isEqualTo(400));
    assertThat(call(api, "getChatMember", about.deepCopy()))
        .as("what it does not know")
        .isInstanceOf(Reply.Lost.class);
  }

  private Reply call(BotApi api, String method, ObjectNode parameters) {
    return host.await().value(method, api.call(method, parameters));
  }
}
