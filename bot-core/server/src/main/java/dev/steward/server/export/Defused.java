package dev.steward.server.export;

/**
 * Text that no spreadsheet takes for a formula. Members write what they like into a poll or a
 * complaint, and a cell that begins with {@code =} would be run on the machine of whoever opens the
 * file. An apostrophe is put before it; numbers are not texts and stay as they are.
 */
final class Defused {
  /** What begins a formula, with the full-width and small forms that Excel takes for the same. */
  private static final String STARTS = "=+-@＝＋－＠﹦﹢﹣﹫";

  private Defused() {}

  static String text(String text) {
    return dangerous(text) ? "'" + text : text;
  }

  private static boolean dangerous(String text) {
    int i = 0;
    while (i < text.length() && skipped(text.charAt(i))) {
      char c = text.charAt(i);
      if (c == '\t' || c == '\r' || c == '\n') {
        return true;
      }
      i++;
    }
    return i < text.length() && STARTS.indexOf(text.charAt(i)) >= 0;
  }

  /** What a program that reads the file may leave out before it looks. */
  private static boolean skipped(char c) {
    return c <= ' '
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
