package dev.steward.engine.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Some hundred lines of ordinary talk, from {@code ordinary-talk.txt}. */
final class OrdinaryTalk {
  private OrdinaryTalk() {}

  static List<String> lines() {
    try (InputStream in = OrdinaryTalk.class.getResourceAsStream("ordinary-talk.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "ordinary-talk.txt: not on the class path (expected: beside OrdinaryTalk)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
