package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only the real Ergo can show. */
@Tag("real-peers")
@Timeout(60)
final class IrcErgoRealPeerTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aWrongPasswordIsRefused() {
    try (Story story = Story.before(folder, Ergo::start)) {
      Map<String, String> values =
          new HashMap<>(HostileServerTest.settings(story.irc().proxy().port()));
      values.put("account", "steward");
      values.put("password", "wrong-geheim");
      story.connect(new Settings("adapters.irc", values));
      story.awaitState(ConnectionHealth.State.BLOCKED);
      assertThat(story.health().detail())
          .contains("the login as steward was refused (904)")
          .doesNotContain("geheim");
    }
  }

  @Test
  void aFloodArrivesInOrder() {
    List<String> said = IntStream.range(0, 2_000).mapToObj(i -> "m" + i).toList();
    try (Story story = Story.on(folder, Ergo::start)) {
      story.irc().member(MAIN, "小明");
      Member ming = story.irc().person("小明");
      // The first may be told with the past; once the second is heard, the past is over. Until then
      // all would wait, and that is too much.
      for (int i = 0; i < 2; i++) {
        int heard = i + 1;
        ming.send(Line.of("PRIVMSG", "#main", said.get(i)));
        story.await().until("heard " + heard, () -> story.texts().size() == heard);
      }
      said.stream().skip(2).forEach(text -> ming.send(Line.of("PRIVMSG", "#main", text)));
      story.await().until("all heard", () -> story.texts().size() >= said.size());
      assertThat(story.texts()).isEqualTo(said);
    }
  }

  @Test
  void itsOwnTlsIsTrustedByTheCertificatesFingerprint() {
    try (Story story = Story.before(folder, Ergo::startWithTls)) {
      Ergo ergo = (Ergo) story.irc().server();
      story.connect(
          story.settings(
              Map.of(
                  "port",
                  Integer.toString(ergo.stewardPort()),
                  "tls",
                  "true",
                  "fingerprint",
                  ergo.fingerprint())));
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.irc().member(MAIN, "小明");
      story.irc().person("小明").send(Line.of("PRIVMSG", "#main", "heard over TLS"));
      story.await().until("heard", () -> story.texts().contains("heard over TLS"));
      assertThat(story.perform(Action.SendMessage.of(MAIN, "said over TLS")).done()).isTrue();
    }
  }
}
