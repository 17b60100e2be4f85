package dev.steward.bench;

import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.lang.ref.Reference;
import java.util.List;

/** How much memory the automaton of 15,000 words takes, with all of them as loose as can be. */
final class MemoryRow {
  private static final int WORDS = 15_000;
  private static final int COLLECTIONS = 4;

  private MemoryRow() {}

  static void run() {
    for (Looseness looseness : Looseness.values()) {
      List<Word<String>> words =
          ChatText.words(WORDS, 7).stream().map(word -> new Word<>(word, looseness, word)).toList();
      // What is shared by all matchers is there before.
      WordMatcher<String> warm = WordMatcher.of(words.subList(0, 10));
      long before = used();
      WordMatcher<String> matcher = WordMatcher.of(words);
      try {
        System.out.printf(
            "%-22s %d words, all %s: %.1f MB%n",
            "memory", WORDS, looseness, (used() - before) / 1e6);
      } finally {
        Reference.reachabilityFence(warm);
        Reference.reachabilityFence(matcher);
      }
    }
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
