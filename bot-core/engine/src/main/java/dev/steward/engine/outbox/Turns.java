package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who goes next of one key. What people read is said in order, one at a time, and after the deeds
 * that came before it; deeds wait for no talk, and for each other only where they are done to the
 * same, so that a raid's adverts don't wait for each other's answers. An account that has to wait
 * holds up no other. Not thread-safe.
 */
final class Turns {
  /** Behind more that have to wait, nobody is looked for. */
  private static final int FARTHEST_LOOK = 1_000;

  /** Of deeds. A platform that does them one after the other must be through in its patience. */
  private static final int MOST_AT_ONCE = 8;

  private final Deque<Item> items = new ArrayDeque<>(2);

  void add(Item item) {
    items.add(item);
  }

  void remove(Item item) {
    items.remove(item);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The first that nothing before it holds up; null while there is none. */
  @Nullable Item next() {
    Item first = items.peek();
    return first == null || first.state == Item.State.WAITING ? first : behindTheFirst();
  }

  private @Nullable Item behindTheFirst() {
    Set<AccountId> talkWaits = new HashSet<>(2);
    Set<AccountId> deedsWait = new HashSet<>(2);
    Set<Item.Target> touched = new HashSet<>(2);
    boolean silence = false;
    int underWay = 0;
    int looked = 0;
    for (Item item : items) {
      if (looked++ == FARTHEST_LOOK) {
        return null;
      }
      boolean speaks = item.speaks();
      AccountId account = item.post.account();
      switch (item.state) {
        case UNDER_WAY -> {
          silence = true;
          underWay += speaks ? 0 : 1;
          if (underWay == MOST_AT_ONCE) {
            return null;
          }
        }
        case DELAYED -> {
          talkWaits.add(account);
          if (!speaks) {
            deedsWait.add(account);
          }
        }
        case WAITING -> {
          boolean held =
              speaks
                  ? silence || talkWaits.contains(account)
                  : deedsWait.contains(account) || touched.contains(item.target());
          if (!held) {
            return item;
          }
          // What is said about a deletion comes after it.
          talkWaits.add(account);
        }
      }
      touched.add(item.target());
    }
    return null;
  }
}
