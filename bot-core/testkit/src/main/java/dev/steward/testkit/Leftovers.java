package dev.steward.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be gone once an adapter is closed: its threads, its timers and its buffers. */
final class Leftovers implements AutoCloseable {
  /** What starts once for the whole process, besides the JDK's system threads. */
  private static final List<String> OF_THE_PROCESS =
      List.of(
          "ForkJoinPool.commonPool",
          "CompletableFutureDelayScheduler",
          "globalEventExecutor",
          "round-trip");

  /** What virtual threads run on. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
  private final @Nullable Buffers buffers = Buffers.areThere() ? Buffers.watch() : null;

  private Leftovers() {}

  /** What an adapter leaves that comes from now on. */
  static Leftovers watch() {
    return new Leftovers();
  }

  /** Time-outs that were under way may still come to pass, and then nothing is left. */
  void awaitNone(TestHost host) {
    host.await()
        .quickly()
        .until(() -> "no thread is left: " + threads(), () -> threads().isEmpty());
    host.time().advance(Duration.ofHours(1));
    int waiting = host.time().waiting();
    if (waiting > 0) {
      throw new AssertionError(waiting + " timers are left an hour after close()");
    }
    List<String> lost = buffers == null ? List.of() : buffers.lost();
    if (!lost.isEmpty()) {
      throw new AssertionError("buffers were never released: " + lost);
    }
  }

  @Override
  public void close() {
    if (buffers != null) {
      buffers.close();
    }
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive() && !ofTheProcess(thread))
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  private static boolean ofTheProcess(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null
        || group.getParent() == null
        || group.getName().equals("InnocuousThreadGroup")
        || thread.getClass().getName().equals(CARRIER)
        || OF_THE_PROCESS.stream().anyMatch(thread.getName()::startsWith);
  }
}
