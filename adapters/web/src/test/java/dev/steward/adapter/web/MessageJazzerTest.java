package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a page sends, the room takes it or says what is wrong. A plain build reads what is in
 * {@code MessageJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class MessageJazzerTest {
  @TempDir static Path folder = Path.of("");
  private static @Nullable WebConnection rooms;
  private static @Nullable Browser member;

  @BeforeAll
  static void comesIn() throws SettingsException {
    TestHost host = new TestHost(folder);
    WebConnection opened =
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
    browser.join(Browser.wait(opened.rooms()).getFirst().joinPaths().getFirst(), "小明");
    rooms = opened;
    member = browser;
  }

  @AfterAll
  static void close() {
    if (rooms != null) {
      rooms.close();
    }
  }

  private static int answer(String path, byte[] body) {
    return Objects.requireNonNull(member)
        .request("POST", path, body, Map.of("x-steward", "1"))
        .status();
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
