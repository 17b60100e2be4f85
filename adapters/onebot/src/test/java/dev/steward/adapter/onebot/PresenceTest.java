package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.Settings;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A QQ account that is kicked off while the line to its program stays, and comes back. */
@Timeout(60)
final class PresenceTest {
  private static final String OFFLINE = "QQ is offline there and must be logged in again";
  private static final String KICKED =
      """
      {"time":1793600000,"self_id":10001,"post_type":"notice","notice_type":"bot_offline",
      "user_id":10001,"tag":"KickedOffLine","message":"你的帐号当前登录已失效，请重新登录。"}\
      """;

  private static Rig greeted() {
    Rig rig = new Rig();
    rig.tellsCuts = true;
    rig.account.lines.add(new Deaf());
    rig.greet();
    assertThat(rig.account.up()).isTrue();
    return rig;
  }

  private static String beats(String status) {
    return """
    {"time":1793600000,"self_id":10001,"post_type":"meta_event","meta_event_type":"heartbeat",
    "interval":5000,"status":%s}\
    """
        .formatted(status);
  }

  private static String said(int id, long time, String text) {
    return """
    {"time":%d,"self_id":10001,"post_type":"message","message_type":"group","sub_type":"normal",
    "message_id":%d,"group_id":700001,"user_id":20001,"message":"%s","sender":{"nickname":"小明","role":"member"}}\
    """
        .formatted(time, id, text);
  }

  private static long now(Rig rig) {
    return rig.host.clock().instant().getEpochSecond();
  }

  private static Reply status(String data) {
    return Reply.of(Rig.read("{\"status\":\"ok\",\"retcode\":0,\"data\":" + data + "}"));
  }

