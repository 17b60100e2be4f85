package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import dev.steward.testkit.RecordingSink;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What only the rooms themselves can promise. */
@Timeout(60)
final class RoomsTest {
  private static final GroupId ROOM = new GroupId("web", "mama-1");

  @TempDir Path folder = Path.of("");
  private TestHost host = new TestHost(Path.of(""));
  private @Nullable WebConnection connection;
  private long orders = 1;

  @BeforeEach
  void open() throws Exception {
    host = new TestHost(folder);
    open(Map.of());
  }

  @AfterEach
  void close() {
    rooms().close();
  }

  private WebConnection rooms() {
    return Objects.requireNonNull(connection);
  }

  private void open(Map<String, String> more) throws SettingsException {
    Map<String, String> settings = new HashMap<>();
    settings.put("rooms", "mama-1=宝妈一群");
    settings.put("messagesPerMinute", "100000");
    settings.putAll(more);
    connection = (WebConnection) connect(settings);
  }

  private ChatConnection connect(Map<String, String> settings) throws SettingsException {
    return new WebAdapter().connect(new Settings("adapters.web", settings), host);
  }

  private Browser person(String name) {
    Browser browser = new Browser(() -> host.mounted("chat"));
    Mount.Full answer = browser.join(joinPath(), name);
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return browser;
  }

  private String joinPath() {
    return Browser.wait(rooms().rooms()).getFirst().joinPaths().getFirst();
  }

  private Outcome does(Action action) {
    return Browser.wait(rooms().perform(new Order(orders++, WebAdapter.ACCOUNT, action, 1)));
  }

  private List<String> heard() {
    return host.events().events(Event.MessagePosted.class).stream()
        .map(event -> event.content().text())
        .toList();
  }

  private static String error(Mount.Full answer) {
    return answer.status() + " " + Json.field(Json.object(answer.body()), "error");
  }

  private static Mount.Full post(Browser browser, String what, Object body) {
    return browser.post("/api/rooms/mama-1/" + what, body);
  }

