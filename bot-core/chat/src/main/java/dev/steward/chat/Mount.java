package dev.steward.chat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A part of Steward's HTTP port that an adapter serves: plain requests, and event streams for
 * pages. Called on an event loop: must not block.
 */
public interface Mount {
  /**
   * Answers a request. A stage that fails is answered with status 500 and logged without the body.
   */
  CompletionStage<Response> handle(Request request);

  /**
   * The largest request body in bytes; a larger one is answered with status 413 before the mount is
   * asked.
   */
  default int maxBodyBytes() {
    return 1 << 20;
  }

  /**
   * A request.
   *
   * @param method upper case
   * @param path below the mount, starting with a slash, percent-decoded
   * @param query by name, decoded; the last value of a repeated name
   * @param headers by lower-case name; repeated values joined with a comma, cookies with a
   *     semicolon
   * @param body raw
   * @param secure whether the page was fetched over HTTPS, as far as we or a trusted proxy can tell
   * @param remote the address of the other side, for throttling
   */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      boolean secure,
      String remote) {
    /** A header by its lower-case name; empty when it is missing. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** An answer. */
  sealed interface Response {
    int status();

    Map<String, String> headers();
  }

  /** A whole answer. */
  record Full(int status, Map<String, String> headers, byte[] body) implements Response {
    public static Full text(int status, String contentType, String body) {
      return new Full(
          status, Map.of("content-type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * An answer that goes on: server-sent events.
   *
   * @param open called once with where to write; keep it, and stop when {@link Stream#closed}
   *     completes
   */
  record Streaming(int status, Map<String, String> headers, Consumer<Stream> open)
      implements Response {}

  /** The sending end of a {@link Streaming} answer. Thread-safe. */
  interface Stream {
    /**
     * Writes bytes; returns false when the other side is gone or too slow, and the stream is closed
     * then.
     */
    boolean write(byte[] bytes);

    /** Ends the answer. */
    void close();

    /** Completes when the stream has ended, from whichever side. */
    CompletionStage<Void> closed();
  }
}
