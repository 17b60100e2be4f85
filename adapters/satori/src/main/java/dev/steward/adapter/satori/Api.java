package dev.steward.adapter.satori;

import dev.steward.wire.HttpCaller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The server's HTTP methods. Thread-safe; nothing blocks and no stage fails. */
final class Api {
  static final String SEND = "message.create";
  static final String DELETE = "message.delete";
  static final String KICK = "guild.member.kick";
  static final String MUTE = "guild.member.mute";
  static final String MUTE_ALL = "channel.mute";
  static final String APPROVE = "guild.member.approve";
  static final String OPEN_PRIVATE = "user.channel.create";
  static final String GUILDS = "guild.list";
  static final String CHANNELS = "channel.list";
  static final String MEMBER = "guild.member.get";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_WORDS = 200;

  private final HttpCaller http;
  private final SatoriSettings settings;

  Api(HttpCaller http, SatoriSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  /** What became of a call. {@code words} are the server's own, for staff; often there are none. */
  sealed interface Reply {
    /** Done; {@code body} is missing when there was none, or it was no JSON. */
    record Done(JsonNode body) implements Reply {}

    /** The server, or the platform behind it, has no such method or no such thing. */
    record Missing(int status) implements Reply {}

    /** The server said no. */
    record No(int status, String words) implements Reply {}

    /** Something threw behind the server: the platform said no, or could not be reached. */
    record Threw(int status, String words) implements Reply {}

    /** Not now. */
    record Wait(int status, Duration pause) implements Reply {}

    /** There was no answer. */
    record Lost(String why, boolean sent) implements Reply {}
  }

  CompletionStage<Reply> call(Native login, String method, Map<String, ?> arguments) {
    Map<String, String> headers = authorized();
    headers.put("Content-Type", "application/json");
    headers.put("Satori-Platform", login.platform());
    headers.put("Satori-User-ID", login.id());
    // The names before 2024, which Koishi's server still reads.
    headers.put("X-Platform", login.platform());
    headers.put("X-Self-ID", login.id());
    return http.call(
            new HttpCaller.Call(
                "POST", settings.method(method), headers, Json.bytes(arguments), PATIENCE))
        .handle(this::reply);
  }

  /** The bytes of a file that is known by its source, through the server and never past it. */
  CompletionStage<Optional<byte[]>> open(String source) {
    return http.call(
            new HttpCaller.Call(
                "GET",
                settings.method("proxy/" + inPath(source)),
                authorized(),
                new byte[0],
                PATIENCE))
        .thenCompose(
            answer ->
                switch (answer.status()) {
                  case 200 -> CompletableFuture.completedFuture(Optional.of(answer.body()));
                  case 429, 500, 502, 503, 504 ->
                      CompletableFuture.failedFuture(
                          new IllegalStateException("HTTP " + answer.status()));
                  default -> CompletableFuture.completedFuture(Optional.empty());
                });
  }

  private Map<String, String> authorized() {
    Map<String, String> headers = new HashMap<>();
    if (!settings.token().isEmpty()) {
      headers.put("Authorization", "Bearer " + settings.token());
    }
    return headers;
  }

  /** Keeps what a path may hold, so that the server reads the same address again. */
  static String inPath(String source) {
    StringBuilder path = new StringBuilder(source.length() + 16);
    for (byte b : source.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean kept =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~:/@!$&'()*+,;=".indexOf(c) >= 0;
      path.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return path.toString();
  }

  private Reply reply(HttpCaller.@Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return cause instanceof HttpCaller.Failure known
          ? new Reply.Lost(String.valueOf(known.getMessage()), known.sent())
          : new Reply.Lost(cause == null ? "no answer" : cause.getClass().getSimpleName(), true);
    }
    int status = answer.status();
    return switch (status) {
      case 404, 405, 501 -> new Reply.Missing(status);
      case 429, 503 -> new Reply.Wait(status, pause(answer.header("retry-after")));
      case 502, 504 -> new Reply.Lost("HTTP " + status, true);
      default ->
          status >= 200 && status < 300
              ? new Reply.Done(Json.read(answer.body()).orElse(MissingNode.getInstance()))
              : status >= 500
                  ? new Reply.Threw(status, words(answer.body()))
                  : new Reply.No(status, words(answer.body()));
    };
  }

  /** One line without the token, which a server may repeat, and not longer than staff will read. */
  private String words(byte[] body) {
    String said = new String(body, StandardCharsets.UTF_8);
    String safe = settings.token().isEmpty() ? said : said.replace(settings.token(), "***");
    String line = safe.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    return Json.whole(line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) : line);
  }

  private static Duration pause(String retryAfter) {
    try {
      double seconds = Double.parseDouble(retryAfter.strip());
      Duration asked = Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
      return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    } catch (NumberFormatException notToldInSeconds) {
      return USUAL_PAUSE;
    }
  }
}
