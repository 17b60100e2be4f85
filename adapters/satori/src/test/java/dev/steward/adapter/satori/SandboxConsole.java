package dev.steward.adapter.satori;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of Koishi's sandbox, as its own console's browser would play it. Thread-safe. */
final class SandboxConsole implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final WebSocket socket;
  private final String platform;
  private final List<Said> said = new ArrayList<>();
  private final Map<Long, CompletableFuture<JsonNode>> answers = new HashMap<>();
  private long ids;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  /** A message on the page. */
  record Said(String id, String user, String channel, String content) {}

  SandboxConsole(URI console, String platform) {
    this.platform = platform;
    this.socket =
        http.newWebSocketBuilder()
            .buildAsync(console, new Ears())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard(MAPPER.readTree(part.toString()));
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void heard(JsonNode frame) {
    JsonNode body = frame.path("body");
    switch (frame.path("type").asString("")) {
      case "sandbox/message" -> {
        synchronized (this) {
          said.add(
              new Said(
                  body.path("id").asString(""),
                  body.path("user").asString(""),
                  body.path("channel").asString(""),
                  body.path("content").asString("")));
        }
      }
      case "sandbox/request" -> {
        var _ =
            send(
                "sandbox/response",
                body.path("nonce").asString(""),
                asked(body.path("method").asString(""), body.path("data")));
      }
      case "response" -> {
        CompletableFuture<JsonNode> waiting;
        synchronized (this) {
          waiting = answers.remove(body.path("id").asLong(-1));
        }
        if (waiting != null) {
          waiting.complete(body);
        }
      }
      default -> {}
    }
  }

  private Object asked(String method, JsonNode data) {
    return switch (method) {
      case "getGuildList" -> Map.of("data", List.of(Map.of("id", "#", "name", "沙盒")));
      case "getChannelList" -> Map.of("data", List.of(Map.of("id", "#", "type", 0, "name", "沙盒")));
      case "deleteMessage" -> {
        synchronized (this) {
          said.removeIf(m -> m.id().equals(data.path("messageId").asString("")));
        }
        yield Map.of();
      }
      default -> Map.of();
    };
  }

  /** Somebody says something; returns the id of the message. */
  String says(String user, String channel, String content) {
    List<String> before = said(channel).stream().map(Said::id).toList();
    send("sandbox/send-message", platform, user, channel, content).join();
    // Others may be taken away meanwhile.
    return said(channel).stream()
        .map(Said::id)
        .filter(id -> !before.contains(id))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody takes a message back. */
  void takesBack(String user, String channel, String messageId) {
    synchronized (this) {
      said.removeIf(m -> m.id().equals(messageId));
    }
    send("sandbox/delete-message", platform, user, channel, messageId).join();
  }

  synchronized List<Said> said(String channel) {
    return said.stream().filter(m -> m.channel().equals(channel)).toList();
  }

  /** The page forgets what was said. */
  synchronized void clear() {
    said.clear();
  }

  private CompletableFuture<JsonNode> send(String type, Object... arguments) {
    synchronized (this) {
      long id = ++ids;
      CompletableFuture<JsonNode> answer = new CompletableFuture<>();
      answers.put(id, answer);
      String frame =
          MAPPER.writeValueAsString(Map.of("type", type, "id", id, "args", List.of(arguments)));
      sending = sending.thenCompose(_ -> socket.sendText(frame, true));
      return answer.orTimeout(20, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    http.close();
  }
}
