package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What staff write under {@code adapters.irc}. */
final class IrcSettingsTest {
  private static final Map<String, String> RIGHT =
      Map.of("server", "irc.example.org", "nick", "Steward", "channels", "#mama, #护肤 key");

  private static IrcSettings read(Map<String, String> values) throws SettingsException {
    return IrcSettings.read(new Settings("adapters.irc", values));
  }

  @Test
  void theRestHasDefaults() throws SettingsException {
    IrcSettings read = read(RIGHT);
    assertThat(read.port()).isEqualTo(6697);
    assertThat(read.tls()).isTrue();
    assertThat(read.channels()).isEqualTo(Map.of("#mama", "", "#护肤", "key"));
    assertThat(read.id().toString()).isEqualTo("irc:~steward");
    assertThat(read.toString()).isEqualTo("irc.example.org:6697 as Steward");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server | | adapters.irc.server: missing",
        "nick | a b | adapters.irc.nick: 'a b' (expected: a nick",
        "nick | 1a | adapters.irc.nick: '1a'",
        "channels | mama | adapters.irc.channels: 'mama' (expected: channels",
        "channels | #a,,#b | adapters.irc.channels: expected",
        "port | 0 | adapters.irc.port: '0' (expected: a whole number from 1 to 65535)",
        "tls | maybe | adapters.irc.tls: 'maybe' (expected: true or false)",
        "account | steward | adapters.irc.password: missing (expected: account and password",
        "password | geheim | adapters.irc.account: missing (expected: account and password",
        "account | ~guest | adapters.irc.account: '~guest'",
        "fingerprint | abc | adapters.irc.fingerprint: 'abc' (expected: the certificate's SHA-256",
        "messagesPerSecond | 0 | adapters.irc.messagesPerSecond: '0'",
      })
  void aMistakeIsToldWithItsKey(String key, String value, String told) {
    Map<String, String> values = new HashMap<>(RIGHT);
    values.put(key, value == null ? "" : value);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(told)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aLineEndIsToldWithItsKey() {
    Map<String, String> values = new HashMap<>(RIGHT);
    values.put("serverPassword", "geheim\nQUIT");
    assertThatThrownBy(() -> read(values))
        .hasMessageStartingWith("adapters.irc.serverPassword: ")
        .hasMessageNotContaining("geheim");
    values.putAll(Map.of("serverPassword", "", "account", "steward", "password", "geheim\n"));
    assertThatThrownBy(() -> read(values)).hasMessageStartingWith("adapters.irc.password: ");
  }

  @Test
  void aPasswordIsNeverSentInTheOpen() throws SettingsException {
    Map<String, String> values = new HashMap<>(RIGHT);
    values.putAll(Map.of("account", "steward", "password", "geheim", "tls", "false"));
    assertThatThrownBy(() -> read(values))
        .hasMessageStartingWith("adapters.irc.tls: 'false' (expected: true")
        .hasMessageNotContaining("geheim");
    values.put("server", "127.0.0.1");
    assertThat(read(values).port()).isEqualTo(6667);
    assertThat(read(values).toString()).doesNotContain("geheim");
  }

  @Test
  void aFingerprintMayHaveColons() throws SettingsException {
    Map<String, String> values = new HashMap<>(RIGHT);
    values.put("fingerprint", "AB:".repeat(31) + "AB");
    assertThat(read(values).fingerprint()).isEqualTo("ab".repeat(32));
  }

  @Test
  void theExamplesAreRight() throws IOException, SettingsException {
    Path root = Path.of(System.getProperty("steward.root", "../.."));
    for (Path file :
        List.of(root.resolve("adapters/irc/README.md"), root.resolve("config/steward.yaml"))) {
      Map<String, String> values = new LinkedHashMap<>();
      boolean inside = false;
      for (String line : Files.readAllLines(file, UTF_8)) {
        String text = line.replaceFirst("^ *#", "").strip();
        if (text.equals("irc:")) {
          inside = true;
        } else if (inside && text.matches("[a-zA-Z]+: .+")) {
          String value = text.replaceFirst("^[a-zA-Z]+: ", "").replace("\"", "");
          values.put(text.replaceFirst(":.*", ""), value);
        } else {
          inside = false;
        }
      }
      Settings settings = new Settings("adapters.irc", values);
      assertThat(IrcSettings.read(settings).channels()).as("%s", file).isNotEmpty();
      assertThat(settings.unread()).as("%s", file).isEmpty();
    }
  }
}
