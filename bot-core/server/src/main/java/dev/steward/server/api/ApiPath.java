package dev.steward.server.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an address apart. It is split before it is decoded, so that an encoded slash is a letter of
 * an id and never a way to another address.
 */
final class ApiPath {
  private static final int LONGEST = 200;

  private ApiPath() {}

  /** The decoded segments; empty when one is none that we ever gave out. */
  static Optional<List<String>> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String raw : path.split("/", -1)) {
      String segment;
      try {
        segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      if (segment.length() > LONGEST
          || segment.equals(".")
          || segment.equals("..")
          || segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd)) {
        return Optional.empty();
      }
      segments.add(segment);
    }
    return Optional.of(segments);
  }
}
