package dev.steward.engine.polls;

import dev.steward.chat.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What members have pressed of polls of several choices until they press done: in memory only,
 * since a choice of an anonymous poll may never be at rest, and what is not done is no ballot. Gone
 * with a restart; then it is pressed again. For the lane's thread.
 */
final class Gathering {
  /** Members in the middle of choosing; the oldest are let go of. */
  private static final int MOST = 5_000;

  private final Map<Key, Set<Integer>> pressed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Set<Integer>> eldest) {
          return size() > MOST;
        }
      };

  private record Key(long poll, UserId user) {}

  /** An option is in if it was out, out if it was in. */
  void toggle(long poll, UserId user, int option) {
    Set<Integer> options = pressed.computeIfAbsent(new Key(poll, user), _ -> new TreeSet<>());
    if (!options.remove(option)) {
      options.add(option);
    }
  }

  /** What is chosen so far. */
  List<Integer> of(long poll, UserId user) {
    Set<Integer> options = pressed.get(new Key(poll, user));
    return options == null ? List.of() : List.copyOf(options);
  }

  /** They are done. */
  void clear(long poll, UserId user) {
    pressed.remove(new Key(poll, user));
  }
}
