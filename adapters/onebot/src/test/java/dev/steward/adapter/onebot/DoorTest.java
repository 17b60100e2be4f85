package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.testkit.TestHost;
import dev.steward.wire.Loops;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Implementations that call in: good ones, wrong ones, and some that mean harm. */
@Timeout(60)
final class DoorTest {
  private static final GroupId GROUP = new GroupId("onebot", "700001");

  @TempDir Path folder = Path.of("");
  private final EventLoopGroup loop = Loops.one("callers");
  private TestHost host = new TestHost(folder);
  private OneBotFake fake = new OneBotFake(10_001, () -> 0);
  private OneBotConnection door;

  @BeforeEach
  void open() throws Exception {
    host = new TestHost(folder);
    TestHost at = host;
    fake = new OneBotFake(10_001, () -> at.clock().instant().getEpochSecond());
    fake.group(700_001, "上海一群", "admin");
    door =
        (OneBotConnection)
            new OneBotAdapter()
                .connect(
                    new Settings(
                        "adapters.onebot",
                        Map.of("listen", "127.0.0.1:0", "token", OneBotFixture.TOKEN)),
                    host);
  }

  @AfterEach
  void close() {
    door.close();
    Loops.end(loop);
    assertThat(host.time().waiting()).as("timers left").isZero();
    host.await()
        .until(
            "no thread is left",
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(
                        name -> name.startsWith("onebot-") || name.startsWith("HttpClient")));
  }

  private Caller call(String... headersAndValues) {
    return Caller.call(loop, door.listeningPort(), fake, headersAndValues);
  }

  private void until(ConnectionHealth.State state) {
    host.await().until("" + state, () -> door.health().state() == state);
  }

  private String post(String text) {
    long user = fake.member(700_001, "小明");
    return String.valueOf(
        fake.post(700_001, user, List.of(Map.of("type", "text", "data", Map.of("text", text)))));
  }

