package dev.steward.adapter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble is told in health, without secrets, and is never the end. */
final class TroubleTest {
  @TempDir Path folder = Path.of("");

  private static Settings settings(int port, String token) {
    return new Settings(
        "adapters.template", Map.of("address", "127.0.0.1:" + port, "token", token));
  }

  @Test
  void aWrongTokenNeedsAPerson() throws Exception {
    TestHost host = new TestHost(folder);
    try (FakeServer server = new FakeServer(host.clock());
        ChatConnection connection =
            new TemplateAdapter().connect(settings(server.port(), "wrong-token"), host)) {
      host.await()
          .until("blocked", () -> connection.health().state() == ConnectionHealth.State.BLOCKED);
      assertThat(connection.health().detail())
          .contains("the token does not fit")
          .doesNotContain("wrong-token");
    }
  }

  @Test
  void anAddressIsAHostAndAPort() {
    Settings wrong = new Settings("adapters.template", Map.of("address", "nowhere", "token", "t"));
    assertThatThrownBy(() -> new TemplateAdapter().connect(wrong, new TestHost(folder)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("adapters.template.address", "nowhere", "host:port");
  }

  @Test
  void nonsenseIsCountedAndAnEndlessLineIsCut() throws Exception {
    TestHost host = new TestHost(folder);
    try (ServerSocket hostile = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChatConnection connection =
            new TemplateAdapter().connect(settings(hostile.getLocalPort(), "t"), host);
        Socket client = hostile.accept()) {
      OutputStream out = client.getOutputStream();
      out.write("{\"t\":\n[[[[\n\"\"\n".getBytes(StandardCharsets.UTF_8));
      host.await()
          .until("counted", () -> connection.health().detail().contains("2 malformed lines"));
      byte[] endless = "a".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    out.write(endless);
                  }
                } catch (IOException cut) {
                  // As it must be.
                }
              });
      host.await()
          .until("cut", () -> connection.health().detail().contains("a line longer than 1048576"));
    }
  }
}
