package dev.steward.adapter.onebot;

import dev.steward.wire.WebSocketLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An implementation that calls in and answers what a fake says, or nothing at all. */
final class Caller implements WebSocketLine.Listener {
  final CompletableFuture<WebSocketLine> opened = new CompletableFuture<>();
  final CompletableFuture<String> closed = new CompletableFuture<>();
  final List<String> heard = new CopyOnWriteArrayList<>();
  private final @Nullable OneBotFake fake;
  volatile boolean dumb;

  private Caller(@Nullable OneBotFake fake) {
    this.fake = fake;
  }

  /** Calls with these headers; an empty value leaves one out. */
  static Caller call(
      EventLoopGroup loop, int port, @Nullable OneBotFake fake, String... headersAndValues) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Self-ID", "10001");
    headers.put("X-Client-Role", "Universal");
    headers.put("authorization", "Bearer " + OneBotFixture.TOKEN);
    for (int i = 0; i < headersAndValues.length; i += 2) {
      if (headersAndValues[i + 1].isEmpty()) {
        headers.remove(headersAndValues[i]);
      } else {
        headers.put(headersAndValues[i], headersAndValues[i + 1]);
      }
    }
    Caller caller = new Caller(fake);
    WebSocketLine.dial(
        new WebSocketLine.Address(
            URI.create("ws://127.0.0.1:" + port + "/onebot/v11/ws"), headers, 4 << 20),
        loop,
        caller);
    return caller;
  }

  WebSocketLine line() {
    return opened.orTimeout(10, TimeUnit.SECONDS).join();
  }

  String end() {
    return closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  void says(String frame) {
    line().send(frame.replace('\'', '"'));
  }

  @Override
  public void opened(WebSocketLine line) {
    opened.complete(line);
  }

  @Override
  public void message(WebSocketLine line, ByteBuf utf8) {
    String frame = utf8.toString(StandardCharsets.UTF_8);
    heard.add(frame);
    if (fake != null && !dumb) {
      fake.call(frame, line::send);
    }
  }

  @Override
  public void closed(int status, String reason) {
    closed.complete(status + " " + reason);
  }
}
