package dev.steward.engine.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How often something happened lately, by keys of 64 well-mixed bits: one ring of plain arrays for
 * all keys, in which those of one bucket are linked, the newest first. It grows while what it would
 * forget is still asked for, up to {@link #MOST} moments of 28 bytes; then the oldest leave.
 */
final class Lately {
  /** Ten minutes of 870 a second. */
  static final int MOST = 1 << 19;

  private static final int FIRST_SIZE = 1 << 8;

  private long[] keys = new long[FIRST_SIZE];
  private long[] happened = new long[FIRST_SIZE];
  private int[] delays = new int[FIRST_SIZE];

  /** The number of the next older moment in the same bucket, by place. */
  private int[] older = new int[FIRST_SIZE];

  /** The number of the newest moment of each bucket. */
  private int[] newest = new int[FIRST_SIZE];

  /**
   * Moments are numbered as they come, beyond what an int holds; only differences are looked at.
   */
  private int next;

  private int size;
  private long keepMillis;

  Lately() {
    this(0);
  }

  /** With the number of the first moment, to see that numbers may run over. */
  Lately(int first) {
    next = first;
    Arrays.fill(newest, first);
  }

  /**
   * Takes note of a moment.
   *
   * @param at when it happened, which may be long before others that are known already
   * @param arrived when Steward heard of it; not before those of the same key
   * @param keep how long after it arrived somebody may ask for it
   */
  void add(long key, Instant at, Instant arrived, Duration keep) {
    keepMillis = Math.max(keepMillis, keep.toMillis());
    long now = arrived.toEpochMilli();
    if (size == keys.length && size < MOST && arrived(next - size) > now - keepMillis) {
      grow();
    }
    long then = at.toEpochMilli();
    int place = place(next);
    keys[place] = key;
    happened[place] = then;
    delays[place] = Math.clamp(now - then, 0, Integer.MAX_VALUE);
    link(next);
    next++;
    size = Math.min(size + 1, keys.length);
  }

  /** How many moments of a key lie within a time before and with one of them; at most so many. */
  int within(long key, Instant at, Duration within, int most) {
    long until = at.toEpochMilli();
    long from = until - within.toMillis();
    int count = 0;
    int number = newest[bucket(key)];
    for (int age = next - number; known(age); ) {
      int place = place(number);
      if (keys[place] == key) {
        // All that came before this one came, and so happened, too early.
        if (arrived(number) <= from) {
          break;
        }
        if (happened[place] > from && happened[place] <= until && ++count == most) {
          break;
        }
      }
      number = older[place];
      int nextAge = next - number;
      if (Integer.compareUnsigned(nextAge, age) <= 0) {
        break;
      }
      age = nextAge;
    }
    return count;
  }

  private long arrived(int number) {
    int place = place(number);
    return happened[place] + delays[place];
  }

  /** Whether a moment that came so many numbers ago is still here, and not another in its place. */
  private boolean known(int age) {
    return Integer.compareUnsigned(age - 1, size) < 0;
  }

  private void link(int number) {
    int bucket = bucket(keys[place(number)]);
    older[place(number)] = newest[bucket];
    newest[bucket] = number;
  }

  private void grow() {
    int all = size;
    long[] oldKeys = keys;
    long[] oldHappened = happened;
    int[] oldDelays = delays;
    keys = new long[2 * all];
    happened = new long[2 * all];
    delays = new int[2 * all];
    older = new int[2 * all];
    newest = new int[2 * all];
    // Nothing is in a bucket yet: a number that is not known.
    Arrays.fill(newest, next);
    for (int number = next - all; number != next; number++) {
      int from = number & all - 1;
      keys[place(number)] = oldKeys[from];
      happened[place(number)] = oldHappened[from];
      delays[place(number)] = oldDelays[from];
      link(number);
    }
  }

  private int place(int number) {
    return number & keys.length - 1;
  }

  private int bucket(long key) {
    return (int) (key >>> 32) & newest.length - 1;
  }
}
