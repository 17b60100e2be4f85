package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who goes next of one key. What people read is said in order, one at a time, and after the deeds
 * that came before it; deeds wait for each other only where they are done to the same, so that a
 * raid's adverts don't wait for each other's answers, and for talk only where it needs what they
 * are done to. An account that has to wait holds up no other, and its talk no deed. Not
 * thread-safe.
 */
final class Turns {
  /** Behind more that have to wait, nobody is looked for. */
  private static final int FARTHEST_LOOK = 1_000;

  /** Of deeds of one account. */
  private static final int MOST_AT_ONCE = 8;

  private final Predicate<AccountId> room;
  private final Deque<Item> items = new ArrayDeque<>(2);

  /** How many of the items each account has. */
  private final Map<AccountId, Integer> accounts = new HashMap<>(2);

  private final Set<AccountId> crowded = new HashSet<>(2);

  /**
   * @param room whether an account may do one more deed at once, whatever the key
   */
  Turns(Predicate<AccountId> room) {
    this.room = room;
  }

  void add(Item item) {
    items.add(item);
    accounts.merge(item.post.account(), 1, Integer::sum);
  }

  void remove(Item item) {
    if (items.remove(item)) {
      accounts.computeIfPresent(item.post.account(), (_, many) -> many == 1 ? null : many - 1);
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The accounts for whose deeds {@link #next} had no room. */
  Set<AccountId> crowded() {
    return crowded;
  }

  /** The first that nothing before it holds up; null while there is none. */
  @Nullable Item next() {
    crowded.clear();
    Set<AccountId> talkWaits = new HashSet<>(2);
    Set<AccountId> deedsWait = new HashSet<>(2);
    Set<Item.Target> touched = new HashSet<>(2);
    Map<AccountId, Integer> underWay = new HashMap<>(2);
    boolean silence = false;
    boolean stalled = false;
    int looked = 0;
    for (Item item : items) {
      // Where an account's deeds wait, its talk does.
      if (deedsWait.size() == accounts.size() || looked++ == FARTHEST_LOOK) {
        return null;
      }
      boolean speaks = item.speaks();
      AccountId account = item.post.account();
      boolean touches = !speaks;
      switch (item.state) {
        case UNDER_WAY -> {
          silence = true;
          touches = true;
          if (!speaks && underWay.merge(account, 1, Integer::sum) == MOST_AT_ONCE) {
            deedsWait.add(account);
            talkWaits.add(account);
          }
        }
        case PAUSING -> {
          silence = true;
          stalled = true;
        }
        case DELAYED -> {
          talkWaits.add(account);
          if (!speaks) {
            deedsWait.add(account);
          }
        }
        case WAITING -> {
          if (speaks) {
            if (!silence && !talkWaits.contains(account)) {
              return item;
            }
            // What it needs is left there for it, unless it has to wait for long.
            touches = !stalled && !talkWaits.contains(account);
          } else if (!deedsWait.contains(account) && !touched.contains(item.target)) {
            if (room.test(account)) {
              return item;
            }
            crowded.add(account);
            deedsWait.add(account);
          }
          // What is said about a deletion comes after it.
          talkWaits.add(account);
        }
      }
      if (touches && item.target != null) {
        touched.add(item.target);
      }
    }
    return null;
  }
}
