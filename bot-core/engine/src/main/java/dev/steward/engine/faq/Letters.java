package dev.steward.engine.faq;

import dev.steward.engine.text.Normaliser;

/** A question as it is compared to the letter: folded, only letters and digits. Stateless. */
final class Letters {
  private static final String ENDINGS = "吗呢呀啊哦吧嘛么";

  private Letters() {}

  static String of(String text) {
    return ofFolded(Normaliser.fold(text).text());
  }

  /** The same of a text that is folded already. */
  static String ofFolded(String folded) {
    String plain = PlainText.ofFolded(folded);
    StringBuilder letters = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    while (letters.length() > 2 && ENDINGS.indexOf(letters.charAt(letters.length() - 1)) >= 0) {
      letters.setLength(letters.length() - 1);
    }
    return letters.toString();
  }
}
