package dev.steward.testkit;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;

/** The garbage collector, when a test wants to know what nobody holds any more. */
final class Garbage {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Garbage() {}

  /**
   * Collects it. Whoever asked to be told of something that nobody held when this was called has
   * been told when it returns: the collector hands over what it found in whole rounds, so a second
   * round tells that the first is done with.
   */
  static void collect() {
    for (int round = 0; round < 2; round++) {
      ReferenceQueue<Object> found = new ReferenceQueue<>();
      WeakReference<Object> nobodys = new WeakReference<>(new Object(), found);
      try {
        System.gc();
        await(found);
      } finally {
        Reference.reachabilityFence(nobodys);
      }
    }
  }

  private static void await(ReferenceQueue<Object> found) {
    try {
      if (found.remove(LIMIT.toMillis()) == null) {
        throw new AssertionError("no garbage was collected within " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while garbage is collected", interrupted);
    }
  }
}
