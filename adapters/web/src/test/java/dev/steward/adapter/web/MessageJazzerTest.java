package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * Whatever a page sends, the room takes it or says what is wrong. A plain build reads what is in
 * {@code MessageJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class MessageJazzerTest {
  private static final Browser MEMBER = member();

  private static Browser member() {
    try {
      TestHost host = new TestHost(Files.createTempDirectory("steward-fuzz"));
      WebConnection rooms =
          (WebConnection)
              new WebAdapter()
                  .connect(
                      new Settings(
                          "adapters.web",
                          Map.of(
                              "rooms", "main=M",
                              "messagesPerMinute", "100000000",
                              "joinsPerMinute", "100000000")),
                      host);
      Browser browser = new Browser(() -> host.mounted("chat"));
      browser.join(Browser.wait(rooms.rooms()).getFirst().joinPaths().getFirst(), "小明");
      return browser;
    } catch (IOException | SettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int answer(String path, byte[] body) {
    return MEMBER.request("POST", path, body, Map.of("x-steward", "1")).status();
  }

  @FuzzTest
  void anyMessage(byte[] body) {
    assertThat(answer("/api/rooms/main/messages", body)).isLessThan(500);
  }

  @FuzzTest
  void anyEdit(byte[] body) {
    assertThat(answer("/api/rooms/main/messages/1/edit", body)).isLessThan(500);
  }

  @FuzzTest
  void anyMedia(byte[] body) {
    assertThat(answer("/api/rooms/main/media", body)).isLessThan(500);
  }
}
