package dev.steward.engine.text;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** Brings the labels of host names into the one form that they are compared in. */
final class HostNames {
  private static final int LONGEST_LABEL = 63;

  private HostNames() {}

  /**
   * A label as it was written, in lower-case ASCII: width, case and invisible characters as
   * browsers read them, other alphabets in the xn-- form.
   *
   * @return empty when it can't be part of a host name
   */
  static String label(String written) {
    if (written.length() > 8 * LONGEST_LABEL) {
      return "";
    }
    String clear = clear(written);
    if (clear.isEmpty() || clear.startsWith("-") || clear.endsWith("-")) {
      return "";
    }
    if (clear.chars().allMatch(c -> c < 0x80)) {
      return clear.length() <= LONGEST_LABEL ? clear : "";
    }
    try {
      return IDN.toASCII(clear, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return ""; // unpaired surrogates, right-to-left rules and the like
    }
  }

  /** Is a label written to be overlooked or mistaken: styled letters, mixed alphabets? */
  static boolean isDisguised(String written) {
    if (written.chars().allMatch(c -> c < 0x80)) {
      return false;
    }
    if (!clear(written).equals(written.toLowerCase(Locale.ROOT))) {
      return true;
    }
    boolean latin = written.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
    return latin
        && written
            .codePoints()
            .mapToObj(UnicodeScript::of)
            .anyMatch(s -> s == UnicodeScript.CYRILLIC || s == UnicodeScript.GREEK);
  }

  private static String clear(String written) {
    StringBuilder out = new StringBuilder(written.length());
    Normalizer.normalize(written, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isWhitespace(c))
        .forEach(out::appendCodePoint);
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
