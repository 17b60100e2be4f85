package dev.steward.adapter.irc;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Which nicks and channels are the same to a server, as it says in {@code CASEMAPPING} and {@code
 * UTF8MAPPING}.
 *
 * @param brackets how many of <code>[]\^</code> are the upper case of <code>{}|~</code>: 0, 3 or 4
 * @param unicode whether case is folded beyond ASCII
 */
record Folding(int brackets, boolean unicode) {
  /** What a server means that says nothing. */
  static final Folding RFC1459 = new Folding(4, false);

  static Folding of(String caseMapping, String utf8Mapping) {
    int brackets =
        switch (caseMapping.toLowerCase(Locale.ROOT)) {
          case "rfc1459", "" -> 4;
          case "strict-rfc1459", "rfc1459-strict" -> 3;
          default -> 0;
        };
    boolean ascii = caseMapping.equalsIgnoreCase("ascii");
    return new Folding(brackets, !utf8Mapping.isEmpty() || (brackets == 0 && !ascii));
  }

  String fold(String name) {
    String folded = name;
    if (unicode) {
      folded = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
    StringBuilder all = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        all.append((char) (c + 32));
      } else if (brackets > 0 && c >= '[' && c < '[' + brackets) {
        all.append((char) (c + 32));
      } else {
        all.append(c);
      }
    }
    return all.toString();
  }
}
