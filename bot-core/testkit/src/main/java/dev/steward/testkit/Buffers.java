package dev.steward.testkit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's buffers that nobody gave back. While it watches, each buffer is followed from where it is
 * made; one that is garbage before it was released is told, with who made and held it.
 */
final class Buffers implements AutoCloseable {
  /** Else each access is noted as well, and answers come too late for a clock that runs fast. */
  private static final String BRIEFLY = "io.netty.leakDetection.acquireAndReleaseOnly";

  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
  private final List<String> lost = new CopyOnWriteArrayList<>();

  private Buffers() {}

  /** From now on; one at a time, since the process has one detector. */
  static Buffers watch() {
    System.setProperty(BRIEFLY, "true");
    Buffers buffers = new Buffers();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    // What was lost before is nobody's of this watch.
    collected();
    ByteBufUtil.setLeakListener((_, held) -> buffers.lost.add(held));
    return buffers;
  }

  /** Whether there is Netty here to be watched: adapters can do without. */
  static boolean areThere() {
    try {
      Class.forName("io.netty.buffer.ByteBufUtil", false, Buffers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException without) {
      return false;
    }
  }

  /** Who made and held each of those that are garbage by now. */
  List<String> lost() {
    collected();
    return List.copyOf(lost);
  }

  /** The detector looks at what the collector found whenever another buffer is made. */
  private static void collected() {
    Garbage.collect();
    ByteBufAllocator.DEFAULT.directBuffer(1).release();
  }

  @Override
  public void close() {
    ByteBufUtil.setLeakListener(null);
    ResourceLeakDetector.setLevel(before);
  }
}
