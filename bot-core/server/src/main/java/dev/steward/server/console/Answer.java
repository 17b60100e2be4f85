package dev.steward.server.console;

import dev.steward.server.http.BodyStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a request is answered with. */
sealed interface Answer {
  /** Goes on for as long as somebody watches. */
  record Events(FlowFeed.Watch watch) implements Answer {}

  /**
   * A file, written as it is read.
   *
   * @param fileName of letters, digits, dots and dashes
   */
  record Download(String contentType, String fileName, BodyStream.Body body) implements Answer {}

  /**
   * A whole answer.
   *
   * @param headers besides the content type
   * @param cookies whole {@code Set-Cookie} values
   */
  record Whole(
      int status,
      String contentType,
      byte[] body,
      Map<String, String> headers,
      List<String> cookies)
      implements Answer {
    Whole with(String cookie) {
      return new Whole(status, contentType, body, headers, List.of(cookie));
    }
  }

  static Whole page(int status, String html) {
    return whole(status, "text/html; charset=utf-8", html, Map.of());
  }

  static Whole json(int status, String json) {
    return whole(status, "application/json", json, Map.of());
  }

  /** Go there and read: after each change, so that a reload does not repeat it. */
  static Whole seeOther(String location) {
    return whole(303, "text/plain; charset=utf-8", "", Map.of("location", location));
  }

  private static Whole whole(
      int status, String contentType, String body, Map<String, String> headers) {
    return new Whole(
        status, contentType, body.getBytes(StandardCharsets.UTF_8), headers, List.of());
  }
}
