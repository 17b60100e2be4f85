package dev.steward.adapter.satori;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * What is known not to be there any more, by the key under which it is told: messages that were
 * taken away and members who are out, the youngest of them. Koishi's server has no word of its own
 * for either, only that something broke. Thread-safe.
 */
final class Gone {
  static final int MOST = 5_000;

  private final SequencedSet<String> messages = new LinkedHashSet<>();
  private final SequencedSet<String> members = new LinkedHashSet<>();

  synchronized void message(String key) {
    keep(messages, key);
  }

  synchronized void member(String key) {
    keep(members, key);
  }

  private static void keep(SequencedSet<String> keys, String key) {
    keys.addLast(key);
    if (keys.size() > MOST) {
      keys.removeFirst();
    }
  }

  /** A message has come, whatever was told of that id before: ids are given again. */
  synchronized void isThere(String key) {
    messages.remove(key);
  }

  /** A member came back, or speaks. */
  synchronized void isIn(String key) {
    members.remove(key);
  }

  /** After a cut: who came back meanwhile may not have been told. */
  synchronized void mayBeIn() {
    members.clear();
  }

  synchronized boolean has(String key) {
    return messages.contains(key) || members.contains(key);
  }
}
