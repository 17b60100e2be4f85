package dev.steward.testkit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process holds of the machine: open files, sockets among them, and memory in use. Neither
 * grows with the hours of a day, but for what the test itself remembers of it.
 *
 * @param files how many are open; zero where the system does not tell
 * @param bytes of the heap that are in use when all garbage is collected
 */
record Footprint(long files, long bytes) {
  /** Libraries that a test needs late, and connections of a fake that are not cleared away yet. */
  private static final int MORE_FILES = 3;

  /** What a test remembers of a day: all that was said and heard. */
  private static final long MORE_BYTES = 24L << 20;

  /** Of this moment. */
  static Footprint now() {
    Garbage.collect();
    return new Footprint(openFiles(), bytesInUse());
  }

  /**
   * Whether more files are open by now than a test accounts for. Asked before garbage is collected:
   * what is closed only because nobody holds it any more was left open.
   */
  boolean moreFilesNow() {
    return openFiles() > files + MORE_FILES;
  }

  /** Whether more memory is in use than a test accounts for. */
  boolean moreMemoryThan(Footprint before) {
    return bytes > before.bytes + MORE_BYTES;
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static long bytesInUse() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
