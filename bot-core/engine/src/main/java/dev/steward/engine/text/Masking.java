package dev.steward.engine.text;

/** Makes what was found fit to be shown in public. */
public final class Masking {
  private static final int MOST_STARS = 8;

  private Masking() {}

  /**
   * What a public warning may show of a hit: its first character and a star for each further one, 8
   * characters at most. 加微信 becomes 加**. Where the hit begins with a digit, is part of a link, or
   * is a single character, there are only stars: nothing that leads to the advertiser is ever
   * repeated.
   *
   * @param text the original message
   * @param start code point offset of the hit
   * @param end code point offset of the hit, exclusive
   * @throws IndexOutOfBoundsException when the offsets are not in the text
   */
  public static String excerpt(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    int to = text.offsetByCodePoints(from, end - start);
    int[] visible = Normaliser.fold(text.substring(from, to)).text().strip().codePoints().toArray();
    String stars = "*".repeat(Math.clamp(visible.length, 1, MOST_STARS));
    boolean shown =
        visible.length > 1
            && Character.isLetter(text.codePointAt(from))
            && Character.isLetter(visible[0])
            && !isInLink(text, start, end);
    return shown ? Character.toString(text.codePointAt(from)) + stars.substring(1) : stars;
  }

  private static boolean isInLink(String text, int start, int end) {
    return LinkFinder.find(text).stream().anyMatch(l -> l.start() < end && start < l.end());
  }
}
