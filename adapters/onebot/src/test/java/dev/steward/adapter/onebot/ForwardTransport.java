package dev.steward.adapter.onebot;

import dev.steward.testkit.TestHost;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Forward WebSocket: the adapter dials the fake. */
final class ForwardTransport implements FakeTransport {
  private @Nullable FakeSocketServer server;

  @Override
  public Map<String, String> settings() {
    return Map.of("connect", "ws://127.0.0.1:" + server().port() + "/");
  }

  @Override
  public void start(OneBotFake fake, TestHost host) {
    server = FakeSocketServer.start(fake, OneBotFixture.TOKEN);
  }

  private FakeSocketServer server() {
    return Objects.requireNonNull(server, "not started");
  }

  @Override
  public void connected(OneBotConnection connection) {}

  @Override
  public void cut() {
    server().cut();
  }

  @Override
  public void heal() {
    server().heal();
  }

  @Override
  public void token(String next) {
    server().token(next);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
