package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Telegram behind Koishi: each chat counts its own messages, and a request has no number at all.
 */
@Timeout(60)
final class CountedByChatTest {
  private static final Native US = new Native("telegram", "77");
  private static final String A = "-1001";
  private static final String B = "-1002";

  @TempDir Path folder = Path.of("");

  private final Chats chats = new Chats();
  private final FakeSatori server = new FakeSatori(chats);
  private TestHost host;
  private ChatConnection connection;
  private long orders = 1;

  /** Two supergroups as Koishi's Telegram adapter has them. Under its server's lock. */
  private static final class Chats implements FakeSatori.Platform {
    final Map<String, NavigableMap<Integer, String>> said = new HashMap<>();
    final List<String> answered = new ArrayList<>();

    NavigableMap<Integer, String> in(String chat) {
      return said.computeIfAbsent(chat, _ -> new TreeMap<>());
    }

    String says(String chat, String content) {
      NavigableMap<Integer, String> all = in(chat);
      int number = all.isEmpty() ? 5500 : all.lastKey() + 1;
      all.put(number, content);
      return Integer.toString(number);
    }

    @Override
    public List<Map<String, Object>> logins() {
      return List.of(
          Map.of(
              "platform",
              US.platform(),
              "status",
              1,
              "user",
              Map.of("id", US.id()),
              "features",
              List.of("message.create", "message.delete", "guild.member.approve")));
    }

    @Override
    public FakeSatori.Result call(String login, String method, JsonNode in) {
      String chat = in.path("channel_id").asString("");
      String id = in.path("message_id").asString("");
      return switch (method) {
        case "message.create" ->
            FakeSatori.Result.of(
                List.of(Map.of("id", says(chat, in.path("content").asString("")))));
        case "message.delete" ->
            in(chat).remove(Integer.valueOf(id)) == null
                ? FakeSatori.Result.failed(500)
                : FakeSatori.Result.OK;
        case "guild.member.approve" -> {
          answered.add(id);
          yield FakeSatori.Result.OK;
        }
        default -> FakeSatori.Result.failed(404);
      };
    }

    @Override
    public byte[] file(String source) {
      return new byte[0];
    }
  }

  @BeforeEach
  void connects() throws SettingsException {
    host = new TestHost(folder);
    connection =
        new SatoriAdapter()
            .connect(
                new Settings(
                    "adapters.satori", Map.of("url", server.url(), "token", FakeSatori.TOKEN)),
                host);
    host.await().until("there", () -> !connection.accounts().isEmpty());
  }

  @AfterEach
  void ends() {
    connection.close();
    server.close();
  }

  private static GroupId group(String chat) {
    return new Native("telegram", chat).group();
  }

  private void happens(String type, String chat, Map<String, Object> message) {
    server.event(
        Map.of(
            "type", type,
            "timestamp", host.clock().instant().toEpochMilli(),
            "login", Map.of("platform", US.platform(), "user", Map.of("id", US.id())),
            "user", Map.of("id", "42", "name", "小明"),
            "guild", Map.of("id", chat),
            "channel", Map.of("id", chat, "type", 0),
            "message", message));
  }

  private Event.MessagePosted heard(String chat, String content) {
    String id;
    synchronized (server) {
      id = chats.says(chat, content);
    }
    int before = posted().size();
    happens("message-created", chat, Map.of("id", id, "content", content));
    host.await().until("heard: " + content, () -> posted().size() > before);
    return posted().getLast();
  }

  private List<Event.MessagePosted> posted() {
    return host.events().events(Event.MessagePosted.class);
  }

  private Outcome perform(Action action) {
    return host.await()
        .value(
            "an outcome of " + action,
            connection.perform(new Order(orders++, US.account(), action, 1)));
  }

  private List<String> left(String chat) {
    synchronized (server) {
      return List.copyOf(chats.in(chat).values());
    }
  }

  @Test
  void theSameNumberInTwoChatsIsTwoMessages() {
    heard(A, "早");
    Event.MessagePosted inB = heard(B, "加微信");
    assertThat(inB.group()).isEqualTo(group(B));
    assertThat(perform(new Action.DeleteMessage(group(B), inB.messageId())).done()).isTrue();
    assertThat(left(A)).containsExactly("早");
    assertThat(left(B)).isEmpty();
  }

  @Test
  void whatWasHeardBeforeNumbersHadTheirChatIsDeletedToo() {
    heard(A, "加微信");
    assertThat(perform(new Action.DeleteMessage(group(A), "5500")).done()).isTrue();
    assertThat(left(A)).isEmpty();
  }

  @Test
  void quotesNameTheMessageBothWays() {
    String asked = heard(A, "多少钱").messageId();
    Outcome said = perform(new Action.SendMessage(group(A), Content.of("九十九"), asked, List.of()));
    assertThat(left(A)).containsExactly("多少钱", "<quote id=\"5500\"/>九十九");
    Content thanks = heard(A, "<quote id=\"5501\"/>谢谢").content();
    assertThat(thanks.first(Segment.Quote.class).orElseThrow().messageId())
        .isEqualTo(((Outcome.Accepted) said).nativeId());
  }

  @Test
  void whoAsksTwiceIsHeardTwice() {
    for (int asked = 1; asked <= 2; asked++) {
      int times = asked;
      happens("guild-member-request", A, Map.of("id", A + "@42", "content", ""));
      host.await()
          .until("asked", () -> host.events().events(Event.JoinRequested.class).size() == times);
      Event.JoinRequested request = host.events().events(Event.JoinRequested.class).getLast();
      assertThat(
              perform(new Action.DenyJoin(group(A), request.requestId(), request.user(), "满了"))
                  .done())
          .isTrue();
      host.time().advance(Duration.ofMinutes(1));
    }
    assertThat(chats.answered).containsExactly(A + "@42", A + "@42");
  }
}
