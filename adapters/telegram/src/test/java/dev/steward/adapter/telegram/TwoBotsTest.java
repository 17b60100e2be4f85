package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.telegram.FakeChat.Member;
import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two bots in one process, one of which runs the group and one of which only speaks there. */
@Timeout(60)
final class TwoBotsTest {
  private static final long OTHER = 7_100_200_301L;
  private static final String OTHER_TOKEN = OTHER + ":AAF-another_token_for_tests-0123";
  private static final long NEXT = -1_001_900_000_009L;

  @TempDir Path folder = Path.of("");

  private static Settings settings(TelegramFixture fixture) {
    return new Settings(
        "adapters.telegram",
        Map.of(
            "token", TelegramFixture.TOKEN + "," + OTHER_TOKEN, "api", fixture.telegram.address()));
  }

  /** Else the good ones would take each group from each other, and judge what is said twice. */
  @Test
  void aBotWhoseTokenIsRefusedIsDownAndTheOtherIsNot() throws SettingsException {
    try (TelegramFixture fixture = new TelegramFixture()) {
      fixture.world.bot(OTHER, OTHER + ":AAF-renewed_by_its_owner_0123456789", "SpeakerTestBot");
      TestHost host = new TestHost(folder);
      fixture.start(host);
      try (ChatConnection connection = fixture.adapter().connect(settings(fixture), host)) {
        AccountId good = connection.accounts().getFirst();
        AccountId refused = connection.accounts().getLast();
        host.await().until("refused", () -> connection.health().state() == State.BLOCKED);
        host.await().until("the other is up", () -> connection.up(good));
        assertThat(connection.up(refused)).isFalse();
        assertThat(connection.health().state()).as("staff see it").isEqualTo(State.BLOCKED);
        assertThat(connection.up(new AccountId("telegram", "5"))).as("none of ours").isFalse();
      }
    }
  }

  @Test
  void eachHasItsOwnRightsAndTheGroupIsOne() throws SettingsException {
    try (TelegramFixture fixture = new TelegramFixture()) {
      FakeWorld world = fixture.world;
      world.bot(OTHER, OTHER_TOKEN, "SpeakerTestBot");
      TestHost host = new TestHost(folder);
      fixture.start(host);
      FakeChat plain = world.chat(TelegramFixture.PLAIN);
      world.become(plain, FakeChat.plain(OTHER, "member"), FakeWorld.owner(plain));
      try (ChatConnection connection = fixture.adapter().connect(settings(fixture), host)) {
        AccountId first = connection.accounts().getFirst();
        AccountId second = connection.accounts().getLast();
        assertThat(second.id()).isEqualTo(Long.toString(OTHER));
        host.await().until("connected", () -> connection.health().state() == State.CONNECTED);
        for (AccountId account : connection.accounts()) {
          host.await()
              .until(
                  account + " sees the group",
                  () ->
                      host.events().events(Event.GroupSeen.class).stream()
                          .anyMatch(
                              seen ->
                                  seen.account().equals(account)
                                      && seen.group().equals(Rig.PLAIN)));
        }
        var ming = fixture.member(Rig.PLAIN, "小明");
        Action kick = new Action.KickMember(Rig.PLAIN, ming);
        assertThat(perform(host, connection, second, kick)).isInstanceOf(Outcome.Unsupported.class);
        assertThat(
                perform(host, connection, second, Action.SendMessage.of(Rig.PLAIN, "我是二号")).done())
            .isTrue();
        world.upgrade(TelegramFixture.PLAIN, NEXT);
        fixture.post(Rig.PLAIN, ming, "升级了");
        for (AccountId account : connection.accounts()) {
          host.await()
              .until(
                  account + " hears it in the same group",
                  () ->
                      host.events().events(Event.MessagePosted.class).stream()
                          .anyMatch(
                              heard ->
                                  heard.account().equals(account)
                                      && heard.group().equals(Rig.PLAIN)
                                      && heard.content().text().equals("升级了")));
        }
        assertThat(perform(host, connection, first, kick).done()).isTrue();
        assertThat(connection.health().detail())
            .contains("@StewardTestBot", "@SpeakerTestBot")
            .doesNotContain("token_for_tests");
        Member gone = world.chat(NEXT).member(TelegramFixture.idOf(ming), world.now());
        assertThat(gone.isIn()).isFalse();
      }
    }
  }

  private static Outcome perform(
      TestHost host, ChatConnection connection, AccountId account, Action action) {
    return host.await().value("an outcome", connection.perform(new Order(1, account, action, 1)));
  }
}
