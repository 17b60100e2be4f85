package dev.steward.engine.script;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of the names, if it is near enough to be a slip of the keyboard. */
  public static Optional<String> of(String written, Collection<String> names) {
    if (written.length() > 60) {
      return Optional.empty();
    }
    String plain = plain(written);
    String best = null;
    int bestDistance = Math.max(1, Math.min(3, plain.length() / 3)) + 1;
    for (String name : names) {
      int distance = distance(plain, plain(name));
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A mend that names the nearest, or else all. */
  static Both mend(String written, Collection<String> names) {
    Optional<String> near = of(written, names);
    if (near.isPresent()) {
      return Both.of("是不是想写 " + near.get() + "？", "did you mean " + near.get() + "?");
    }
    if (names.isEmpty()) {
      return Both.of("", "");
    }
    String all = String.join(", ", names.stream().limit(20).toList());
    return Both.of("可以写：" + all.replace(", ", "、"), "possible: " + all);
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Insertions, deletions, substitutions and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, d[i - 2][j - 2] + 1);
        }
        d[i][j] = least;
      }
    }
    return d[a.length()][b.length()];
  }
}
