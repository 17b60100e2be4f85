package dev.steward.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Mount;
import dev.steward.server.config.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an adapter's part of the HTTP port gets to see, over real HTTP. */
class MountsTest {
  private final Callers callers = new Callers(false);
  private final Mounts mounts = new Mounts(callers);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpPort port;

  @BeforeEach
  void opened() throws Exception {
    port =
        HttpPort.open(
            new Config.Http("127.0.0.1", 0, "", false, 100, false), callers, List.of(mounts));
  }

  @AfterEach
  void closed() {
    port.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aRequestComesWithItsPathQueryHeadersAndBody() throws Exception {
    AtomicReference<Mount.Request> seen = new AtomicReference<>();
    mounts.add(
        "hook",
        request -> {
          seen.set(request);
          return CompletableFuture.completedFuture(Mount.Full.text(201, "text/plain", "好"));
        });
    HttpResponse<String> answer =
        client.send(
            to("/hook/a%20b/c?x=1&x=2&y=%E5%A5%BD")
                .header("Cookie", "a=1")
                .header("X-Twice", "one")
                .header("X-Twice", "two")
                .header("X-Forwarded-For", "6.6.6.6")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, (byte) 0xFF, 10}))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("好");
    Mount.Request request = Objects.requireNonNull(seen.get());
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a b/c");
    assertThat(request.query()).isEqualTo(Map.of("x", "2", "y", "好"));
    assertThat(request.header("cookie")).isEqualTo("a=1");
    assertThat(request.header("x-twice")).isEqualTo("one, two");
    assertThat(request.header("host")).isEqualTo("127.0.0.1:" + port.port());
    assertThat(request.body()).containsExactly(0, 0xFF, 10);
    assertThat(request.remote()).as("no proxy is believed").isEqualTo("127.0.0.1");
    assertThat(request.secure()).isFalse();
  }

  @Test
  void theBareNameLeadsToTheMountSoThatRelativeLinksWork() throws Exception {
    mounts.add(
        "page",
        request ->
            CompletableFuture.completedFuture(Mount.Full.text(200, "text/plain", request.path())));
    HttpResponse<String> answer = get("/page?room=1");
    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(answer.headers().firstValue("location")).hasValue("/page/?room=1");
    assertThat(get("/page/").body()).isEqualTo("/");
    HttpResponse<String> posted =
        client.send(
            to("/page").POST(HttpRequest.BodyPublishers.ofString("x")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).as("programs that post follow no redirects").isEqualTo(200);
    assertThat(posted.body()).isEqualTo("/");
    assertThat(get("/other/").statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyThatIsTooLargeNeverReachesTheMount() throws Exception {
    AtomicReference<Mount.Request> seen = new AtomicReference<>();
    mounts.add(
        "small",
        new Mount() {
          @Override
          public CompletableFuture<Response> handle(Request request) {
            seen.set(request);
            return CompletableFuture.completedFuture(Full.text(200, "text/plain", ""));
          }

          @Override
          public int maxBodyBytes() {
            return 10;
          }
        });
    HttpResponse<String> told =
        client.send(
            to("/small/").POST(HttpRequest.BodyPublishers.ofString("x".repeat(11))).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(told.statusCode()).isEqualTo(413);
    HttpResponse<String> chunked =
        client.send(
            to("/small/")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[100_000])))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(seen.get()).isNull();
  }

  @Test
  void aMountThatFailsIsAnsweredWithoutItsInsides() throws Exception {
    mounts.add(
        "late",
        request -> CompletableFuture.failedFuture(new IOException("the database password")));
    mounts.add(
        "now",
        request -> {
          throw new IllegalStateException("the database password");
        });
    for (String path : List.of("/late/", "/now/")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("password", "Exception");
    }
  }

  @Test
  void aStreamGoesOnUntilOneSideEndsIt() throws Exception {
    CompletableFuture<Mount.Stream> opened = new CompletableFuture<>();
    mounts.add(
        "live",
        request ->
            CompletableFuture.completedFuture(
                new Mount.Streaming(200, Map.of(), opened::complete)));
    try (InputStream body =
        client.send(to("/live/").build(), HttpResponse.BodyHandlers.ofInputStream()).body()) {
      Mount.Stream stream = opened.get(10, TimeUnit.SECONDS);
      assertThat(stream.write("data: 一\n\n".getBytes(StandardCharsets.UTF_8))).isTrue();
      byte[] read = body.readNBytes("data: 一\n\n".getBytes(StandardCharsets.UTF_8).length);
      assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("data: 一\n\n");
      stream.close();
      stream.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(body.read()).isEqualTo(-1);
      assertThat(stream.write(new byte[] {1})).isFalse();
    }
  }

  @Test
  void aPathIsOneSegmentAndNobodyElses() {
    Mount mount =
        request -> CompletableFuture.completedFuture(Mount.Full.text(200, "text/plain", ""));
    mounts.add("chat", mount);
    for (String taken : List.of("chat", "console", "health", "metrics", "", "a/b", "Chat", "..")) {
      assertThatThrownBy(() -> mounts.add(taken, mount))
          .as(taken)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("mount: '" + taken + "'");
    }
  }
}
