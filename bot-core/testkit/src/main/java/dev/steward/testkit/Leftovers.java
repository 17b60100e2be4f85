package dev.steward.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What must be gone once an adapter is closed: its threads and its timers.
 *
 * @param before the threads that were there before it came
 */
record Leftovers(Set<Thread> before) {
  /** Threads that the JDK and Netty start once for the whole process. */
  private static final List<String> OF_THE_PROCESS =
      List.of(
          "ForkJoinPool.commonPool",
          "CompletableFutureDelayScheduler",
          "Common-Cleaner",
          "Cleaner-",
          "globalEventExecutor",
          "process reaper",
          "VirtualThread-unparker");

  static Leftovers from(Set<Thread> before) {
    return new Leftovers(Set.copyOf(before));
  }

  /** Time-outs that were under way may still come to pass, and then nothing is left. */
  void awaitNone(TestHost host) {
    host.await().quickly().until("no thread is left: " + threads(), () -> threads().isEmpty());
    host.time().advance(Duration.ofHours(1));
    int waiting = host.time().waiting();
    if (waiting > 0) {
      throw new AssertionError(waiting + " timers are left an hour after close()");
    }
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .map(Thread::getName)
        .filter(name -> OF_THE_PROCESS.stream().noneMatch(name::startsWith))
        .sorted()
        .toList();
  }
}
