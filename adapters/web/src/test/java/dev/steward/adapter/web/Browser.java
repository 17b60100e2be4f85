package dev.steward.adapter.web;

import dev.steward.chat.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody's browser: keeps the cookie and talks to the mount as the page does. */
final class Browser {
  private final Supplier<Mount> mount;
  private String cookie = "";
  private String user = "";

  Browser(Supplier<Mount> mount) {
    this.mount = mount;
  }

  String user() {
    return user;
  }

  String cookie() {
    return cookie;
  }

  void cookie(String value) {
    cookie = value;
  }

  Mount.Full get(String path) {
    return full(request("GET", path, new byte[0], Map.of()));
  }

  JsonNode json(String path) {
    return Json.object(get(path).body());
  }

  Mount.Full post(String path, Object body) {
    return full(request("POST", path, Json.bytes(body), Map.of("x-steward", "1")));
  }

  Mount.Full upload(String room, byte[] bytes) {
    return full(request("POST", "/api/rooms/" + room + "/media", bytes, Map.of("x-steward", "1")));
  }

  /** Comes in by a link; returns the answer. */
  Mount.Full join(String joinPath, String name) {
    String token = joinPath.substring(joinPath.lastIndexOf('/') + 1);
    Mount.Full answer = post("/api/join", Map.of("token", token, "name", name));
    String set = answer.headers().getOrDefault("set-cookie", "");
    if (!set.isEmpty()) {
      cookie = set.substring(0, set.indexOf(';'));
      user = Json.field(Json.object(answer.body()), "user");
    }
    return answer;
  }

  /** Says something; the id, or null when the room does not let them. */
  @Nullable String say(String room, String text) {
    Mount.Full answer = post("/api/rooms/" + room + "/messages", Map.of("text", text));
    if (answer.status() == 403) {
      return null;
    }
    return id(answer);
  }

  static String id(Mount.Full answer) {
    JsonNode body = Json.object(answer.body());
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + " " + body);
    }
    return Json.field(body, "id");
  }

  /** Opens the event stream after a line. */
  Page listen(String room, long after) {
    Mount.Response response =
        request(
            "GET",
            "/api/rooms/" + room + "/events",
            new byte[0],
            Map.of("last-event-id", Long.toString(after)));
    Page page = new Page();
    if (response instanceof Mount.Streaming streaming) {
      streaming.open().accept(page);
      return page;
    }
    throw new IllegalStateException("status " + response.status());
  }

  Mount.Response request(String method, String path, byte[] body, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    if (!cookie.isEmpty()) {
      headers.put("cookie", cookie);
    }
    headers.put("host", "chat.example");
    Map<String, String> query = new LinkedHashMap<>();
    int mark = path.indexOf('?');
    String plain = mark < 0 ? path : path.substring(0, mark);
    if (mark >= 0) {
      for (String pair : path.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return wait(
        mount
            .get()
            .handle(new Mount.Request(method, plain, query, headers, body, false, "127.0.0.1")));
  }

  static <T> T wait(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("no answer", failed);
    }
  }

  private static Mount.Full full(Mount.Response response) {
    return (Mount.Full) response;
  }

  /** An open stream, with what came down. */
  static final class Page implements Mount.Stream {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @Override
    public synchronized boolean write(byte[] bytes) {
      text.append(new String(bytes, StandardCharsets.UTF_8));
      return !closed.isDone();
    }

    @Override
    public void close() {
      closed.complete(null);
    }

    @Override
    public CompletionStage<Void> closed() {
      return closed;
    }

    boolean isClosed() {
      return closed.isDone();
    }

    /** The frames so far, in order. */
    synchronized List<JsonNode> frames() {
      List<JsonNode> frames = new ArrayList<>();
      for (String event : text.toString().split("\n\n", -1)) {
        for (String line : event.split("\n", -1)) {
          if (line.startsWith("data: ")) {
            frames.add(
                Json.object(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8)));
          }
        }
      }
      return frames;
    }

    boolean heard(String type, String field, String value) {
      return frames().stream()
          .anyMatch(
              f -> Json.field(f, "type").equals(type) && f.path(field).asString("").equals(value));
    }
  }
}
