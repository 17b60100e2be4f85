package dev.steward.engine.faq;

import dev.steward.engine.text.Normaliser;
import java.util.regex.Pattern;

/** What is left of a message when only its words count. Stateless. */
final class PlainText {
  private static final Pattern MENTION = Pattern.compile("^(?:@\\S{1,30}\\s*)+");
  private static final Pattern DRESSING =
      Pattern.compile("\\[[^\\]]{1,6}\\]|[\\p{So}\\p{Cs}\\p{Sk}\\uFE0F\\u200D]");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainText() {}

  /** Folded, without the mention in front, pictures and stickers; may be empty. */
  static String of(String text) {
    String plain = Normaliser.fold(text).text();
    if (plain.startsWith("@")) {
      plain = MENTION.matcher(plain).replaceFirst("");
    }
    if (!isPlain(plain)) {
      plain = DRESSING.matcher(plain).replaceAll("");
      plain = SPACES.matcher(plain).replaceAll(" ");
    }
    return plain.strip();
  }

  /** Whether there are only Chinese characters, letters, digits and the commonest punctuation. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean common =
          (c >= 0x4E00 && c <= 0x9FFF)
              || (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || "?!,.~:;".indexOf(c) >= 0;
      if (!common) {
        return false;
      }
    }
    return true;
  }
}
