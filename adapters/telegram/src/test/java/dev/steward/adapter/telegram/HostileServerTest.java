package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sits at the address of the Bot API can't hurt Steward. */
@Timeout(60)
final class HostileServerTest {
  @TempDir Path folder = Path.of("");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong elsewhere = new AtomicLong();
  private HttpServer server = idle();
  private HttpServer other = idle();

  private static HttpServer idle() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    other.setExecutor(threads);
    other.createContext(
        "/",
        exchange -> {
          elsewhere.incrementAndGet();
          exchange.close();
        });
    server.start();
    other.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    other.stop(0);
    threads.shutdownNow();
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  /** What staff see when the server answers so. */
  private String detail(Answer answer) throws SettingsException {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer.give(exchange);
          }
        });
    TestHost host = new TestHost(folder);
    Settings settings =
        new Settings(
            "adapters.telegram",
            Map.of(
                "token",
                TelegramFixture.TOKEN,
                "api",
                "http://127.0.0.1:" + server.getAddress().getPort()));
    try (ChatConnection connection = new TelegramAdapter().connect(settings, host)) {
      host.await().until("it is cut", () -> connection.health().state() == State.CUT);
      return connection.health().detail();
    }
  }

  private void pour(OutputStream out) throws IOException {
    byte[] part = "a".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    while (sent.addAndGet(part.length) < 4L << 30) {
      out.write(part);
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws SettingsException {
    String detail =
        detail(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              pour(exchange.getResponseBody());
            });
    assertThat(detail).contains("an answer of more than");
    assertThat(sent.get()).isLessThan(200L << 20);
  }

  @Test
  void whatUnpacksIsNotUnpacked() throws SettingsException {
    String detail =
        detail(
            exchange -> {
              ByteArrayOutputStream bomb = new ByteArrayOutputStream();
              try (OutputStream zip = new GZIPOutputStream(bomb)) {
                zip.write(new byte[64 << 20]);
              }
              exchange.getResponseHeaders().set("content-encoding", "gzip");
              exchange.sendResponseHeaders(200, bomb.size());
              exchange.getResponseBody().write(bomb.toByteArray());
            });
    assertThat(detail).contains("encoding gzip");
  }

  @Test
  void nobodyIsSentElsewhere() throws SettingsException {
    String detail =
        detail(
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .set("location", "http://127.0.0.1:" + other.getAddress().getPort() + "/secret");
              exchange.sendResponseHeaders(302, -1);
            });
    assertThat(detail).contains("a redirect, which is not followed");
    assertThat(elsewhere.get()).isZero();
  }

  @Test
  void deepNestingIsNotClimbed() throws SettingsException {
    byte[] deep = "[".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);
    String detail =
        detail(
            exchange -> {
              exchange.sendResponseHeaders(200, deep.length);
              exchange.getResponseBody().write(deep);
            });
    assertThat(detail).contains("not understood");
  }
}
