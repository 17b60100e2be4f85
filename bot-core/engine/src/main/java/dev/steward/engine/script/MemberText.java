package dev.steward.engine.script;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Makes what members chose themselves, such as names, harmless inside Steward's own messages. */
public final class MemberText {
  /** In code points. */
  public static final int MOST = 32;

  private static final List<String> EVERYBODY =
      List.of("all", "everyone", "here", "channel", "全体", "全員", "全员", "所有人");

  private MemberText() {}

  /**
   * The text on one line, without controls, direction marks and invisible characters, without an
   * {@code @} and without being readable as a call to everybody after one; at most {@link #MOST}
   * code points; never empty.
   */
  public static String neutral(String text) {
    StringBuilder out = new StringBuilder();
    int length = 0;
    int marks = 0;
    int[] points = text.codePoints().limit(2_000).toArray();
    for (int c : points) {
      int kept = keep(c);
      if (kept < 0 || (kept == ' ' && (out.isEmpty() || out.charAt(out.length() - 1) == ' '))) {
        continue;
      }
      marks = isMark(kept) ? marks + 1 : 0;
      if (marks > 2) {
        continue;
      }
      if (length == MOST) {
        out.setLength(out.offsetByCodePoints(out.length(), -1));
        out.append('…');
        break;
      }
      out.appendCodePoint(kept);
      length++;
    }
    String kept = out.toString().strip();
    if (kept.isEmpty()) {
      return "…";
    }
    String plain = Normalizer.normalize(kept, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (EVERYBODY.stream().noneMatch(plain::startsWith)) {
      return kept;
    }
    int room =
        Math.min(
            kept.length(),
            kept.offsetByCodePoints(0, Math.min(MOST - 2, kept.codePointCount(0, kept.length()))));
    return "“" + kept.substring(0, room) + "”";
  }

  /** What stands for the character; -1 for nothing. */
  private static int keep(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> -1;
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          ' ';
      default -> blank(c) ? -1 : c == '@' || c == '＠' || c == '﹫' ? '·' : c;
    };
  }

  /** Characters of other kinds that nevertheless show nothing. */
  private static boolean blank(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x2800
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
