package dev.steward.engine.text;

/** The little that an EXACT word forgives: letter case and full-width forms. */
final class LightFold {
  private LightFold() {}

  static String of(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c >= '\uFF01' && c <= '\uFF5E') {
        c = (char) (c - 0xFEE0);
      } else if (c == '\u3000') {
        c = ' ';
      }
      chars[i] = Character.toLowerCase(Character.toUpperCase(c));
    }
    return new String(chars);
  }
}
