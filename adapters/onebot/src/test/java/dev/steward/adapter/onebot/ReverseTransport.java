package dev.steward.adapter.onebot;

import dev.steward.testkit.TestHost;
import dev.steward.wire.Loops;
import dev.steward.wire.WebSocketLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reverse WebSocket: the fake dials the adapter, by one line or by two (API and events, now this
 * first and now that), and again when the adapter hangs up.
 */
final class ReverseTransport implements FakeTransport {
  private final List<String> roles;
  private final EventLoopGroup loop = Loops.one("onebot-fake");
  private final List<Call> calls = new ArrayList<>();
  private int dials;
  private @Nullable OneBotFake fake;
  private @Nullable TestHost host;
  private @Nullable String url;
  private volatile String token = OneBotFixture.TOKEN;

  private ReverseTransport(List<String> roles, @Nullable String url) {
    this.roles = roles;
    this.url = url;
  }

  /** To the adapter. */
  static ReverseTransport with(String... roles) {
    return new ReverseTransport(List.of(roles), null);
  }

  /** To somebody else. */
  static ReverseTransport to(String url) {
    return new ReverseTransport(List.of("Universal"), url);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("listen", "127.0.0.1:0");
  }

  @Override
  public void start(OneBotFake of, TestHost at) {
    fake = of;
    host = at;
    if (url != null) {
      dial(url);
    }
  }

  @Override
  public void connected(OneBotConnection connection) {
    String adapter = "ws://127.0.0.1:" + connection.listeningPort() + "/onebot/v11/ws";
    url = adapter;
    dial(adapter);
  }

  private synchronized void dial(String to) {
    hangUp();
    List<String> inTurn = dials++ % 2 == 0 ? roles : roles.reversed();
    inTurn.forEach(role -> calls.add(new Call(role, to)));
  }

  private synchronized void dialAgain(Call ended) {
    if (calls.remove(ended)) {
      calls.add(new Call(ended.role, Objects.requireNonNull(url, "not connected")));
    }
  }

  private synchronized void hangUp() {
    calls.forEach(Call::end);
    calls.clear();
  }

  @Override
  public void cut() {
    hangUp();
  }

  @Override
  public void heal() {
    dial(Objects.requireNonNull(url, "not connected"));
  }

  /** Calls with another token from now on. */
  @Override
  public void token(String next) {
    token = next;
    heal();
  }

  @Override
  public void close() {
    hangUp();
    Loops.end(loop);
  }

  private final class Call implements WebSocketLine.Listener {
    private final String role;
    private final OneBotFake of = Objects.requireNonNull(fake, "not started");
    private @Nullable WebSocketLine line;
    private @Nullable Consumer<String> events;
    private boolean over;

    Call(String role, String to) {
      this.role = role;
      WebSocketLine.dial(
          new WebSocketLine.Address(
              URI.create(to),
              Map.of(
                  "X-Self-ID",
                  Long.toString(of.self()),
                  "X-Client-Role",
                  role,
                  "authorization",
                  "Bearer " + token),
              4 << 20),
          loop,
          this);
    }

    @Override
    public synchronized void opened(WebSocketLine opened) {
      if (over) {
        opened.close();
        return;
      }
      line = opened;
      if (!role.equals("API")) {
        opened.send(of.lifecycle());
        events = opened::send;
        of.listen(events);
      }
    }

    @Override
    public void message(WebSocketLine from, ByteBuf utf8) {
      of.call(utf8.toString(StandardCharsets.UTF_8), from::send);
    }

    @Override
    public synchronized void closed(int status, String reason) {
      silence();
      if (!over) {
        var _ =
            Objects.requireNonNull(host, "not started")
                .timers()
                .schedule(() -> dialAgain(this), 3, TimeUnit.SECONDS);
      }
    }

    synchronized void end() {
      over = true;
      silence();
      if (line != null) {
        line.close();
      }
    }

    private void silence() {
      if (events != null) {
        of.listenNoMore(events);
        events = null;
      }
    }
  }
}
