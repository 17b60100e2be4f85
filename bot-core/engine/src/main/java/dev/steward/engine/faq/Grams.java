package dev.steward.engine.faq;

import java.util.function.Consumer;

/** Cuts plain text into what is searched: Chinese characters and their pairs, other words whole. */
final class Grams {
  private Grams() {}

  static void of(String plain, Consumer<String> gram) {
    int at = 0;
    int before = -1;
    while (at < plain.length()) {
      int code = plain.codePointAt(at);
      int next = at + Character.charCount(code);
      if (Character.isIdeographic(code)) {
        gram.accept(plain.substring(at, next));
        if (before >= 0) {
          gram.accept(plain.substring(before, next));
        }
        before = at;
      } else {
        before = -1;
        if (Character.isLetterOrDigit(code)) {
          while (next < plain.length() && inWord(plain.codePointAt(next))) {
            next += Character.charCount(plain.codePointAt(next));
          }
          gram.accept(stem(plain.substring(at, next)));
        }
      }
      at = next;
    }
  }

  private static boolean inWord(int code) {
    return Character.isLetterOrDigit(code) && !Character.isIdeographic(code);
  }

  /** English plurals count as their singular. */
  private static String stem(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