  @Test
  void whoHasNoLinkIsNotLetIn() {
    Browser stranger = new Browser(() -> host.mounted("chat"));
    assertThat(error(stranger.join("/chat/join/guessed", "路人"))).isEqualTo("404 link");
    assertThat(error(stranger.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    String path = joinPath();
    String other = Browser.wait(rooms().newLink(ROOM));
    Browser.wait(rooms().revokeLink(path));
    assertThat(error(stranger.join(path, "路人"))).isEqualTo("404 link");
    assertThat(stranger.join(other, "路人").status()).isEqualTo(200);
    assertThat(rooms().health().detail())
        .doesNotContain(other.substring(other.lastIndexOf('/') + 1));
  }

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
  void nobodyCanBeSomebodyElse() throws Exception {
    Browser ming = person("小明");
    Browser thief = person("小偷");
    String signature = thief.cookie().substring(thief.cookie().indexOf('.'));
    thief.cookie(Identity.COOKIE + "=" + ming.user() + signature);
    assertThat(error(thief.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    thief.cookie(Identity.COOKIE + "=" + WebAdapter.STEWARD + signature);
    assertThat(error(thief.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    Path secret = folder.resolve("identity.secret");
    assertThat(Files.size(secret)).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void theCookieIsForThisPageOnly() {
    Identity identity = new Identity(new byte[32], new Random(1));
    assertThat(identity.cookie("u1", true)).contains("HttpOnly", "SameSite=Lax", "; Secure");
    assertThat(identity.cookie("u1", false)).doesNotContain("; Secure");
  }

  @Test
  void namesThatLookLikeAnothersAreRefused() {
    person("小明");
    for (String name : List.of("小明", " 小\u200B明 ", "群管家", "群 管家", "", "\u200B", "x".repeat(25))) {
      Browser other = new Browser(() -> host.mounted("chat"));
      assertThat(other.join(joinPath(), name).status()).as(name).isBetween(400, 409);
    }
  }

  @Test
  void otherSitesCannotPost() {
    Browser ming = person("小明");
    byte[] body = Json.bytes(Map.of("text", "forged"));
    String path = "/api/rooms/mama-1/messages";
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of("x-steward", "1", "origin", "https://evil.example"),
            Map.of("x-steward", "1", "origin", "null"),
            Map.of("x-steward", "1", "sec-fetch-site", "cross-site"))) {
      Mount.Full answer = (Mount.Full) ming.request("POST", path, body, headers);
      assertThat(error(answer)).isEqualTo("403 foreign");
    }
    Map<String, String> own =
        Map.of("x-steward", "1", "origin", "https://chat.example", "sec-fetch-site", "same-origin");
    assertThat(((Mount.Full) ming.request("POST", path, body, own)).status()).isEqualTo(200);
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

  private static List<String> texts(Browser.Page page) {
    List<String> texts = new ArrayList<>();
    for (JsonNode frame : page.frames()) {
      if (Json.field(frame, "type").equals("message")) {
        texts.add(Json.field(frame.path("parts").get(0), "text"));
      }
    }
    return texts;
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
  void whenStewardIsFarBehindMembersAreAskedToWait() throws Exception {
    rooms().close();
    open(Map.of("backlog", "100"));
    Browser ming = person("小明");
    host.events().congest(true);
    for (int i = 0; i < 99; i++) {
      ming.say("mama-1", "x");
    }
    Mount.Full last = ming.post("/api/rooms/mama-1/messages", Map.of("text", "y"));
    Mount.Full over = ming.post("/api/rooms/mama-1/messages", Map.of("text", "z"));
    assertThat(List.of(last.status(), over.status())).contains(503);
    assertThat(over.headers()).containsKey("retry-after");
    assertThat(rooms().health().detail()).containsPattern("overloaded [1-9]");
    host.events().congest(false);
    host.await()
        .until(
            "taken again",
            () ->
                ming.get("/api/me").status() == 200
                    && ming.post("/api/rooms/mama-1/messages", Map.of("text", "w")).status()
                        == 200);
  }

  @Test
  void aMutedMemberIsToldHowLongAndMayStillAskInPrivate() {
    Browser ming = person("小明");
    UserId user = new UserId("web", ming.user());
    does(new Action.MuteMember(ROOM, user, host.clock().instant().plus(Duration.ofMinutes(9))));
    Mount.Full answer = ming.post("/api/rooms/mama-1/messages", Map.of("text", "喂"));
    assertThat(error(answer)).isEqualTo("403 muted");
    assertThat(Json.field(Json.object(answer.body()), "zh")).contains("9 分钟");
    assertThat(post(ming, "private", Map.of("text", "为什么我被禁言")).status()).isEqualTo(200);
    host.time().advance(Duration.ofMinutes(10));
    assertThat(ming.say("mama-1", "我又回来了")).isNotNull();
  }

  @Test
  void membersTakeBackTheirOwnWordsForAWhileAndAdminsAnyMembers() {
    Browser ming = person("小明");
    Browser yu = person("店长");
    String first = String.valueOf(ming.say("mama-1", "一"));
    String second = String.valueOf(ming.say("mama-1", "二"));
    assertThat(error(post(yu, "messages/" + first + "/recall", Map.of())))
        .isEqualTo("403 not-yours");
    host.time().advance(Duration.ofMinutes(3));
    assertThat(error(post(ming, "messages/" + first + "/recall", Map.of())))
        .isEqualTo("403 too-late");
    Browser.wait(rooms().role(ROOM, new UserId("web", yu.user()), Role.ADMIN));
    assertThat(post(yu, "messages/" + second + "/recall", Map.of()).status()).isEqualTo(200);
    assertThat(error(post(ming, "messages/" + second + "/recall", Map.of())))
        .isEqualTo("404 message-gone");
  }

  @Test
  void whoIsRemovedHearsNothingMore() {
    Browser ming = person("小明");
    Browser hong = person("小红");
    Browser.Page page = hong.listen("mama-1", 0);
    host.await().until("open", () -> rooms().health().detail().contains("1 pages"));
    does(new Action.KickMember(ROOM, new UserId("web", hong.user())));
    host.await().until("the stream ends", page::isClosed);
    ming.say("mama-1", "她走了");
    assertThat(texts(page)).isEmpty();
    assertThat(error(hong.get("/api/rooms/mama-1/messages"))).isEqualTo("403 not-in");
    Outcome secret =
        does(
            new Action.SendPrivate(
                ROOM, new UserId("web", hong.user()), Content.of("x"), List.of()));
    assertThat(secret).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void privateWordsReachOnePersonOnly() {
    Browser ming = person("小明");
    Browser hong = person("小红");
    Browser.Page his = ming.listen("mama-1", 0);
    Browser.Page hers = hong.listen("mama-1", 0);
    does(
        new Action.SendPrivate(
            ROOM, new UserId("web", ming.user()), Content.of("WHISPER"), List.of()));
    host.await().until("he hears", () -> texts(his).contains("WHISPER"));
    hong.say("mama-1", "later");
    host.await().until("she hears the rest", () -> texts(hers).contains("later"));
    assertThat(texts(hers)).doesNotContain("WHISPER");
    assertThat(hong.get("/api/rooms/mama-1").body()).asString().doesNotContain("WHISPER");
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
  void limitsAreSaidInWords() throws Exception {
    rooms().close();
    open(Map.of("messagesPerMinute", "30", "longestMessage", "100"));
    Browser ming = person("小明");
    assertThat(error(post(ming, "messages", Map.of("text", "长".repeat(101)))))
        .isEqualTo("413 too-long");
    assertThat(error(post(ming, "messages", Map.of("text", " \n")))).isEqualTo("400 empty");
    for (int i = 0; i < 10; i++) {
      assertThat(ming.say("mama-1", "x")).isNotNull();
    }
    Mount.Full fast = post(ming, "messages", Map.of("text", "x"));
    assertThat(error(fast)).isEqualTo("429 too-fast");
    assertThat(fast.headers()).containsKey("retry-after");
    host.time().advance(Duration.ofSeconds(3));
    assertThat(ming.say("mama-1", "x")).isNotNull();
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

  @Test
  void settingsThatAreWrongAreNamed() {
    assertThatThrownBy(() -> connect(Map.of("rooms", "Mama 1=x")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Mama 1");
    assertThatThrownBy(() -> connect(Map.of("recallMinutes", "soon")))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void nothingOfTheTimersIsLeftBehind() {
    person("小明").say("mama-1", "x");
    rooms().close();
    new Await(host.time()).until("timers run out", () -> host.time().waiting() == 0);
  }
}
