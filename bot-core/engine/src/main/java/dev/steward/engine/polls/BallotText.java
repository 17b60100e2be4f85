package dev.steward.engine.polls;

import java.util.Set;
import java.util.regex.Pattern;

/** What members type, made comparable. Pure. */
final class BallotText {
  private static final Pattern EDGES = Pattern.compile("^[\\s(【\\[「]+|[\\s.,、。!?~)】\\]」…·:]+$");

  private static final Pattern SPACES = Pattern.compile("\\s+");

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
    return EDGES.matcher(text).replaceAll("");
  }

  static boolean isNumber(String text) {
    return text.codePoints().allMatch(c -> c >= '0' && c <= '9');
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

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u3000' || c == '\u00A0' || isDropped(c);
  }

  private static boolean isDropped(char c) {
    return c == '\uFE0F' || c == '\u20E3' || c == '\u200B';
  }

  private static boolean isEdge(char c) {
    return c == '(' || c == '[' || c == '【' || c == '「' || ".,、。!?~)】]」…·:".indexOf(c) >= 0;
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
        plain.append(isSpace(c) ? ' ' : c);
      }
    }
    return SPACES.matcher(edged(plain.toString())).replaceAll(" ").strip();
  }
}
