package dev.steward.engine.polls;

import java.util.Set;

/** What members type, made comparable. Pure. */
final class BallotText {
  private static final String OPENING = "([【「";
  private static final String CLOSING = ".,、。!?~)】]」…·:";

  /** What people say all day: alone it is no ballot, even where an option reads so. */
  private static final Set<String> EVERYDAY =
      Set.of(
          "是",
          "不是",
          "是的",
          "好",
          "好的",
          "不好",
          "对",
          "不对",
          "对的",
          "行",
          "不行",
          "可以",
          "不可以",
          "要",
          "不要",
          "有",
          "没有",
          "会",
          "不会",
          "能",
          "不能",
          "来",
          "不来",
          "去",
          "不去",
          "在",
          "不在",
          "喜欢",
          "不喜欢",
          "同意",
          "不同意",
          "支持",
          "反对",
          "都可以",
          "都行",
          "随便",
          "无所谓",
          "不知道",
          "谢谢",
          "其他",
          "其它",
          "哈哈",
          "嗯",
          "yes",
          "no",
          "ok",
          "okay",
          "maybe",
          "none",
          "other",
          "sure",
          "never",
          "always",
          "agree",
          "thanks",
          "don't know");

  private BallotText() {}

  /** Whether a word says enough to be a ballot by itself, where an option reads so. */
  static boolean telling(String plain) {
    return weight(plain) >= 4 && !EVERYDAY.contains(plain);
  }

  /** Without punctuation at the edges. */
  static String edged(String text) {
    int start = 0;
    int end = text.length();
    while (start < end
        && (isBlank(text.charAt(start)) || OPENING.indexOf(text.charAt(start)) >= 0)) {
      start++;
    }
    while (end > start
        && (isBlank(text.charAt(end - 1)) || CLOSING.indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** A digit in any dress that {@link #plain} takes off. */
  static boolean isDigit(char c) {
    return (c >= '0' && c <= '9')
        || (c >= '\u2460' && c <= '\u2487')
        || (c >= '\u2776' && c <= '\u277F');
  }

  /** One width and one case. */
  static char folded(char c) {
    return Character.toLowerCase(c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c);
  }

  /** Where a text begins from a place on, without what {@link #plain} leaves out there. */
  static int start(String text, int from) {
    int at = from;
    while (at < text.length() && (isSpace(text.charAt(at)) || isEdge(folded(text.charAt(at))))) {
      at++;
    }
    return at;
  }

  /** Whether a text reads so in its plain form. */
  static boolean reads(String text, String plain) {
    int at = start(text, 0);
    int from = start(plain, 0);
    boolean alike =
        at == text.length()
            || from == plain.length()
            || isDigit(text.charAt(at))
            || folded(text.charAt(at)) == plain.charAt(from);
    return alike && plain(text).equals(plain);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u3000' || c == '\u00A0' || isDropped(c);
  }

  private static boolean isDropped(char c) {
    return c == '\uFE0F' || c == '\u20E3' || c == '\u200B';
  }

  private static boolean isEdge(char c) {
    return OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
  }

  /** How much a word says: a Chinese character as much as two letters. */
  private static int weight(String text) {
    return text.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
  }

  /** One width, one case, numbers in circles as numbers, without punctuation at the edges. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = folded(text.charAt(i));
      if (isDropped(c)) {
        continue;
      }
      if (c >= '\u2460' && c <= '\u2473') {
        plain.append(c - '\u2460' + 1);
      } else if (c >= '\u2474' && c <= '\u2487') {
        plain.append(c - '\u2474' + 1);
      } else if (c >= '\u2776' && c <= '\u277F') {
        plain.append(c - '\u2776' + 1);
      } else {
        boolean space = isSpace(c);
        if (!space || (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ')) {
          plain.append(space ? ' ' : c);
        }
      }
    }
    return edged(plain.toString());
  }
}
