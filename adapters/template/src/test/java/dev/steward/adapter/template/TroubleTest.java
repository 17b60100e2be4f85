package dev.steward.adapter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private void connected(TestHost host, ChatConnection connection) {
    host.await()
        .until("connected", () -> connection.health().state() == ConnectionHealth.State.CONNECTED);
  }

  @Test
  void nonsenseAfterTheWelcomeEndsNothing() throws Exception {
    TestHost host = new TestHost(folder);
    try (FakeServer server = new FakeServer(host.clock())) {
      server.group("run", "一群", true);
      try (ChatConnection connection =
          new TemplateAdapter().connect(settings(server.port(), server.token()), host)) {
        connected(host, connection);
        for (String line :
            List.of(
                "",
                "[]",
                "{\"t\":\"news\"}",
                "{\"t\":\"said\"}",
                "{\"t\":\"left\",\"group\":\"run\"}")) {
          server.raw(line);
        }
        server.post("run", server.member("run", "小明"), "后来的");
        host.await()
            .until("heard", () -> !host.events().events(Event.MessagePosted.class).isEmpty());
        assertThat(connection.health().detail()).contains("2 malformed lines");
        assertThat(connection.health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
      }
    }
  }

  @Test
  void aServerThatIsSilentIsLeftAndFoundAgain() throws Exception {
    TestHost host = new TestHost(folder);
    try (FakeServer server = new FakeServer(host.clock());
        ChatConnection connection =
            new TemplateAdapter().connect(settings(server.port(), server.token()), host)) {
      connected(host, connection);
      server.silent(true);
      host.await().until("left", () -> connection.health().state() == ConnectionHealth.State.CUT);
      passes(host, Duration.ofMinutes(2));
      assertThat(connection.health().state())
          .as("nor is a server that welcomes nobody waited for")
          .isEqualTo(ConnectionHealth.State.CUT);
      server.silent(false);
      connected(host, connection);
      Instant since = connection.health().since();
      passes(host, Duration.ofMinutes(3));
      assertThat(connection.health().since()).as("who answers stays").isEqualTo(since);
    }
  }

  private static void passes(TestHost host, Duration time) {
    Instant end = host.clock().instant().plus(time);
    host.await().quickly().until(time.toString(), () -> host.clock().instant().isAfter(end));
  }

  @Test
  void aGroupThatIsGoneAfterACutIsLostAndTheOthersAreKept() throws Exception {
    TestHost host = new TestHost(folder);
    GroupId run = Translator.group("run");
    GroupId talk = Translator.group("talk");
    try (FakeServer server = new FakeServer(host.clock())) {
      server.group("run", "一群", true);
      server.group("talk", "二群", false);
      ChatConnection connection =
          new TemplateAdapter().connect(settings(server.port(), server.token()), host);
      connected(host, connection);
      server.cut(true);
      host.await().until("cut", () -> connection.health().state() == ConnectionHealth.State.CUT);
      assertThat(say(host, connection, run)).isInstanceOf(Outcome.Failed.class);
      server.noGroup("talk");
      server.cut(false);
      connected(host, connection);
      assertThat(host.events().events(Event.GroupLost.class))
          .extracting(Event.GroupLost::group)
          .containsExactly(talk);
      assertThat(say(host, connection, run).done()).isTrue();
      assertThat(say(host, connection, talk)).isInstanceOf(Outcome.Unsupported.class);
      connection.close();
      assertThat(say(host, connection, run))
          .as("not for staff: it is tried again after the start")
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  private static Outcome say(TestHost host, ChatConnection connection, GroupId group) {
    return perform(host, connection, Action.SendMessage.of(group, "早"));
  }

  private static Outcome perform(TestHost host, ChatConnection connection, Action action) {
    AccountId us = new AccountId(TemplateAdapter.PLATFORM, FakeServer.US);
    return host.await().value("an outcome", connection.perform(new Order(1, us, action, 1)));
  }

  @Test
  void whatWeMayNotDeleteIsForStaffAndWhatIsGoneIsForNobody() throws Exception {
    TestHost host = new TestHost(folder);
    try (FakeServer server = new FakeServer(host.clock())) {
      server.group("run", "一群", true);
      try (ChatConnection connection =
          new TemplateAdapter().connect(settings(server.port(), server.token()), host)) {
        connected(host, connection);
        Action delete = new Action.DeleteMessage(Translator.group("run"), "7");
        assertThat(perform(host, connection, delete))
            .isEqualTo(Outcome.Refused.gone("no such message"));
        server.group("run", "一群", false);
        assertThat(perform(host, connection, delete)).isEqualTo(new Outcome.Refused("no right"));
      }
    }
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
