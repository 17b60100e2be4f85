package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that nobody has signed is trusted when it is the one that the settings name. */
@Timeout(60)
final class IrcTlsTest {
  @TempDir Path folder = Path.of("");

  private static Settings settings(TlsDoor door, String fingerprint) {
    Map<String, String> values = new HashMap<>();
    values.put("server", "localhost");
    values.put("port", Integer.toString(door.port()));
    values.put("fingerprint", fingerprint);
    values.put("nick", STEWARD);
    values.put("account", STEWARD);
    values.put("password", Member.password(STEWARD));
    values.put("channels", "#main, #quiet");
    return new Settings("adapters.irc", values);
  }

  @Test
  void theNamedCertificateIsTrusted() {
    try (Story story = Story.before(folder, FakeIrc::start);
        TlsDoor door = new TlsDoor(folder, story.irc().server().port())) {
      story.connect(settings(door, door.fingerprint()));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      assertThat(story.perform(Action.SendMessage.of(MAIN, "over TLS")).done()).isTrue();
    }
  }

  @Test
  void anotherIsNot() {
    try (Story story = Story.before(folder, FakeIrc::start);
        TlsDoor door = new TlsDoor(folder, story.irc().server().port())) {
      story.connect(settings(door, "ab".repeat(32)));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail())
          .contains("the certificate's fingerprint is " + door.fingerprint());
    }
  }

  @Test
  void oneThatNobodySignedIsNot() {
    try (Story story = Story.before(folder, FakeIrc::start);
        TlsDoor door = new TlsDoor(folder, story.irc().server().port())) {
      story.connect(settings(door, ""));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail()).contains("TLS: ").contains("adapters.irc.fingerprint");
    }
  }
}
