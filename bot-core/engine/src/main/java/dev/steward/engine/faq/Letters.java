package dev.steward.engine.faq;

import dev.steward.engine.text.Normaliser;
import java.util.regex.Pattern;

/** A question as it is compared to the letter: folded, only letters and digits. Stateless. */
final class Letters {
  private static final String ENDINGS = "吗呢呀啊哦吧嘛么";

  /** What makes a question of a sentence, apart from its last word. */
  private static final Pattern ASKING =
      Pattern.compile("[?？怎咋啥哪几谁]|[吗么嘛呢][~!。…\\s]*$|如何|什么|为何|多少|多久|多[长大高重]|(.)不\\1|有没有");

  private Letters() {}

  /** Whether a folded text is put as a question, and not told. */
  static boolean ask(String folded) {
    return ASKING.matcher(folded).find();
  }

  static String of(String text) {
    return ofFolded(Normaliser.fold(text).text());
  }

  /** The same of a text that is folded already: without the words that a question may end with. */
  static String ofFolded(String folded) {
    StringBuilder letters = all(folded);
    while (letters.length() > 2 && ENDINGS.indexOf(letters.charAt(letters.length() - 1)) >= 0) {
      letters.setLength(letters.length() - 1);
    }
    return letters.toString();
  }

  /** The same with these words. */
  static String whole(String folded) {
    return all(folded).toString();
  }

  private static StringBuilder all(String folded) {
    String plain = PlainText.ofFolded(folded);
    StringBuilder letters = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return letters;
  }
}
