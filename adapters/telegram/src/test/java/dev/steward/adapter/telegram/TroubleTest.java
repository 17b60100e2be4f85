package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong between Telegram and the adapter, and how staff see it. */
@Timeout(60)
final class TroubleTest {
  private static final long SILENT = -1_001_700_000_007L;

  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;

  @AfterEach
  void close() {
    assertThat(rig.detail()).as("the secret").doesNotContain("a_token_for_tests");
    rig.close();
  }

  private void polling() {
    rig = Rig.polling(folder);
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aRefusedTokenNeedsAPersonAndIsTriedAgainSlowly() {
    rig = new Rig(folder, false);
    rig.fixture.telegram.instead(
        (_, _) -> bytes("{'ok':false,'error_code':401,'description':'Unauthorized'}"));
    rig.open();
    rig.awaitState(State.BLOCKED);
    assertThat(rig.detail()).contains("refuses the token");
    int calls = rig.fixture.telegram.calls("getMe");
    rig.await().stays("slowly", () -> rig.fixture.telegram.calls("getMe") <= calls + 1);
    rig.fixture.telegram.instead(null);
    rig.host.time().advance(Duration.ofSeconds(80));
    rig.awaitState(State.CONNECTED);
  }

  @Test
  void anotherProgramThatReadsTheSameBotIsTold() {
    polling();
    rig.fixture.telegram.instead(
        (method, _) ->
            method.equals("getUpdates")
                ? bytes(
                    "{'ok':false,'error_code':409,'description':'Conflict: terminated by other"
                        + " getUpdates request'}")
                : null);
    rig.fixture.post(Rig.MAIN, rig.member("小明"), "醒醒");
    rig.awaitState(State.BLOCKED);
    assertThat(rig.detail()).contains("another program");
    rig.fixture.telegram.instead(null);
    rig.host.time().advance(Duration.ofSeconds(40));
    rig.awaitState(State.CONNECTED);
    rig.heard("醒醒");
  }

  @Test
  void aServerThatFailsIsTriedAgainAndNothingIsLost() {
    polling();
    rig.fixture.telegram.instead((_, _) -> bytes("<html>502 Bad Gateway</html>"));
    UserId ming = rig.member("小明");
    rig.fixture.post(Rig.MAIN, ming, "第一");
    rig.awaitState(State.CUT);
    Outcome lost = rig.perform(Action.SendMessage.of(Rig.MAIN, "喂"));
    assertThat(lost)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNKNOWN));
    rig.fixture.post(Rig.MAIN, ming, "第二");
    rig.fixture.telegram.instead(null);
    rig.awaitState(State.CONNECTED);
    rig.heard("第一");
    rig.heard("第二");
    assertThat(rig.saidIn(Rig.MAIN)).isEmpty();
  }

  @Test
  void aGroupThatTelegramDoesNotAnswerAboutHoldsNobodyUp() {
    polling();
    UserId ming = rig.member("小明");
    rig.fixture.telegram.instead(
        (method, parameters) ->
            method.equals("getChatAdministrators") && Json.number(parameters, "chat_id") == SILENT
                ? bytes(
                    "{'ok':false,'error_code':429,'description':'Too Many Requests',"
                        + "'parameters':{'retry_after':3600}}")
                : null);
    rig.fixture.newGroup(SILENT, "supergroup", "新群", TelegramFixture.rights());
    GroupId silent = TelegramFixture.group(SILENT);
    rig.fixture.post(silent, rig.fixture.member(silent, "小红"), "新群的话");
    rig.fixture.post(Rig.MAIN, ming, "别的群的话");
    assertThat(rig.heard("新群的话").group()).isEqualTo(silent);
    rig.heard("别的群的话");
    rig.event(
        Event.GroupSeen.class, seen -> seen.group().equals(silent) && seen.title().equals("新群"));
    assertThat(rig.connection().health().state()).isEqualTo(State.CONNECTED);
    assertThat(rig.detail()).contains("does not answer about 1 groups");
    assertThat(rig.perform(Action.SendMessage.of(silent, "在")).done()).isTrue();
    UserId owner = new UserId("telegram", "" + FakeWorld.owner(rig.fixture.world.chat(SILENT)));
    rig.fixture.telegram.instead(null);
    rig.host.time().advance(Duration.ofHours(1));
    rig.await().until("it is answered", () -> !rig.detail().contains("does not answer"));
    rig.fixture.post(silent, owner, "群主的话");
    assertThat(rig.heard("群主的话").sender().role()).isEqualTo(Role.OWNER);
  }

  @Test
  void aGroupThatTelegramDoesNotAnswerAboutAtTheStartHoldsNoOtherUp() {
    polling();
    rig.connection().close();
    FakeWorld world = rig.fixture.world;
    for (long chat : List.of(TelegramFixture.MAIN, TelegramFixture.QUIET)) {
      FakeChat group = world.chat(chat);
      world.become(group, FakeChat.plain(TelegramFixture.BOT, "left"), FakeWorld.owner(group));
    }
    rig.fixture.bot.updates.clear();
    rig.fixture.telegram.instead(
        (method, parameters) ->
            method.equals("getChat") && Json.number(parameters, "chat_id") == TelegramFixture.PLAIN
                ? Rig.FAILS
                : null);
    rig.open();
    rig.event(Event.GroupLost.class, lost -> lost.group().equals(Rig.MAIN));
    rig.event(Event.GroupLost.class, lost -> lost.group().equals(Rig.QUIET));
    assertThat(rig.connection().capabilities(Rig.PLAIN)).isNotEmpty();
  }

  @Test
  void onePoisonedUpdateIsCountedAndSteppedOver() {
    polling();
    UserId ming = rig.member("小明");
    rig.fixture.post(Rig.MAIN, ming, "前");
    synchronized (rig.fixture.world) {
      FakeBot bot = rig.fixture.bot;
      for (String update :
          new String[] {
            "{'message':{'message_id':'x','chat':{'id':-1001700000001,'type':'supergroup'}}}",
            "{'message':{'message_id':5,'chat':{'id':-1001700000001,'type':'supergroup'},'text':'谁'}}",
            "{'message':7}",
            "{'callback_query':{'id':'1','data':'x','message':{'chat':{'id':-1001700000001}}}}",
            "{'chat_member':{}}",
            "{'chat_join_request':{'chat':{'id':-1001700000001,'type':'supergroup'}}}",
            "{'my_chat_member':{'chat':[]}}",
            "{'news_of_2031':{'x':1}}",
            "{}"
          }) {
        var json = (ObjectNode) Json.parse(bytes(update)).orElseThrow();
        bot.updates.add(json.put("update_id", bot.nextUpdate()));
      }
      // One that has no number can't be told from others, and holds nobody up.
      bot.updates.add(Json.object().put("update_id", "x"));
    }
    rig.fixture.post(Rig.MAIN, ming, "后");
    rig.heard("前");
    rig.heard("后");
    rig.await().until("counted", () -> rig.detail().contains("updates not understood"));
    assertThat(rig.connection().health().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void anAnswerThatIsNoJsonIsSteppedOverByItsNumber() {
    polling();
    UserId ming = rig.member("小明");
    rig.fixture.post(Rig.MAIN, ming, "前");
    rig.heard("前");
    AtomicInteger poisoned = new AtomicInteger();
    long bad = rig.fixture.bot.lastUpdate() + 1;
    rig.fixture.telegram.instead(
        (method, parameters) -> {
          if (method.equals("getUpdates") && Json.number(parameters, "offset") <= bad) {
            poisoned.incrementAndGet();
            return bytes(
                "{'ok':true,'result':[{'update_id':" + bad + ",'message':{'text':'\\u12'}}]}");
          }
          return null;
        });
    rig.fixture.post(Rig.MAIN, ming, "坏");
    rig.fixture.post(Rig.MAIN, ming, "后");
    rig.heard("后");
    rig.awaitState(State.CONNECTED);
    assertThat(poisoned.get()).isBetween(2, 4);
    assertThat(rig.detail()).contains("1 updates not understood");
  }

  @Test
  void updatesWithoutNumbersAreNoEndlessLoop() {
    polling();
    rig.fixture.telegram.instead(
        (method, _) ->
            method.equals("getUpdates") ? bytes("{'ok':true,'result':[{'message':{}},7]}") : null);
    rig.fixture.post(Rig.MAIN, rig.member("小明"), "醒醒");
    rig.awaitState(State.CUT);
    int calls = rig.fixture.telegram.calls("getUpdates");
    rig.await().stays("not many calls", () -> rig.fixture.telegram.calls("getUpdates") < calls + 5);
    rig.fixture.telegram.instead(null);
    rig.heard("醒醒");
  }

  @Test
  void aNotebookThatIsBrokenStopsTheStart() throws IOException {
    polling();
    rig.connection().close();
    Path file = folder.resolve("telegram.json");
    String whole = Files.readString(file);
    assertThat(whole).doesNotContain("a_token_for_tests");
    Files.writeString(file, "{\"starts\":1");
    Assertions.assertThatThrownBy(
            () -> rig.fixture.adapter().connect(rig.fixture.settings(), rig.host))
        .hasMessageContaining("telegram.json")
        .hasMessageContaining("put back a copy")
        .hasMessageContaining("move it away");
    Files.writeString(file, whole);
  }

  @Test
  void nothingIsLeftAfterTheEnd() {
    Set<Thread> before = callers();
    polling();
    rig.fixture.post(Rig.MAIN, rig.member("小明"), "好");
    rig.heard("好");
    assertThat(callers()).as("it is looked for rightly").isNotEqualTo(before);
    rig.connection().close();
    rig.await().until("timers", () -> rig.host.time().waiting() == 0);
    rig.await().until("threads", () -> before.containsAll(callers()));
  }

  /** The threads of HTTP clients; other tests' may be about to end. */
  private static Set<Thread> callers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }
}
