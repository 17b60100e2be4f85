package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.testkit.RecordingSink;
import dev.steward.testkit.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Implementations that Steward reaches: what is missed meanwhile, and who does not let it in. */
@Timeout(60)
final class ReachedTest {
  private static final GroupId GROUP = new GroupId("onebot", "700001");

  @TempDir Path folder = Path.of("");
  private TestHost host = new TestHost(folder);
  private OneBotFake fake = new OneBotFake(10_001, () -> 0);

  @BeforeEach
  void people() {
    host = new TestHost(folder);
    TestHost at = host;
    fake = new OneBotFake(10_001, () -> at.clock().instant().getEpochSecond());
    fake.group(700_001, "上海一群", "admin");
  }

  private OneBotConnection connect(String url, String token) throws Exception {
    return (OneBotConnection)
        new OneBotAdapter()
            .connect(
                new Settings(
                    "adapters.onebot", Map.of("connect", url, "token", token, "secret", "s")),
                host);
  }

  private void until(OneBotConnection connection, ConnectionHealth.State state) {
    host.await().until("" + state, () -> connection.health().state() == state);
  }

  private void post(long user, String text) {
    fake.post(700_001, user, List.of(Map.of("type", "text", "data", Map.of("text", text))));
  }

  private List<String> texts() {
    return host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().text())
        .toList();
  }

  private static String url(FakeSocketServer server) {
    return "ws://127.0.0.1:" + server.port();
  }

  @Test
  void whatWasSaidWhileAwayIsHeardAfterARestartButNotOurOwnWords() throws Exception {
    long ming = fake.member(700_001, "小明");
    try (FakeSocketServer server = FakeSocketServer.start(fake, "t")) {
      OneBotConnection connection = connect(url(server), "t");
      until(connection, ConnectionHealth.State.CONNECTED);
      post(ming, "before");
      host.await().until("heard", () -> texts().contains("before"));
      connection.close();
      assertThat(Files.readString(folder.resolve("seen.tsv"))).startsWith("10001\t700001\t");
      post(ming, "away 1");
      fake.call(
          "{\"action\":\"send_group_msg\",\"params\":{\"group_id\":700001,\"message\":\"ours\"}}",
          _ -> {});
      post(ming, "away 2");
      OneBotConnection again = connect(url(server), "t");
      host.await().until("heard", () -> texts().contains("away 2"));
      post(ming, "after");
      host.await().until("heard", () -> texts().contains("after"));
      assertThat(texts()).containsExactly("before", "away 1", "away 2", "after");
      again.close();
    }
  }

  /** What the inbox never committed is fetched again; a time in the future hides nothing. */
  @Test
  void onlyWhatIsCommittedCountsAsSeen() throws Exception {
    long ming = fake.member(700_001, "小明");
    try (FakeSocketServer server = FakeSocketServer.start(fake, "t")) {
      OneBotConnection connection = connect(url(server), "t");
      until(connection, ConnectionHealth.State.CONNECTED);
      post(ming, "taken");
      host.await().until("heard", () -> texts().contains("taken"));
      connection.close();
      String seen = Files.readString(folder.resolve("seen.tsv"));
      host.time().advance(Duration.ofMinutes(1));
      OneBotConnection refused = connect(url(server), "t");
      until(refused, ConnectionHealth.State.CONNECTED);
      host.events().mode(RecordingSink.Mode.OVERLOAD);
      post(ming, "not taken");
      host.await().until("refused", () -> host.events().refusals() > 0);
      refused.close();
      host.events().mode(RecordingSink.Mode.COMMIT);
      assertThat(Files.readString(folder.resolve("seen.tsv"))).isEqualTo(seen);
      OneBotConnection again = connect(url(server), "t");
      host.await().until("fetched", () -> texts().contains("not taken"));
      again.close();
    }
  }

  @Test
  void aGroupThatThrewUsOutWhileWeWereAwayIsLost() throws Exception {
    fake.group(700_002, "北京一群", "member");
    long ming = fake.member(700_002, "小明");
    try (FakeSocketServer server = FakeSocketServer.start(fake, "t")) {
      OneBotConnection connection = connect(url(server), "t");
      until(connection, ConnectionHealth.State.CONNECTED);
      fake.post(700_002, ming, List.of(Map.of("type", "text", "data", Map.of("text", "hi"))));
      host.await().until("heard", () -> texts().contains("hi"));
      connection.close();
      fake.forget(700_002);
      OneBotConnection again = connect(url(server), "t");
      until(again, ConnectionHealth.State.CONNECTED);
      host.await().until("lost", () -> !host.events().events(Event.GroupLost.class).isEmpty());
      assertThat(again.capabilities(new GroupId("onebot", "700002"))).isEmpty();
      assertThat(again.capabilities(GROUP)).contains(Capability.DELETE);
      again.close();
      assertThat(Files.readString(folder.resolve("seen.tsv"))).doesNotContain("700002");
    }
  }

  @Test
  void aWrongTokenIsAPersonsWorkAndNotTriedEverySecond() throws Exception {
    try (FakeSocketServer server = FakeSocketServer.start(fake, "right")) {
      OneBotConnection connection = connect(url(server), "wr0ng");
      until(connection, ConnectionHealth.State.BLOCKED);
      assertThat(connection.health().detail())
          .contains("the access token does not fit")
          .doesNotContain("wr0ng");
      int calls = server.calls();
      host.time().advance(Duration.ofSeconds(59));
      host.await().stays("no call", () -> server.calls() <= calls + 1);
      connection.close();
    }
  }

  /** Some let everybody in, say that the token is wrong, and hang up. */
  @Test
  void aWrongTokenThatIsToldAfterTheOpeningIsTheSame() throws Exception {
    try (FakeSocketServer server = FakeSocketServer.start(fake, "")) {
      server.greeting(
          "{\"status\":\"failed\",\"retcode\":1403,\"data\":null,\"message\":\"token验证失败\"}");
      OneBotConnection connection = connect(url(server), "wr0ng");
      until(connection, ConnectionHealth.State.BLOCKED);
      assertThat(connection.health().detail()).contains("the access token does not fit");
      connection.close();
    }
  }

  @Test
  void aWrongTokenOverHttpIsAPersonsWorkToo() throws Exception {
    HttpTransport http = new HttpTransport();
    http.start(fake, host);
    String url = String.valueOf(http.settings().get("connect"));
    OneBotConnection connection = connect(url, "wr0ng");
    until(connection, ConnectionHealth.State.BLOCKED);
    assertThat(connection.health().detail())
        .contains("the access token does not fit")
        .doesNotContain("wr0ng");
    connection.close();
    http.close();
  }

  /** An implementation that is in very many groups, or says it is. */
  @Test
  void aHundredThousandGroupsAreGroups() {
    int count = 100_000;
    Rig rig = new Rig();
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",").append("{\"group_id\":").append(1_000_000 + i).append('}');
    }
    rig.on("get_group_list", list.append(']').toString());
    rig.greet();
    assertThat(rig.account.groupCount()).isEqualTo(count);
    assertThat(rig.host.events().events(Event.GroupSeen.class)).hasSize(count);
    assertThat(rig.account.up()).isTrue();
  }

  /** All questions of a greeting end at once when the line is cut: no stack is deep enough. */
  @Test
  void aCutInTheMiddleOfAGreetingIsNoDisaster() {
    Rig rig = new Rig();
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < 50_000; i++) {
      list.append(i == 0 ? "" : ",").append("{\"group_id\":").append(1_000_000 + i).append('}');
    }
    rig.on("get_group_list", list.append(']').toString());
    var cut = new CompletableFuture<Reply>();
    rig.on("get_group_member_info", cut);
    var greeting = rig.account.attach(rig).toCompletableFuture();
    assertThat(greeting).isNotDone();
    cut.complete(new Reply.Lost("the connection was cut"));
    assertThat(greeting).isCompleted();
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
  }

  @Test
  void aConnectionThatIsOnlyOpenedAgainAndAgainIsTriedEverMoreSlowly() throws Exception {
    try (FakeSocketServer server = FakeSocketServer.start(fake, "")) {
      server.greeting("");
      OneBotConnection connection = connect(url(server), "");
      host.await().until("tried", () -> server.calls() >= 3);
      for (int i = 0; i < 6; i++) {
        host.time().advance(Duration.ofSeconds(60));
      }
      int calls = server.calls();
      assertThat(calls).isLessThan(20);
      connection.close();
    }
  }

  @Test
  void anOrderOfALoginThatIsNotOursIsRefused() throws Exception {
    try (FakeSocketServer server = FakeSocketServer.start(fake, "t")) {
      OneBotConnection connection = connect(url(server), "t");
      until(connection, ConnectionHealth.State.CONNECTED);
      Outcome outcome =
          host.await()
              .value(
                  "an outcome",
                  connection.perform(
                      new Order(
                          1, new AccountId("onebot", "9"), Action.SendMessage.of(GROUP, "x"), 1)));
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      connection.close();
    }
  }
}
