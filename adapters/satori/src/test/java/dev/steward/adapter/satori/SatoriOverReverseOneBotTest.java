package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The other direction: the OneBot module's fake dials a real Koishi, as implementations do over
 * reverse WebSocket, and each understands what the other does.
 */
@Tag("real-peers")
@Timeout(120)
final class SatoriOverReverseOneBotTest {
  private static final String ONE_BOT = "dev.steward.adapter.onebot.OneBotFixture";
  private static final String BEHIND = "onebot";

  @TempDir Path home = Path.of("");
  private TestHost host = new TestHost(home);

  private static AdapterFixture dialling(String url) {
    try {
      return (AdapterFixture)
          Class.forName(ONE_BOT).getMethod("dialling", String.class).invoke(null, url);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(ONE_BOT + " (expected: mvn verify -Preal-peers)", missing);
    }
  }

  private <E extends Event> E event(Class<E> kind, Predicate<E> like) {
    host.await()
        .until(
            "a " + kind.getSimpleName(), () -> host.events().events(kind).stream().anyMatch(like));
    return host.events().events(kind).stream().filter(like).findFirst().orElseThrow();
  }

  @Test
  void aFakeThatDialsKoishiIsUnderstoodThere() throws Exception {
    host = new TestHost(home);
    KoishiPeer.Settings settings =
        KoishiPeer.Settings.oneBot("ws-reverse", "", "10001", "fixture-token");
    try (KoishiPeer koishi = KoishiPeer.start(home, settings);
        AdapterFixture oneBot = dialling(koishi.oneBotReverse())) {
      oneBot.start(host);
      koishi.awaitOnline(BEHIND, true);
      ChatConnection steward =
          new SatoriAdapter()
              .connect(
                  new Settings(
                      "adapters.satori", Map.of("url", koishi.satori(), "token", koishi.token())),
                  host);
      try {
        speaks(oneBot, steward);
      } finally {
        steward.close();
      }
    }
  }

  private void speaks(AdapterFixture oneBot, ChatConnection steward) {
    GroupId there = oneBot.groups().keySet().iterator().next();
    GroupId here = new Native(BEHIND, there.id()).group();
    AccountId account = event(Event.GroupSeen.class, seen -> seen.group().equals(here)).account();
    UserId ming = oneBot.member(there, "小明");
    oneBot.post(there, ming, "姐妹们加我微信");
    Event.MessagePosted heard =
        event(Event.MessagePosted.class, posted -> posted.group().equals(here));
    assertThat(heard.content().text()).isEqualTo("姐妹们加我微信");
    assertThat(heard.sender().name()).isEqualTo("小明");
    UserId user = heard.sender().user();
    does(steward, account, new Action.DeleteMessage(here, heard.messageId()));
    assertThat(oneBot.seen(there)).isEmpty();
    does(
        steward,
        account,
        new Action.MuteMember(here, user, host.clock().instant().plusSeconds(600)));
    assertThat(oneBot.post(there, ming, "我还能说话吗")).isNull();
    does(steward, account, Action.SendMessage.of(here, "群规第 1 条"));
    assertThat(oneBot.seen(there).getLast().text()).isEqualTo("群规第 1 条");
    does(steward, account, new Action.KickMember(here, user));
    assertThat(oneBot.isIn(there, ming)).isFalse();
  }

  private void does(ChatConnection steward, AccountId account, Action action) {
    assertThat(
            host.await()
                .value("an outcome of " + action, steward.perform(new Order(1, account, action, 1)))
                .done())
        .as("%s", action)
        .isTrue();
  }
}
