package dev.steward.engine.pictures;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.detector.FinderPatternFinder;
import java.util.Arrays;

/**
 * Counts what looks like the corner of a QR code: dark and light as 1:1:3:1:1, across and down. A
 * decoder tries all triples of them, so a picture that is tiled with corners would keep it busy for
 * hours; eight codes have 24.
 */
final class Corners extends FinderPatternFinder {
  /** With more, a picture is not looked at. */
  static final int MOST = 60;

  private final BitMatrix bits;
  private int count;

  private Corners(BitMatrix bits) {
    super(bits);
    this.bits = bits;
  }

  /** How many there are, up to one more than {@link #MOST}. */
  static int count(BinaryBitmap picture) {
    try {
      Corners corners = new Corners(picture.getBlackMatrix());
      corners.scan();
      return corners.count;
    } catch (NotFoundException none) {
      return 0;
    }
  }

  /** Each is counted in its upmost row only: the row above the middle is no longer one there. */
  private void scan() {
    int[] runs = new int[5];
    for (int y = 0; y < bits.getHeight() && count <= MOST; y++) {
      clear(runs);
      int state = 0;
      for (int x = 0; x < bits.getWidth(); x++) {
        boolean dark = bits.get(x, y);
        if (dark == (state % 2 == 0)) {
          runs[state]++;
        } else if (state == 4) {
          see(runs, x, y);
          runs[0] = runs[2];
          runs[1] = runs[3];
          runs[2] = runs[4];
          runs[3] = 1;
          runs[4] = 0;
          state = 3;
        } else if (runs[state] > 0 || state > 0) {
          runs[++state]++;
        }
      }
      if (state == 4) {
        see(runs, bits.getWidth(), y);
      }
    }
  }

  private static void clear(int[] runs) {
    Arrays.fill(runs, 0);
  }

  private void see(int[] runs, int end, int y) {
    if (!foundPatternCross(runs)) {
      return;
    }
    int middle = end - runs[4] - runs[3] - runs[2] / 2 - 1;
    int top = y;
    while (top > 0 && bits.get(middle, top - 1)) {
      top--;
    }
    if (top == y && isCorner(middle, y)) {
      count++;
    }
  }

  /** Whether what begins here is the middle of one, looking down and up. */
  private boolean isCorner(int x, int top) {
    int[] runs = new int[5];
    int y = top;
    runs[2] = run(x, y, 1, true);
    runs[3] = run(x, y + runs[2], 1, false);
    runs[4] = run(x, y + runs[2] + runs[3], 1, true);
    runs[1] = run(x, y - 1, -1, false);
    runs[0] = run(x, y - 1 - runs[1], -1, true);
    return foundPatternCross(runs);
  }

  private int run(int x, int from, int step, boolean dark) {
    int length = 0;
    for (int y = from; y >= 0 && y < bits.getHeight() && bits.get(x, y) == dark; y += step) {
      length++;
    }
    return length;
  }
}
