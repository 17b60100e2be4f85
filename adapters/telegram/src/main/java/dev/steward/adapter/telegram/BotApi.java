package dev.steward.adapter.telegram;

import dev.steward.wire.HttpCaller;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Bot API as one bot calls it. Never fails: what goes wrong is a {@link Reply}. No word that it
 * returns holds an address, since the token stands there. Thread-safe.
 */
final class BotApi {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST_WHY = 200;
  private static final int BOUNDARY_BYTES = 16;
  private static final Pattern FILE_PATH = Pattern.compile("[A-Za-z0-9_./-]{1,300}");

  private final HttpCaller http;
  private final String base;
  private final String files;
  private final SecureRandom random;

  BotApi(HttpCaller http, String api, Token token, SecureRandom random) {
    this.http = http;
    this.random = random;
    this.base = api + "/bot" + token.text() + "/";
    this.files = api + "/file/bot" + token.text() + "/";
  }

  CompletionStage<Reply> call(String method, ObjectNode parameters) {
    return call(method, parameters, PATIENCE);
  }

  CompletionStage<Reply> call(String method, ObjectNode parameters, Duration patience) {
    return send(method, "application/json", Json.bytes(parameters), patience);
  }

  /**
   * A call that brings a picture along, as a form with parts. What stands between the parts is
   * random, so that no text can hold it.
   */
  CompletionStage<Reply> upload(
      String method, ObjectNode parameters, String field, byte[] bytes, String mimeType) {
    byte[] bound = new byte[BOUNDARY_BYTES];
    random.nextBytes(bound);
    String boundary = HexFormat.of().formatHex(bound);
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes.length + 1_000);
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      JsonNode value = parameter.getValue();
      String text = value.isString() ? value.stringValue() : value.toString();
      line(body, "--" + boundary);
      line(body, "Content-Disposition: form-data; name=\"" + parameter.getKey() + "\"");
      line(body, "Content-Type: text/plain; charset=utf-8");
      line(body, "");
      line(body, text);
    }
    line(body, "--" + boundary);
    line(body, "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"picture\"");
    line(body, "Content-Type: " + mimeType.replaceAll("[^a-zA-Z0-9/+.-]", ""));
    line(body, "");
    body.writeBytes(bytes);
    line(body, "");
    line(body, "--" + boundary + "--");
    return send(method, "multipart/form-data; boundary=" + boundary, body.toByteArray(), PATIENCE);
  }

  /** A file that Telegram keeps, by the path that {@code getFile} told; empty when it is gone. */
  CompletionStage<Optional<byte[]>> download(String path) {
    if (!FILE_PATH.matcher(path).matches() || path.contains("..")) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("a file path that makes no sense"));
    }
    return http.call(
            new HttpCaller.Call(
                "GET", URI.create(files + path), Map.of(), new byte[0], Duration.ofMinutes(1)))
        .thenApply(
            answer ->
                switch (answer.status()) {
                  case 200 -> Optional.of(answer.body());
                  case 404 -> Optional.empty();
                  default -> throw new IllegalStateException("HTTP " + answer.status());
                });
  }

  private CompletionStage<Reply> send(
      String method, String contentType, byte[] body, Duration patience) {
    return http.call(
            new HttpCaller.Call(
                "POST",
                URI.create(base + method),
                Map.of("content-type", contentType, "accept", "application/json"),
                body,
                patience))
        .handle(BotApi::read);
  }

  static Reply read(HttpCaller.@Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return cause instanceof HttpCaller.Failure lost
          ? new Reply.Lost("Telegram: " + lost.getMessage(), lost.sent())
          : new Reply.Lost("Telegram can't be called", true);
    }
    int status = answer.status();
    Optional<JsonNode> read = Json.parse(answer.body());
    if (read.isPresent() && Json.yes(read.get(), "ok") && read.get().has("result")) {
      return new Reply.Ok(read.get().path("result"));
    }
    if (status >= 500) {
      return new Reply.Lost("Telegram: HTTP " + status, true);
    }
    if (status >= 300 && status < 400) {
      return new Reply.No(status, "a redirect, which is not followed", Duration.ZERO, 0);
    }
    if (read.isEmpty() || !read.get().path("ok").isBoolean()) {
      return status == 200
          ? new Reply.Garbled(start(answer.body()))
          : new Reply.No(status, "HTTP " + status, pause(status, 0), 0);
    }
    JsonNode no = read.get();
    int code = Math.clamp(Json.number(no, "error_code"), 0, 999);
    if (code >= 500) {
      return new Reply.Lost("Telegram: error " + code, true);
    }
    String why = Json.text(no, "description");
    JsonNode more = no.path("parameters");
    return new Reply.No(
        code == 0 ? status : code,
        why.substring(0, Math.min(LONGEST_WHY, why.length())),
        pause(code, Json.number(more, "retry_after")),
        Json.number(more, "migrate_to_chat_id"));
  }

  private static String start(byte[] body) {
    return new String(body, 0, Math.min(4_096, body.length), StandardCharsets.UTF_8);
  }

  private static Duration pause(int code, long seconds) {
    return code == 429 ? Duration.ofSeconds(Math.clamp(seconds, 1, 86_400)) : Duration.ZERO;
  }

  private static void line(ByteArrayOutputStream body, String text) {
    body.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
