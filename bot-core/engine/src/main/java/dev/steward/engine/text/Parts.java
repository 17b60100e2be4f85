package dev.steward.engine.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Characters that people take apart to be overlooked: 君羊 is 群, 尸巾刂 is 刷. Immutable; from {@code
 * parts.txt}.
 */
final class Parts {
  private static final Parts SHARED = new Parts();
  private static final int MOST = 3;

  private final BitSet firsts = new BitSet();
  private final BitSet seconds = new BitSet();
  private final Map<String, Character> wholes = new HashMap<>();

  static Parts shared() {
    return SHARED;
  }

  private Parts() {
    try (InputStream in = Parts.class.getResourceAsStream("parts.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "parts.txt: not on the class path (expected: beside Parts)");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          for (int at = 2; at < line.length(); ) {
            int end = line.indexOf(' ', at) < 0 ? line.length() : line.indexOf(' ', at);
            wholes.put(line.substring(at, end), line.charAt(0));
            firsts.set(line.charAt(at));
            seconds.set(line.charAt(at + 1));
            at = end + 1;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether some character begins with this part. */
  boolean beginWith(char part) {
    return firsts.get(part);
  }

  /** How many folded chars from this one on are the parts of one character; 0 for none. */
  int length(FoldBuffer text, int index) {
    if (index + 1 == text.length || !seconds.get(text.chars[index + 1])) {
      return 0;
    }
    for (int size = Math.min(MOST, text.length - index); size > 1; size--) {
      if (wholes.containsKey(new String(text.chars, index, size))) {
        return size;
      }
    }
    return 0;
  }

  /** The character that these folded chars are the parts of. */
  char whole(FoldBuffer text, int index, int size) {
    return wholes.getOrDefault(new String(text.chars, index, size), '\0');
  }
}
