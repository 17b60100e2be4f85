package dev.steward.adapter.onebot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.Mount;
import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** HTTP both ways: the fake is called, and posts its events with a signature. */
final class HttpTransport implements FakeTransport {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] SECRET = OneBotFixture.SECRET.getBytes(StandardCharsets.UTF_8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private @Nullable Consumer<String> events;
  private @Nullable OneBotFake fake;
  private volatile boolean cut;
  private volatile String token = OneBotFixture.TOKEN;

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "connect",
        "http://127.0.0.1:" + server().getAddress().getPort(),
        "secret",
        OneBotFixture.SECRET);
  }

  private HttpServer server() {
    return Objects.requireNonNull(server, "not started");
  }

  @Override
  public void start(OneBotFake of, TestHost host) {
    fake = of;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::called);
    server.start();
    events = frame -> post(host, frame);
    of.listen(events);
  }

  private void called(HttpExchange exchange) throws IOException {
    if (cut) {
      exchange.close();
      return;
    }
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, Object> params = FrameReader.object(JSON.readValue(body, Map.class));
    String action = exchange.getRequestURI().getPath().substring(1);
    Objects.requireNonNull(fake)
        .call(
            action,
            params,
            reply -> {
              byte[] answer = JSON.writeValueAsBytes(reply);
              try {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
              } catch (IOException gone) {
                // The caller went: nobody waits for the answer.
              } finally {
                exchange.close();
              }
            });
  }

  private void post(TestHost host, String frame) {
    if (cut) {
      return;
    }
    byte[] body = frame.getBytes(StandardCharsets.UTF_8);
    String signature = new PostDoor(SECRET, new Tally(), _ -> null).signature(body);
    var _ =
        host.mounted(OneBotAdapter.MOUNT)
            .handle(
                new Mount.Request(
                    "POST",
                    "/",
                    Map.of(),
                    Map.of("x-signature", signature, "content-type", "application/json"),
                    body,
                    false,
                    "127.0.0.1"));
  }

  @Override
  public void token(String next) {
    token = next;
  }

  @Override
  public void connected(OneBotConnection connection) {}

  @Override
  public void cut() {
    cut = true;
  }

  @Override
  public void heal() {
    cut = false;
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
