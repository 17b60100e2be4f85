package dev.steward.engine.faq;

import java.util.BitSet;
import java.util.Locale;

/**
 * Whether a text could be a question at all: one quick look over its characters, so that ordinary
 * talk costs nothing. Lets far too much through, and hardly a question falls. Stateless.
 */
final class MaybeAsked {
  private static final int LONGEST = 200;
  private static final BitSet CUES = new BitSet();

  static {
    "?？吗嗎么麼嘛呢怎咋乍啥什甚哪几幾多谁誰何为為问問求能可不没沒无想要退换換找办辦弄整搞查告说說给給凭憑补補领領开開坏壞破漏少".chars().forEach(CUES::set);
  }

  private static final String[] WORDS = {
    "how", "what", "when", "where", "which", "who", "why", "can", "could", "do ", "does", "is ",
    "are ", "need", "want", "help", "my "
  };

  private MaybeAsked() {}

  static boolean of(String text) {
    if (text.length() < 2 || text.length() > LONGEST) {
      return false;
    }
    boolean latin = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (CUES.get(c)) {
        return true;
      }
      latin &= c < 0x2E80;
    }
    if (latin && text.length() > 7) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (String word : WORDS) {
        if (lower.contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
