package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings are read, or it is said which is wrong and how to mend it, without secrets. */
final class SatoriSettingsTest {
  private static SatoriSettings read(Map<String, String> values) throws SettingsException {
    return SatoriSettings.read(new Settings("adapters.satori", values));
  }

  @Test
  void readsThem() throws SettingsException {
    SatoriSettings settings =
        read(
            Map.of(
                "url", "https://koishi.example/satori/v1/",
                "token", "s3cret",
                "logins", "discord:1, sandbox%3Aabc:koishi",
                "channels", "discord:5=6"));
    assertThat(settings.events()).hasToString("wss://koishi.example/satori/v1/events");
    assertThat(settings.method("message.create"))
        .hasToString("https://koishi.example/satori/v1/message.create");
    assertThat(settings.logins())
        .containsExactlyInAnyOrder(new Native("discord", "1"), new Native("sandbox:abc", "koishi"));
    assertThat(settings.channels()).containsEntry(new Native("discord", "5"), "6");
    assertThat(settings.buttons()).contains("discord", "telegram");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void saysWhichIsWrong() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining("adapters.satori.url")
        .hasMessageContaining("missing");
    for (String url : new String[] {"koishi", "ftp://x/", "http://u:p@x/", "http://x/?t=1", "::"}) {
      assertThatThrownBy(() -> read(Map.of("url", url)))
          .as(url)
          .hasMessageContaining("adapters.satori.url")
          .hasMessageContaining("http://127.0.0.1:5140/satori");
    }
    assertThatThrownBy(() -> read(Map.of("url", "http://x", "logins", "discord")))
        .hasMessageContaining("adapters.satori.logins")
        .hasMessageContaining("discord:123456");
    assertThatThrownBy(() -> read(Map.of("url", "http://x", "channels", "discord:1")))
        .hasMessageContaining("adapters.satori.channels")
        .hasMessageContaining("platform:guild=channel");
    assertThatThrownBy(() -> read(Map.of("url", "http://x", "longestMessage", "-1")))
        .hasMessageContaining("longestMessage");
  }
}
