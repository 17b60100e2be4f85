package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who goes next of one key: one at a time, in order, but that an account that has to wait holds up
 * no other, and its talk no deletion of its own. Not thread-safe.
 */
final class Turns {
  /** Behind more that have to wait, nobody is looked for. */
  private static final int FARTHEST_LOOK = 1_000;

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

  /** The first that nothing before it holds up; null while one is under way, or all wait. */
  @Nullable Item next() {
    Item first = items.peek();
    return first == null || first.state == Item.State.WAITING ? first : behindTheDelayed();
  }

  private @Nullable Item behindTheDelayed() {
    Set<AccountId> talkWaits = new HashSet<>(2);
    Set<AccountId> deedsWait = new HashSet<>(2);
    int looked = 0;
    for (Item item : items) {
      AccountId account = item.post.account();
      boolean held = (item.speaks() ? talkWaits : deedsWait).contains(account);
      if (item.state == Item.State.UNDER_WAY || looked == FARTHEST_LOOK) {
        return null;
      }
      if (item.state == Item.State.WAITING && !held) {
        return item;
      }
      // What is said about a deletion comes after it.
      talkWaits.add(account);
      if (!item.speaks()) {
        deedsWait.add(account);
      }
      looked++;
    }
    return null;
  }
}
