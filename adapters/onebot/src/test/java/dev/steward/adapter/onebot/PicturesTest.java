package dev.steward.adapter.onebot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.steward.chat.Media;
import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members name the addresses: what they name is called only where the settings allow. */
@Timeout(60)
final class PicturesTest {
  private static final int ONE_MEGABYTE = 1 << 20;

  @TempDir Path folder = Path.of("");

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private TestHost host;
  private Pictures pictures;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    host = new TestHost(folder);
    pictures = new Pictures(host, List.of("127.0.0.1", "pictures.example.com"));
  }

  @AfterEach
  void end() {
    pictures.close();
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    asked.add(path);
    switch (path) {
      case "/picture" -> {
        call.sendResponseHeaders(200, 0);
        call.getResponseBody().write("picture".getBytes(UTF_8));
      }
      case "/elsewhere" -> {
        call.getResponseHeaders().add("Location", "/private");
        call.sendResponseHeaders(302, -1);
      }
      case "/endless" -> {
        call.sendResponseHeaders(200, 0);
        for (int i = 0; i < 64; i++) {
          call.getResponseBody().write(new byte[ONE_MEGABYTE]);
        }
      }
      default -> call.sendResponseHeaders(404, -1);
    }
    call.close();
  }

  private String here(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Optional<byte[]> open(String address) {
    return pictures.open(new Media(address, "image/png", 1)).toCompletableFuture().join();
  }

  @Test
  void aPictureOfAKnownHostIsFetched() {
    assertThat(open(here("/picture"))).contains("picture".getBytes(UTF_8));
  }

  @Test
  void oneThatIsGoneIsNone() {
    assertThat(open(here("/gone"))).isEmpty();
  }

  @Test
  void noRedirectIsFollowed() {
    assertThat(open(here("/elsewhere"))).isEmpty();
    assertThat(asked).containsExactly("/elsewhere");
  }

  @Test
  void whatDoesNotEndIsLeft() {
    assertThatThrownBy(() -> open(here("/endless")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:PORT/picture",
        "http://[::1]:PORT/picture",
        "http://2130706433:PORT/picture",
        "http://x127.0.0.1:PORT/picture",
        "http://127.0.0.1@localhost:PORT/picture",
        "http://evilpictures.example.com/picture",
        "http://pictures.example.com.evil.example.net/picture",
        "file:///etc/hostname",
        "ftp://127.0.0.1:PORT/picture",
        "//127.0.0.1:PORT/picture",
        "picture",
        "http://",
        "http://127.0.0.1:PORT/a b"
      })
  void nobodyElseIsCalled(String address) {
    assertThat(open(address.replace("PORT", Integer.toString(server.getAddress().getPort()))))
        .isEmpty();
    assertThat(asked).isEmpty();
  }
}
