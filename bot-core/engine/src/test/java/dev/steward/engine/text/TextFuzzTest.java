package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever the bytes, reading a message gives places that are in it and throws nothing. A plain
 * build reads the messages in {@code TextFuzzTestInputs}; with JAZZER_FUZZ=1 Jazzer makes its own.
 */
final class TextFuzzTest {
  private static final WordMatcher<String> WORDS =
      WordMatcher.of(
          List.of(
              new Word<>("微信", Looseness.LOOSE, ""),
              new Word<>("加微信", Looseness.SOUND, ""),
              new Word<>("a", Looseness.NORMAL, ""),
              new Word<>("1", Looseness.EXACT, "")));

  @FuzzTest
  void anyTextCanBeRead(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    int size = text.codePointCount(0, text.length());
    FoldBuffer folded = new FoldBuffer().fold(text);

    for (Hit<Word<String>> hit : WORDS.find(folded)) {
      assertThat(hit.start()).isBetween(0, hit.end() - 1);
      assertThat(hit.end()).isLessThanOrEqualTo(size);
    }
    for (Link link : LinkFinder.find(folded)) {
      assertThat(link.end()).isBetween(link.start() + 1, size);
    }
    assertThat(Fingerprint.of(folded).letters()).isLessThanOrEqualTo(folded.length());
    assertThat(Masking.excerpt(text, 0, size)).isNotNull();
  }
}
