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
    String plain = MENTION.matcher(Normaliser.fold(text).text()).replaceFirst("");
    plain = DRESSING.matcher(plain).replaceAll("");
    return SPACES.matcher(plain).replaceAll(" ").strip();
  }
}
