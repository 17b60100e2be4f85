package dev.steward.engine.flow;

import dev.steward.engine.text.Hash64;
import java.util.Arrays;
import java.util.List;

/**
 * The recent events of a lane, to know a duplicate by: 64 bits each, so that a false alarm is as
 * good as impossible. Filled from the journal at the start. It grows as events come; all lanes
 * together keep half a million, in 12 MB.
 */
final class Window {
  static final int SIZE = 1 << 19;

  /** However many lanes there are, so many each. */
  private static final int LEAST = 1 << 15;

  private static final int FIRST_SIZE = 1 << 12;

  private final int most;
  private long[] inOrder = new long[FIRST_SIZE];
  private long[] slots = new long[2 * FIRST_SIZE];
  private int next;

  /**
   * A window over the last events of a journal.
   *
   * @param recent oldest first
   * @param most how many it keeps; a power of two
   */
  Window(List<Long> recent, int most) {
    this.most = most;
    for (long fingerprint : recent) {
      if (!has(fingerprint)) {
        add(fingerprint);
      }
    }
  }

  /** How many each of so many lanes keeps. */
  static int of(int lanes) {
    return Math.max(LEAST, Integer.highestOneBit(SIZE / lanes));
  }

  /** The fingerprint of an event; never 0. */
  static long fingerprint(String source, String id) {
    long hash = Hash64.of(source, id);
    return hash == 0 ? 1 : hash;
  }

  /** Whether the fingerprint is among the recent ones. */
  boolean has(long fingerprint) {
    for (int slot = slot(fingerprint); slots[slot] != 0; slot = after(slot)) {
      if (slots[slot] == fingerprint) {
        return true;
      }
    }
    return false;
  }

  /** Adds one that is not there yet; the oldest leaves when the window is full. */
  void add(long fingerprint) {
    if (inOrder[next] != 0) {
      if (inOrder.length < most) {
        grow();
      } else {
        remove(inOrder[next]);
      }
    }
    inOrder[next] = fingerprint;
    next = next + 1 & inOrder.length - 1;
    place(fingerprint);
  }

  private void place(long fingerprint) {
    int slot = slot(fingerprint);
    while (slots[slot] != 0) {
      slot = after(slot);
    }
    slots[slot] = fingerprint;
  }

  /** Doubles it when it is full; the oldest is then at 0, as nothing has left yet. */
  private void grow() {
    next = inOrder.length;
    inOrder = Arrays.copyOf(inOrder, 2 * next);
    slots = new long[2 * inOrder.length];
    for (int i = 0; i < next; i++) {
      place(inOrder[i]);
    }
  }

  private void remove(long fingerprint) {
    int hole = slot(fingerprint);
    while (slots[hole] != fingerprint) {
      if (slots[hole] == 0) {
        return;
      }
      hole = after(hole);
    }
    slots[hole] = 0;
    for (int slot = after(hole); slots[slot] != 0; slot = after(slot)) {
      int home = slot(slots[slot]);
      boolean between = hole < slot ? home > hole && home <= slot : home > hole || home <= slot;
      if (!between) {
        slots[hole] = slots[slot];
        slots[slot] = 0;
        hole = slot;
      }
    }
  }

  private int slot(long fingerprint) {
    return (int) fingerprint & slots.length - 1;
  }

  private int after(int slot) {
    return slot + 1 & slots.length - 1;
  }
}
