package dev.steward.adapter.irc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who was in a channel with which nicks, as far as a part of its past tells. */
final class PastLogins {
  private final Traits traits;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Set<String>> nicks = new HashMap<>();

  PastLogins(Traits traits) {
    this.traits = traits;
  }

  /** Somebody of that id had that nick then. */
  void seen(String nick, String id) {
    ids.put(traits.fold(nick), id);
  }

  /** The id of who had that nick last; null when nothing told. */
  @Nullable String who(String nick) {
    return ids.get(traits.fold(nick));
  }

  /** Somebody came in. Returns whether they were not in with another login. */
  boolean comes(String nick, String id) {
    Set<String> mine = nicks.computeIfAbsent(id, _ -> new HashSet<>());
    boolean first = mine.isEmpty();
    return mine.add(traits.fold(nick)) && first;
  }

  /** Somebody went. Returns whether no other login of theirs is known to be in. */
  boolean goes(String nick, String id) {
    Set<String> mine = nicks.getOrDefault(id, Set.of());
    return mine.isEmpty() || (mine.remove(traits.fold(nick)) && mine.isEmpty());
  }

  /** Somebody has another nick from then on. */
  void renamed(String from, String to, String id) {
    seen(to, id);
    Set<String> mine = nicks.get(id);
    if (mine != null && mine.remove(traits.fold(from))) {
      mine.add(traits.fold(to));
    }
  }
}