  private List<String> texts() {
    return host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().text())
        .toList();
  }

  private Outcome say(String text) {
    return host.await()
        .value(
            "an outcome",
            door.perform(
                new Order(1, door.accounts().getFirst(), Action.SendMessage.of(GROUP, text), 1)));
  }

  @Test
  void whoHasNoTokenOrAWrongOneIsTurnedAway() {
    assertThat(call("authorization", "").end()).contains("HTTP status 401");
    assertThat(call("authorization", "Bearer wrong").end()).contains("HTTP status 403");
    assertThat(call("authorization", "Bearer").end()).contains("HTTP status 401");
    assertThat(call("authorization", "Token " + OneBotFixture.TOKEN).line()).isNotNull();
    assertThat(door.health().detail()).contains("3 callers refused").doesNotContain("wrong");
  }

  @Test
  void whoDoesNotSayWhoseTheyAreIsTurnedAway() {
    assertThat(call("X-Self-ID", "").end()).contains("HTTP status 400");
    assertThat(call("X-Self-ID", "a b").end()).contains("HTTP status 400");
    assertThat(door.accounts()).isEmpty();
  }

  @Test
  void whoDripsBytesIsNotWaitedFor() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), door.listeningPort())) {
      slow.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 9; i++) {
        host.time().advance(Duration.ofSeconds(1));
        slow.getOutputStream().write('o');
      }
      host.await().until("known to the door", () -> host.time().waiting() >= 2);
      host.time().advance(Duration.ofSeconds(11));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void thereIsRoomForSoManyCallersAndNotMore() throws IOException {
    List<Socket> callers = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      callers.add(new Socket(InetAddress.getLoopbackAddress(), door.listeningPort()));
    }
    Socket oneMore = new Socket(InetAddress.getLoopbackAddress(), door.listeningPort());
    assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
    oneMore.close();
    for (Socket caller : callers) {
      caller.close();
    }
    host.await()
        .until(
            "room again",
            () -> {
              Caller again = call();
              try {
                return again.opened.orTimeout(1, java.util.concurrent.TimeUnit.SECONDS).join()
                    != null;
              } catch (java.util.concurrent.CompletionException refused) {
                return false;
              }
            });
  }

  @Test
  void aSecondLineOfTheSameLoginSharesAndTakesOver() {
    Caller first = call();
    until(ConnectionHealth.State.CONNECTED);
    Caller second = call();
    host.await()
        .until(
            "the second is asked", () -> second.heard.stream().anyMatch(f -> f.contains("list")));
    int before = first.heard.size();
    second.line().close();
    host.await().until("the first is asked again", () -> first.heard.size() > before);
    until(ConnectionHealth.State.CONNECTED);
    assertThat(say("still here")).isInstanceOf(Outcome.Accepted.class);
    assertThat(first.closed).isNotDone();
    Caller third = call();
    host.await()
        .until("the third is asked", () -> third.heard.stream().anyMatch(f -> f.contains("list")));
    first.line().close();
    first.end();
    host.await().until("one line is left", () -> door.lines() == 1);
    until(ConnectionHealth.State.CONNECTED);
    assertThat(say("and here")).isInstanceOf(Outcome.Accepted.class);
    third.line().close();
    until(ConnectionHealth.State.CUT);
    assertThat(say("nobody")).isInstanceOf(Outcome.Failed.class);
  }

  /** The implementation knows that its line is dead before we do. */
  @Test
  void aNewLineOfEventsBringsWhatWasSaidSinceTheOldOneDied() {
    call("X-Client-Role", "API");
    Caller dead = call("X-Client-Role", "Event");
    dead.says("{'post_type':'meta_event','meta_event_type':'lifecycle','self_id':10001}");
    until(ConnectionHealth.State.CONNECTED);
    post("said between the two");
    call("X-Client-Role", "Event");
    host.await().until("heard", () -> texts().contains("said between the two"));
    until(ConnectionHealth.State.CONNECTED);
  }

  @Test
  void withoutALineOfEventsItIsNotConnectedAndWhatWasMissedIsFetched() {
    Caller calls = call("X-Client-Role", "API");
    host.await().until("asked", () -> !calls.heard.isEmpty());
    Caller events = call("X-Client-Role", "Event");
    events.line();
    until(ConnectionHealth.State.CONNECTED);
    fake.listen(events.line()::send);
    post("one");
    host.await().until("heard", () -> texts().contains("one"));
    events.line().close();
    until(ConnectionHealth.State.CUT);
    fake.listenNoMore(events.line()::send);
    post("two");
    Caller again = call("X-Client-Role", "Event");
    again.line();
    until(ConnectionHealth.State.CONNECTED);
    host.await().until("fetched", () -> texts().contains("two"));
    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void eventsOfAnotherLoginOnThisLineAreNotThisOnes() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    String event =
        "{'time':1,'self_id':%d,'post_type':'message','message_type':'group','message_id':%d,"
            + "'group_id':700001,'user_id':5,'message':'%s'}";
    caller.says(event.formatted(20_002, 1, "foreign"));
    caller.says(event.formatted(10_001, 2, "own"));
    host.await().until("heard", () -> texts().contains("own"));
    assertThat(texts()).doesNotContain("foreign");
  }

  @Test
  void aLineThatIsCutWithoutAWordIsFoundByThePulse() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    caller.dumb = true;
    host.time().advance(Duration.ofSeconds(31));
    host.await().until("asked", () -> caller.heard.getLast().contains("get_status"));
    host.time().advance(Duration.ofSeconds(12));
    assertThat(caller.end()).startsWith("1000 ").isNotNull();
    until(ConnectionHealth.State.CUT);
  }

  @Test
  void silenceWhileWeDoNotReadSaysNothing() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    fake.listen(caller.line()::send);
    post("first");
    host.await().until("heard", () -> texts().size() == 1);
    host.events().congest(true);
    post("the one that makes us wait");
    host.await().until("asked to wait", () -> texts().size() == 2);
    host.time().advance(Duration.ofMinutes(3));
    host.events().congest(false);
    host.await().stays("the line", () -> !caller.closed.isDone());
    post("after");
    host.await().until("reads on", () -> texts().size() == 3);
  }

  @Test
  void anOrderWhoseAnswerWeDoNotReadIsNotInDoubt() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    fake.listen(caller.line()::send);
    post("first");
    host.await().until("heard", () -> texts().size() == 1);
    host.events().congest(true);
    post("the one that makes us wait");
    host.await().until("asked to wait", () -> texts().size() == 2);
    CompletableFuture<Outcome> said =
        door.perform(
                new Order(1, door.accounts().getFirst(), Action.SendMessage.of(GROUP, "早安"), 1))
            .toCompletableFuture();
    host.await().until("said", () -> fake.calls().contains("send_group_msg"));
    host.time().advance(Duration.ofSeconds(40));
    host.await().stays("in doubt", () -> !said.isDone());
    host.events().congest(false);
    assertThat(host.await().value("an outcome", said).done()).isTrue();
  }

  @Test
  void whatIsNotAFrameIsCountedAndNotTheEnd() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    String deep = "[".repeat(500) + "]".repeat(500);
    for (String nonsense :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{'post_type':'message','message':[1]}",
            "{'post_type':'message','time':'noon'}",
            "{'a':" + deep + "}",
            "{'time':" + "9".repeat(500) + "}",
            "{}")) {
      caller.says(nonsense);
    }
    host.await().until("counted", () -> door.health().detail().contains("9 malformed frames"));
    assertThat(caller.closed).isNotDone();
    assertThat(say("fine")).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void aFrameThatIsTooLargeEndsTheLine() {
    Caller caller = call();
    until(ConnectionHealth.State.CONNECTED);
    caller.line().send("x".repeat(OneBotConnection.MOST_BYTES + 1));
    caller.end();
    until(ConnectionHealth.State.CUT);
    assertThat(door.health().detail()).contains("1 malformed frames");
  }

  @Test
  void twoLoginsAreTwoAndTheFirstListens() {
    OneBotFake other = new OneBotFake(20_002, () -> host.clock().instant().getEpochSecond());
    other.group(700_001, "上海一群", "admin");
    Caller first = call();
    Caller second = Caller.call(loop, door.listeningPort(), other, "X-Self-ID", "20002");
    host.await().until("both", () -> door.health().detail().startsWith("2 of 2 logins"));
    assertThat(door.accounts())
        .extracting(account -> account.id())
        .containsExactly("10001", "20002");
    assertThat(door.accounts()).allMatch(door::up);
    AccountId left = door.accounts().getFirst();
    first.line().close();
    host.await().until("one", () -> !door.up(left));
    assertThat(door.accounts())
        .as("the one that is there acts where any may")
        .extracting(account -> account.id())
        .containsExactly("20002", "10001");
    assertThat(door.up(door.accounts().getFirst())).isTrue();
    assertThat(door.health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
    assertThat(second.closed).isNotDone();
  }
}
