package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Mount;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people in a room may do, and what they are told. */
@Timeout(60)
final class RoomsTest extends OpenRooms {
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
