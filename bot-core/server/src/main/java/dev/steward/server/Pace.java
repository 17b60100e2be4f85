package dev.steward.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How hard a long look at the stored messages may work.
 *
 * @param workers how many threads judge
 * @param rest how long each page is followed by rest, in parts of the time it took
 */
record Pace(int workers, double rest) {
  /**
   * Beside a server that works on the same data: who speaks meanwhile waits less than twice as long
   * (row {@code beside} of the bench).
   */
  private static final double BESIDE = 0.6;

  /** All processors for itself, or one of them beside the server that works in the folder. */
  static Pace of(Path folder, int processors) throws IOException {
    return AdminClient.find(folder).isPresent()
        ? new Pace(1, BESIDE)
        : new Pace(Math.max(1, processors), 0);
  }
}
