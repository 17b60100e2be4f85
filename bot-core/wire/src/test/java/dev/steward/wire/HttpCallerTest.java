package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.testkit.Await;
import dev.steward.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that mean harm get a short answer: none. */
@Timeout(30)
final class HttpCallerTest {
  private static final int MOST = 1 << 20;

  private final ManualClock clock = new ManualClock();
  private final HttpCaller http = new HttpCaller(clock.timers(), MOST);

  @AfterEach
  void close() {
    http.close();
  }

  private static void answer(Socket caller, String text) throws IOException {
    RawServer.head(caller);
    RawServer.say(caller, text);
  }

  private CompletableFuture<HttpCaller.Answer> call(RawServer server) {
    return call(URI.create("http://127.0.0.1:" + server.port() + "/secret-path"));
  }

  private CompletableFuture<HttpCaller.Answer> call(URI uri) {
    return http.call(new HttpCaller.Call("GET", uri, Map.of(), new byte[0], Duration.ofSeconds(10)))
        .toCompletableFuture();
  }

  private static HttpCaller.Failure failure(CompletableFuture<HttpCaller.Answer> answer) {
    try {
      HttpCaller.Answer got = answer.join();
      throw new AssertionError("an answer: " + got.status());
    } catch (CompletionException failed) {
      assertThat(failed)
          .hasCauseInstanceOf(HttpCaller.Failure.class)
          .hasMessageNotContaining("secret-path");
      return (HttpCaller.Failure) Objects.requireNonNull(failed.getCause());
    }
  }

  @Test
  void tellsAnAnswerWhateverItsStatus() {
    try (RawServer server =
        new RawServer(
            caller ->
                answer(caller, "HTTP/1.1 401 No\r\nX-Why: token\r\nContent-Length: 2\r\n\r\nno"))) {
      HttpCaller.Answer answer = call(server).join();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("x-why")).isEqualTo("token");
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("no");
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    try (Endless server = new Endless("HTTP/1.1 200 OK\r\n\r\n")) {
      assertThat(failure(call(server.raw))).hasMessage("an answer of more than 1048576 bytes");
      assertThat(server.raw.sent()).isLessThan(32 << 20);
    }
  }

  @Test
  void anEndlessHeadIsCutOff() {
    try (Endless server = new Endless("HTTP/1.1 200 OK\r\nX-Long: ")) {
      assertThat(failure(call(server.raw)).getMessage()).startsWith("the connection broke");
      assertThat(server.raw.sent()).isLessThan(32 << 20);
    }
  }

  @Test
  void whatUnpacksIsNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[16 << 20]);
    }
    String bomb = packed.toString(StandardCharsets.ISO_8859_1);
    try (RawServer server =
        new RawServer(
            caller ->
                answer(
                    caller,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + bomb.length()
                        + "\r\n\r\n"
                        + bomb))) {
      assertThat(failure(call(server))).hasMessage("an answer in encoding gzip (expected: none)");
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() {
    try (RawServer inside =
            new RawServer(
                caller -> answer(caller, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        RawServer server =
            new RawServer(
                caller ->
                    answer(
                        caller,
                        "HTTP/1.1 302 There\r\nLocation: http://127.0.0.1:"
                            + inside.port()
                            + "/admin\r\nContent-Length: 0\r\n\r\n"))) {
      assertThat(call(server).join().status()).isEqualTo(302);
      assertThat(inside.calls()).isZero();
    }
  }

  @Test
  void nobodyIsWaitedForLongerThanWasSaid() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            caller -> {
              RawServer.head(caller);
              asked.countDown();
              try {
                over.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            })) {
      CompletableFuture<HttpCaller.Answer> answer = call(server);
      asked.await();
      clock.advance(Duration.ofMillis(9_999));
      assertThat(answer).isNotDone();
      clock.advance(Duration.ofMillis(1));
      HttpCaller.Failure failure = failure(answer);
      assertThat(failure).hasMessage("no answer within 10 s");
      assertThat(failure.sent()).as("it may have happened").isTrue();
      over.countDown();
    }
  }

  @Test
  void aCallThatBreaksInTheMiddleMayHaveHappened() {
    try (RawServer server =
        new RawServer(
            caller -> answer(caller, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf"))) {
      HttpCaller.Failure failure = failure(call(server));
      assertThat(failure.getMessage()).startsWith("the connection broke");
      assertThat(failure.sent()).isTrue();
    }
    try (RawServer server = new RawServer(RawServer::head)) {
      assertThat(failure(call(server)).sent()).isTrue();
    }
  }

  @Test
  void nonsenseInsteadOfHttpIsAFailure() {
    for (String nonsense :
        new String[] {
          "SSH-2.0-OpenSSH_9.6\r\n",
          "HTTP/1.1 abc\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        }) {
      try (RawServer server = new RawServer(caller -> answer(caller, nonsense))) {
        assertThat(failure(call(server)).sent()).as(nonsense).isTrue();
      }
    }
  }

  @Test
  void whereNobodyListensNothingHappened() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    HttpCaller.Failure failure = failure(call(URI.create("http://127.0.0.1:" + port + "/")));
    assertThat(failure).hasMessage("can't connect");
    assertThat(failure.sent()).isFalse();
  }

  @Test
  void aHeaderThatCantBeSentIsAFailureWithoutTheHeader() {
    assertThatThrownBy(
            () ->
                http.call(
                        new HttpCaller.Call(
                            "GET",
                            URI.create("http://127.0.0.1:1/"),
                            Map.of("authorization", "Bearer s3cret\n"),
                            new byte[0],
                            Duration.ofSeconds(1)))
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(HttpCaller.Failure.class)
        .hasMessageNotContaining("s3cret");
    assertThat(
            new HttpCaller.Call(
                "GET", URI.create("http://h/bot1:t/x"), Map.of(), new byte[0], Duration.ZERO))
        .hasToString("GET h");
  }

  @Test
  void closeBreaksOffAndLeavesNoThread() {
    try (RawServer server = new RawServer(RawServer::head)) {
      CompletableFuture<HttpCaller.Answer> answer = call(server);
      http.close();
      assertThat(failure(answer)).isNotNull();
    }
    new Await(_ -> {})
        .until(
            "no thread is left",
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("HttpClient")));
  }

  /** Says something and then never stops. */
  private static final class Endless implements AutoCloseable {
    final RawServer raw;

    Endless(String begin) {
      CompletableFuture<RawServer> self = new CompletableFuture<>();
      raw =
          new RawServer(
              caller -> {
                answer(caller, begin);
                self.join()
                    .flood(caller, "x".repeat(65_536).getBytes(StandardCharsets.UTF_8), 1L << 32);
              });
      self.complete(raw);
    }

    @Override
    public void close() {
      raw.close();
    }
  }
}
