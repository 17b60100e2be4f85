package dev.steward.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * What any store pays on this disk that answers only when a line is safe: lines come at a rate, one
 * thread writes a dozen pages for all that wait, as Steward's commit of a case does, and flushes. A
 * line waits for two flushes at most, the one under way and its own.
 */
final class Flushes {
  private static final int PAGES = 12;
  private static final int PAGE = 4_096;

  /** As far as a log is written before it is begun anew. */
  private static final int TURNS = 300;

  private final long[] nanos;

  private Flushes(long[] sorted) {
    this.nanos = sorted;
  }

  /** Takes {@code count / perSecond} seconds. */
  static Flushes at(int perSecond, int count, Path file) throws IOException {
    long[] nanos = new long[count];
    try (FileChannel to =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long step = 1_000_000_000L / perSecond;
      long start = System.nanoTime();
      int done = 0;
      for (int turn = 0; done < count; turn++) {
        long due = start + done * step;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        int waiting = (int) Math.min(count, (System.nanoTime() - start) / step + 1);
        for (int page = 0; page < PAGES; page++) {
          to.write(ByteBuffer.allocate(PAGE), (turn % TURNS * PAGES + page) * (long) PAGE);
        }
        to.force(false);
        long now = System.nanoTime();
        for (; done < waiting; done++) {
          nanos[done] = now - start - done * step;
        }
      }
    }
    Arrays.sort(nanos);
    return new Flushes(nanos);
  }

  /** How long a line waits at a percentile, in milliseconds. */
  double millis(double percentile) {
    return nanos[(int) Math.min(nanos.length - 1, nanos.length * percentile)] / 1e6;
  }
}
