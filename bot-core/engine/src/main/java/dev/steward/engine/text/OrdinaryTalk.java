package dev.steward.engine.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** Some hundred lines of ordinary talk, from {@code ordinary-talk.txt}. */
final class OrdinaryTalk {
  private static final int OFTEN = 5;
  private static final BitSet COMMON = common();

  private OrdinaryTalk() {}

  /** Whether people use this character all the time. */
  static boolean isFullOf(char c) {
    return COMMON.get(c);
  }

  private static BitSet common() {
    int[] times = new int[0x10000];
    BitSet common = new BitSet();
    for (String line : lines()) {
      line.chars().filter(c -> ++times[c] == OFTEN).forEach(common::set);
    }
    return common;
  }

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
