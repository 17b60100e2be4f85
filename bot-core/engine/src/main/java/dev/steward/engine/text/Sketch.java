package dev.steward.engine.text;

import java.util.Arrays;

/**
 * A few numbers that stand for a text, so that texts which differ in some characters are known as
 * near: the smallest hashes of all runs of three letters (a bottom-k sketch, A. Broder 1997). Texts
 * that differ only in what {@link Fingerprint} leaves out have the same one. Immutable.
 */
public final class Sketch {
  /** How many numbers there are at most. */
  public static final int SIZE = 8;

  private static final int RUN = 3;

  private static final long MASK = (1L << (16 * RUN)) - 1;

  /** So many of eight are the same in texts of whose runs about two thirds are. */
  private static final int NEAR = 5;

  private final int[] least;

  private Sketch(int[] least) {
    this.least = least;
  }

  /** The sketch of the text that was folded last; its length is what the text allows. */
  public static Sketch of(FoldBuffer folded) {
    int[] least = new int[SIZE];
    int count = 0;
    long run = 0;
    int letters = 0;
    for (int i = 0; i < folded.length; i++) {
      if (folded.classOf(i) >= CharClass.SEPARATOR) {
        continue;
      }
      run = ((run << 16) | folded.chars[i]) & MASK;
      if (++letters >= RUN) {
        count = keep(least, count, mixed(run));
      }
    }
    return new Sketch(Arrays.copyOf(least, count));
  }

  private static int mixed(long run) {
    long hash = run * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (hash >>> 32);
  }

  /** Keeps the array ascending, each number once. */
  private static int keep(int[] least, int count, int hash) {
    int place = Arrays.binarySearch(least, 0, count, hash);
    if (place >= 0) {
      return count;
    }
    int at = -place - 1;
    if (at == SIZE) {
      return count;
    }
    int size = Math.min(count + 1, SIZE);
    System.arraycopy(least, at, least, at + 1, size - at - 1);
    least[at] = hash;
    return size;
  }

  /** How many numbers there are. */
  public int size() {
    return least.length;
  }

  /** One of them; they ascend. */
  public int get(int index) {
    return least[index];
  }

  /**
   * Whether another text is near, given its numbers in an array.
   *
   * @param from where they begin
   * @param size how many there are
   */
  public boolean near(int[] others, int from, int size) {
    int same = 0;
    int seen = 0;
    int mine = 0;
    int theirs = 0;
    while (seen < SIZE && (mine < least.length || theirs < size)) {
      boolean useMine =
          theirs == size || (mine < least.length && least[mine] <= others[from + theirs]);
      boolean useTheirs =
          mine == least.length || (theirs < size && others[from + theirs] <= least[mine]);
      if (useMine && useTheirs) {
        same++;
      }
      mine += useMine ? 1 : 0;
      theirs += useTheirs ? 1 : 0;
      seen++;
    }
    return seen > 0 && same * SIZE >= NEAR * seen;
  }
}
