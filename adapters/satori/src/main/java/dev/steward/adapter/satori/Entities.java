package dev.steward.adapter.satori;

import java.util.Map;

/** The escapes of Satori's markup, both ways. */
final class Entities {
  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", "\u00A0");

  /** The longest thing between an ampersand and its semicolon. */
  private static final int LONGEST = 10;

  private Entities() {}

  /** Text as it may stand between tags and within quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The text that was escaped; what is no entity stays. */
  static String resolve(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder resolved = new StringBuilder(text.length());
    int from = 0;
    while (ampersand >= 0) {
      int end = semicolon(text, ampersand);
      String character = end < 0 ? "" : character(text.substring(ampersand + 1, end));
      if (character.isEmpty()) {
        resolved.append(text, from, ampersand + 1);
        from = ampersand + 1;
      } else {
        resolved.append(text, from, ampersand).append(character);
        from = end + 1;
      }
      ampersand = text.indexOf('&', from);
    }
    return resolved.append(text, from, text.length()).toString();
  }

  private static int semicolon(String text, int ampersand) {
    int last = Math.min(text.length(), ampersand + 2 + LONGEST);
    for (int i = ampersand + 1; i < last; i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private static String character(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return code > 0 && Character.isValidCodePoint(code) ? Character.toString(code) : "";
    } catch (NumberFormatException noNumber) {
      return "";
    }
  }
}
