package dev.steward.engine.flow;

import java.util.List;

/**
 * The recent events, to know a duplicate by: the last half million fingerprints, 64 bits each, so
 * that a false alarm is as good as impossible and the window costs 12 MB. Filled from the journal
 * at the start.
 */
final class Window {
  static final int SIZE = 1 << 19;
  private static final int SLOTS = SIZE * 2;

  private final long[] inOrder = new long[SIZE];
  private final long[] slots = new long[SLOTS];
  private int next;

  /** A window over the last events of a journal, oldest first. */
  Window(List<Long> recent) {
    for (long fingerprint : recent) {
      if (!has(fingerprint)) {
        add(fingerprint);
      }
    }
  }

  /** The fingerprint of an event; never 0. */
  static long fingerprint(String source, String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < source.length(); i++) {
      hash = (hash ^ source.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ 0xffff) * 0x100000001b3L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return hash == 0 ? 1 : hash;
  }

  /** Whether the fingerprint is among the recent ones. */
  boolean has(long fingerprint) {
    for (int slot = slot(fingerprint); slots[slot] != 0; slot = slot + 1 & SLOTS - 1) {
      if (slots[slot] == fingerprint) {
        return true;
      }
    }
    return false;
  }

  /** Adds one that is not there yet; the oldest leaves when the window is full. */
  void add(long fingerprint) {
    if (inOrder[next] != 0) {
      remove(inOrder[next]);
    }
    inOrder[next] = fingerprint;
    next = next + 1 & SIZE - 1;
    int slot = slot(fingerprint);
    while (slots[slot] != 0) {
      slot = slot + 1 & SLOTS - 1;
    }
    slots[slot] = fingerprint;
  }

  private void remove(long fingerprint) {
    int hole = slot(fingerprint);
    while (slots[hole] != fingerprint) {
      if (slots[hole] == 0) {
        return;
      }
      hole = hole + 1 & SLOTS - 1;
    }
    slots[hole] = 0;
    for (int slot = hole + 1 & SLOTS - 1; slots[slot] != 0; slot = slot + 1 & SLOTS - 1) {
      int home = slot(slots[slot]);
      boolean between = hole < slot ? home > hole && home <= slot : home > hole || home <= slot;
      if (!between) {
        slots[hole] = slots[slot];
        slots[slot] = 0;
        hole = slot;
      }
    }
  }

  private static int slot(long fingerprint) {
    return (int) fingerprint & SLOTS - 1;
  }
}
