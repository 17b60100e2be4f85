package dev.steward.engine.faq;

import dev.steward.engine.text.Normaliser;
import java.util.regex.Pattern;

/** What is left of a message when only its words count. Stateless. */
final class PlainText {
  private static final Pattern MENTION = Pattern.compile("^(?:@\\S{1,30}\\s*)+");

  /** The longest name of a sticker in square brackets, such as {@code [笑哭]}. */
  private static final int STICKER = 6;

  private PlainText() {}

  /** Folded, without the mention in front, pictures and stickers; may be empty. */
  static String of(String text) {
    return ofFolded(Normaliser.fold(text).text());
  }

  /** The same of a text that is folded already. */
  static String ofFolded(String folded) {
    String plain = folded;
    if (plain.startsWith("@")) {
      plain = MENTION.matcher(plain).replaceFirst("");
    }
    if (!isPlain(plain)) {
      plain = undressed(plain);
    }
    return plain.strip();
  }

  /** Without stickers, pictures and modifiers, and with single spaces. */
  private static String undressed(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int sticker = sticker(text, i);
      int c = text.codePointAt(i);
      if (sticker > 0) {
        i += sticker;
        continue;
      }
      if (isSpace(c)) {
        if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
          plain.append(' ');
        }
      } else if (!isPicture(c)) {
        plain.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return plain.toString();
  }

  /** The length of the sticker that stands here; 0 when none does. */
  private static int sticker(String text, int from) {
    if (text.charAt(from) != '[') {
      return 0;
    }
    int end = text.indexOf(']', from + 1);
    return end > from + 1 && text.codePointCount(from + 1, end) <= STICKER ? end + 1 - from : 0;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isPicture(int c) {
    int type = Character.getType(c);
    return type == Character.OTHER_SYMBOL
        || type == Character.SURROGATE
        || type == Character.MODIFIER_SYMBOL
        || c == 0xFE0F
        || c == 0x200D;
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
