package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.RecordingSink;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a room keeps, over restarts and crashes, and what it does not. */
@Timeout(60)
final class RoomsKeptTest extends OpenRooms {
  @Test
  void aSecretButtonIsHandedOverAndKeptNowhere() throws Exception {
    Browser ming = person("小明");
    Outcome said =
        does(
            new Action.SendMessage(
                ROOM,
                Content.of("匿名投票"),
                null,
                List.of(new Button("甲", Button.SECRET + "poll:1:0"), new Button("乙", "poll:1:1"))));
    String message = ((Outcome.Confirmed) said).nativeId();
    assertThat(
            post(ming, "messages/" + message + "/press", Map.of("value", "secret:poll:1:0"))
                .status())
        .isEqualTo(200);
    assertThat(host.events().events(Event.ButtonPressed.class))
        .singleElement()
        .satisfies(
            pressed -> {
              assertThat(pressed.value()).isEqualTo("secret:poll:1:0");
              assertThat(pressed.group()).isEqualTo(ROOM);
              assertThat(pressed.messageId()).isEqualTo(message);
              assertThat(pressed.sender().name()).isEqualTo("小明");
            });
    rooms().close();
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rooms.db"));
        ResultSet presses =
            file.createStatement()
                .executeQuery(
                    "SELECT count(*) FROM log WHERE kind = 'press' OR detail LIKE 'secret%'")) {
      assertThat(presses.getInt(1)).isZero();
    }
    open(Map.of());
  }

  @Test
  void aDeletedMessageIsGoneFromPagesHistoryAndFile() throws Exception {
    Browser ming = person("小明");
    Browser hong = person("小红");
    Browser.Page page = hong.listen("mama-1", 0);
    String id = String.valueOf(ming.say("mama-1", "加我微信SECRETWORD"));
    post(hong, "messages", Map.of("text", "你发广告？", "replyTo", id));
    post(ming, "messages/" + id + "/edit", Map.of("text", "加我微信SECRETWORD2"));
    assertThat(does(new Action.DeleteMessage(ROOM, id))).isEqualTo(new Outcome.Confirmed(""));
    host.await().until("the page drops it", () -> page.heard("recall", "id", id));
    assertThat(hong.get("/api/rooms/mama-1").body()).asString().doesNotContain("SECRETWORD");
    rooms().close();
    for (String file : List.of("rooms.db")) {
      assertThat(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1))
          .doesNotContain("SECRETWORD");
    }
  }

  @Test
  void aPageThatWasAwayMissesNothingAndSeesNothingTwice() {
    Browser ming = person("小明");
    Browser hong = person("小红");
    long seq = hong.json("/api/rooms/mama-1").path("seq").asLong(0);
    Browser.Page first = hong.listen("mama-1", seq);
    ming.say("mama-1", "一");
    host.await().until("heard", () -> first.frames().size() >= 2);
    first.close();
    long last =
        first.frames().stream().mapToLong(frame -> frame.path("seq").asLong(0)).max().orElseThrow();
    ming.say("mama-1", "二");
    ming.say("mama-1", "三");
    Browser.Page second = hong.listen("mama-1", last);
    host.await().until("caught up", () -> second.frames().stream().anyMatch(f -> f.has("seq")));
    ming.say("mama-1", "四");
    host.await().until("live", () -> texts(second).contains("四"));
    assertThat(texts(second)).containsExactly("二", "三", "四");
  }

  @Test
  void whatStewardWasNotToldBeforeACrashItIsToldAfterwards() throws Exception {
    Browser ming = person("小明");
    ming.say("mama-1", "told");
    host.events().mode(RecordingSink.Mode.FAIL);
    ming.say("mama-1", "not told");
    ming.post("/api/rooms/mama-1/private", Map.of("text", "nor this"));
    rooms().close();
    host.events().mode(RecordingSink.Mode.COMMIT);
    open(Map.of());
    host.await().until("told", () -> heard().contains("not told"));
    host.await()
        .until(
            "told in private",
            () -> host.events().events(Event.PrivateMessagePosted.class).size() == 1);
    assertThat(heard()).containsExactly("told", "not told");
  }

  /** A copy of the folder, taken while all is open, is what a killed process leaves behind. */
  @Test
  void aKilledProcessLosesNothingThatWasAnswered(@TempDir Path left) throws Exception {
    Browser ming = person("小明");
    host.events().mode(RecordingSink.Mode.FAIL);
    Browser.id(post(ming, "messages", Map.of("text", "answered")));
    Order order = new Order(77, WebAdapter.ACCOUNT, Action.SendMessage.of(ROOM, "said"), 1);
    Outcome outcome = Browser.wait(rooms().perform(order));
    for (String file : List.of("rooms.db", "rooms.db-wal", "identity.secret")) {
      Files.copy(folder.resolve(file), left.resolve(file));
    }
    rooms().close();
    host = new TestHost(left);
    open(Map.of());
    host.await().until("told at last", () -> heard().equals(List.of("answered")));
    assertThat(Browser.wait(rooms().lookUp(order))).contains(outcome);
    assertThat(Browser.wait(rooms().perform(order))).isEqualTo(outcome);
    assertThat(ming.json("/api/rooms/mama-1").path("messages").size()).isEqualTo(2);
  }

  @Test
  void aLongBacklogComesFromTheFileInOrder() {
    Browser ming = person("小明");
    host.events().congest(true);
    List<CompletionStage<Mount.Response>> answers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> headers = Map.of("x-steward", "1", "cookie", ming.cookie());
      answers.add(
          host.mounted("chat")
              .handle(
                  new Mount.Request(
                      "POST",
                      "/api/rooms/mama-1/messages",
                      Map.of(),
                      headers,
                      Json.bytes(Map.of("text", Integer.toString(i))),
                      false,
                      "127.0.0.1")));
    }
    answers.forEach(answer -> assertThat(Browser.wait(answer).status()).isEqualTo(200));
    assertThat(heard()).isEmpty();
    host.events().congest(false);
    host.await().until("all told", () -> heard().size() == 5_000);
    assertThat(heard()).startsWith("0", "1").endsWith("4998", "4999").doesNotHaveDuplicates();
  }

  @Test
  void theSamePostTwiceIsOneMessageEvenOverARestart() throws Exception {
    Browser ming = person("小明");
    Map<String, String> draft = Map.of("text", "一次", "nonce", "n-1");
    String id = Browser.id(post(ming, "messages", draft));
    assertThat(Browser.id(post(ming, "messages", draft))).isEqualTo(id);
    rooms().close();
    open(Map.of());
    assertThat(Browser.id(post(ming, "messages", draft))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"0, 415", "1, 415", "2, 413", "3, 200"})
  void onlyPicturesAndVoiceAreKept(int which, int status) {
    byte[] big = new byte[(5 << 20) + 1];
    System.arraycopy(WebFixture.PNG, 0, big, 0, WebFixture.PNG.length);
    List<byte[]> files =
        List.of(
            "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8),
            new byte[0],
            big,
            WebFixture.PNG);
    Browser ming = person("小明");
    Mount.Full answer = ming.upload("mama-1", files.get(which));
    assertThat(answer.status()).isEqualTo(status);
    if (status == 200) {
      String ref = Json.field(Json.object(answer.body()), "ref");
      Mount.Full kept = ming.get("/media/" + ref);
      assertThat(kept.body()).isEqualTo(WebFixture.PNG);
      assertThat(kept.headers())
          .containsEntry("content-type", "image/png")
          .containsEntry("x-content-type-options", "nosniff")
          .containsKey("content-security-policy");
      assertThat(new Browser(() -> host.mounted("chat")).get("/media/" + ref).status())
          .isEqualTo(401);
      String id =
          Browser.id(
              post(ming, "messages", Map.of("parts", List.of(Map.of("t", "img", "ref", ref)))));
      Media media = new Media(ref, "image/png", WebFixture.PNG.length);
      assertThat(rooms().open(media).toCompletableFuture().join()).hasValue(WebFixture.PNG);
      does(new Action.DeleteMessage(ROOM, id));
      assertThat(ming.get("/media/" + ref).status()).isEqualTo(404);
      assertThat(rooms().open(media).toCompletableFuture().join()).isEmpty();
      assertThat(rooms().open(new Media("../rooms.db", "", 1)).toCompletableFuture().join())
          .isEmpty();
    }
  }

  @Test
  void aNewerFileIsNotTouched() throws Exception {
    rooms().close();
    String url = "jdbc:sqlite:" + folder.resolve("rooms.db");
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("newer Steward");
  }
}
