package dev.steward.adapter.onebot;

import dev.steward.wire.HttpCaller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.json.JsonMapper;

/** Calls over HTTP: {@code POST /action}. Thread-safe. */
final class HttpLink implements Link {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpCaller http;
  private final URI base;
  private final Duration patience;
  private final Map<String, String> headers;

  HttpLink(HttpCaller http, URI base, String token, Duration patience) {
    this.http = http;
    this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    this.patience = patience;
    Map<String, String> all = new HashMap<>(Map.of("content-type", "application/json"));
    if (!token.isEmpty()) {
      all.put("authorization", "Bearer " + token);
    }
    headers = Map.copyOf(all);
  }

  @Override
  public boolean tellsCuts() {
    return false;
  }

  @Override
  public CompletionStage<Reply> call(String action, Map<String, Object> params) {
    return http.call(
            new HttpCaller.Call(
                "POST",
                base.resolve(action),
                headers,
                JSON.writeValueAsString(params).getBytes(StandardCharsets.UTF_8),
                patience))
        .thenApply(HttpLink::reply)
        .exceptionally(HttpLink::failed);
  }

  private static Reply reply(HttpCaller.Answer answer) {
    if (answer.status() == 429) {
      return new Reply.NotSent("HTTP status 429: too many calls");
    }
    if (answer.status() >= 500) {
      return new Reply.Lost("HTTP status " + answer.status());
    }
    if (answer.status() != 200) {
      return new Reply.No(answer.status(), "HTTP status " + answer.status());
    }
    try {
      return Reply.of(FrameReader.read(answer.body(), answer.body().length));
    } catch (FrameReader.MalformedFrame malformed) {
      return new Reply.Lost("an answer that is " + malformed.getMessage());
    }
  }

  private static Reply failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HttpCaller.Failure known && !known.sent()
        ? new Reply.NotSent(String.valueOf(known.getMessage()))
        : new Reply.Lost(String.valueOf(cause.getMessage()));
  }
}