  private static List<String> texts(TestHost host) {
    return host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().text())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"online\":false,\"good\":true}", "{\"online\":null,\"good\":false}"})
  void whatAHeartbeatSaysOfQqCounts(String status) {
    Rig rig = greeted();
    rig.hears(said(1, now(rig), "before"));
    long before = now(rig);
    rig.hears(beats(status));
    assertThat(rig.account.up()).isFalse();
    assertThat(rig.account.trouble()).startsWith("login 10001: " + OFFLINE);
    assertThat(rig.performs(Action.SendMessage.of(Rig.GROUP, "早安")).done())
        .as("an order waits until somebody has logged in again")
        .isFalse();
    rig.host.time().advance(Duration.ofMinutes(5));
    rig.hears(said(5, now(rig), "after"));
    assertThat(rig.account.newest())
        .as("nothing hides what was missed meanwhile")
        .containsEntry("700001", before);
    rig.on("get_group_msg_history", "{\"messages\":[" + said(2, before + 60, "meanwhile") + "]}");
    rig.hears(beats("{\"online\":true,\"good\":true}"));
    assertThat(rig.account.up()).isTrue();
    assertThat(rig.account.trouble()).isEmpty();
    assertThat(texts(rig.host)).containsExactly("before", "after", "meanwhile");
  }

  @Test
  void aProgramThatTellsNothingOfQqIsThere() {
    Rig rig = greeted();
    rig.hears(beats("{\"app_good\":true,\"online\":null}"));
    rig.hears(beats("{\"online\":true,\"good\":false}"));
    rig.account.status(status("{}"));
    rig.account.status(new Reply.No(1404, "no such action"));
    assertThat(rig.account.up()).isTrue();
  }

  /** Some versions answer "online" whatever has happened. */
  @Test
  void anAnswerDoesNotTakeBackTheNotice() {
    Rig rig = greeted();
    long before = now(rig);
    assertThat(rig.hears(KICKED)).isEmpty();
    rig.account.status(status("{\"online\":true,\"good\":true}"));
    assertThat(rig.account.up()).isFalse();
    assertThat(rig.account.trouble()).contains(OFFLINE);
    assertThat(rig.tally.unused.sum()).isZero();

    rig.host.time().advance(Duration.ofMinutes(5));
    rig.on("get_group_msg_history", "{\"messages\":[" + said(2, before + 60, "meanwhile") + "]}");
    rig.hears(said(5, now(rig), "after"));
    assertThat(rig.account.up()).as("a member is heard: QQ is back").isTrue();
    assertThat(texts(rig.host)).containsExactly("meanwhile", "after");
  }

  @Test
  void aHeartbeatTakesTheNoticeBack() {
    Rig rig = greeted();
    rig.hears(KICKED);
    rig.hears(beats("{}"));
    assertThat(rig.account.up()).as("it says nothing").isFalse();
    rig.hears(beats("{\"online\":true,\"good\":true}"));
    assertThat(rig.account.up()).isTrue();
  }

  /** A program that was begun anew does not know what the one before it said. */
  @Test
  void aNewLineIsANewBeginning() {
    Rig rig = greeted();
    rig.hears(KICKED);
    rig.account.detach(rig);
    assertThat(rig.account.up()).isFalse();
    rig.greet();
    assertThat(rig.account.up()).isTrue();
  }

  /** Whoever logs QQ in again often begins its program anew; over HTTP no cut shows. */
  @Test
  void whatWasMissedIsFetchedFromAProgramThatWasBegunAnew() {
    Rig rig = Rig.greeted();
    rig.hears(said(1, now(rig), "before"));
    long before = now(rig);
    rig.hears(KICKED);
    rig.account.detach(rig);
    rig.host.time().advance(Duration.ofMinutes(5));
    rig.on("get_group_msg_history", "{\"messages\":[" + said(2, before + 60, "meanwhile") + "]}");
    rig.greet();
    assertThat(texts(rig.host)).containsExactly("before", "meanwhile");
  }

  @Test
  void aProgramThatIsFoundWithoutQqIsNotUp() {
    Rig rig = new Rig();
    rig.on("get_status", "{\"online\":false,\"good\":false}");
    rig.greet();
    assertThat(rig.account.up()).isFalse();
    assertThat(rig.account.trouble()).contains(OFFLINE);
  }

  @Test
  void withoutQqNoGroupCountsAsLost() {
    Rig rig = new Rig(Map.of("700001", 1_793_500_000L, "700002", 1_793_500_000L));
    rig.on("get_status", "{\"online\":false}");
    rig.on(
        "get_group_member_info", CompletableFuture.completedFuture(new Reply.No(1200, "网络连接异常")));
    rig.greet();
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
    rig.on("get_status", "{\"online\":true}");
    rig.greet();
    assertThat(rig.host.events().events(Event.GroupLost.class)).hasSize(1);
  }

  private static OneBotConnection connect(FakeTransport transport, TestHost host) throws Exception {
    Map<String, String> settings = new HashMap<>(transport.settings());
    settings.put("token", OneBotFixture.TOKEN);
    return (OneBotConnection)
        new OneBotAdapter().connect(new Settings("adapters.onebot", settings), host);
  }

  private static void until(OneBotConnection connection, TestHost host, String what, boolean up) {
    ConnectionHealth.State state =
        up ? ConnectionHealth.State.CONNECTED : ConnectionHealth.State.BLOCKED;
    host.await().until(what, () -> connection.health().state() == state);
    assertThat(connection.accounts()).allMatch(account -> connection.up(account) == up);
  }

  @Test
  void overAWebSocketAKickedQqIsNoticedAndWhatWasMissedIsFetched(@TempDir Path folder)
      throws Exception {
    staysOutForAWhile(new ForwardTransport(), Duration.ofSeconds(31), folder);
  }

  @Test
  void overHttpAKickedQqIsNoticedAndWhatWasMissedIsFetched(@TempDir Path folder) throws Exception {
    staysOutForAWhile(new HttpTransport(), Duration.ofSeconds(16), folder);
  }

  /**
   * @param pulse after which Steward has asked how things are
   */
  private static void staysOutForAWhile(FakeTransport transport, Duration pulse, Path folder)
      throws Exception {
    TestHost host = new TestHost(folder);
    OneBotFake fake = new OneBotFake(10_001, () -> host.clock().instant().getEpochSecond());
    fake.group(700_001, "上海一群", "admin");
    transport.start(fake, host);
    OneBotConnection connection = connect(transport, host);
    try {
      until(connection, host, "connected", true);
      long ming = fake.member(700_001, "小明");
      post(fake, ming, "before");
      host.await().until("heard", () -> texts(host).contains("before"));

      fake.offline(true);
      host.time().advance(pulse);
      until(connection, host, "QQ is gone", false);
      assertThat(connection.health().detail()).contains("0 of 1 logins", OFFLINE);
      post(fake, ming, "meanwhile");

      fake.offline(false);
      host.time().advance(pulse);
      until(connection, host, "QQ is back", true);
      assertThat(connection.health().detail()).contains("1 of 1 logins").doesNotContain(OFFLINE);
      post(fake, ming, "after");
      host.await().until("heard", () -> texts(host).contains("after"));
      assertThat(texts(host)).containsExactly("before", "meanwhile", "after");
    } finally {
      connection.close();
      transport.close();
    }
  }

  private static void post(OneBotFake fake, long user, String text) {
    fake.post(700_001, user, List.of(Map.of("type", "text", "data", Map.of("text", text))));
  }
}
