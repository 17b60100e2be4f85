package dev.steward.engine.faq;

/** A question as it is compared to the letter: folded, only letters and digits. Stateless. */
final class Letters {
  private static final String ENDINGS = "吗呢呀啊哦吧嘛么";

  private Letters() {}

  static String of(String text) {
    String plain = PlainText.of(text);
    StringBuilder letters = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    while (letters.length() > 2 && ENDINGS.indexOf(letters.charAt(letters.length() - 1)) >= 0) {
      letters.setLength(letters.length() - 1);
    }
    return letters.toString();
  }
}
