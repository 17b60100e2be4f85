package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.store.Journal;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Hash64;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What logins of ours heard lately in groups where another one listens. A line that dies in silence
 * is noticed late; whoever takes over then tells what was said meanwhile, and nothing that the
 * other told before is told again. In memory only: after a restart each login fetches its own
 * history.
 */
final class Overheard {
  /** A line that is dead is known to be within a minute. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  /** Of the whole lane; the oldest go first. */
  private static final int MOST = 4_000;

  private static final int MOST_CHARACTERS = 2_000_000;

  /** So much of a group's journal is looked at when another takes over. */
  private static final int LOOKED = 2_000;

  private final Sql sql;
  private final Deque<Input.Heard> recent = new ArrayDeque<>();
  private final Map<GroupId, Told> told = new HashMap<>();
  private long characters;

  Overheard(Sql sql) {
    this.sql = sql;
  }

  /**
   * What the login that listened before told last, each with how often; looked at until the other
   * can't be late with it any more.
   */
  private record Told(Map<Long, Integer> signs, Instant until) {}

  /** How the other logins saw a group last: what one may do there counts once it listens. */
  private static final class Sightings {
    final Map<AccountId, Input.Heard> byLogin = new HashMap<>(2);
  }

  /** A login that does not listen in the group heard this. */
  void keep(Input.Heard heard, Event.InGroup event) {
    if (event instanceof Event.GroupSeen || event instanceof Event.GroupLost) {
      return;
    }
    recent.addLast(heard);
    characters += event.characters();
    forget(heard.arrived().minus(KEPT));
  }

  /** Any login of ours, also the one that listens, is told of the group or that it is out. */
  void sees(Group group, Input.Heard heard, Event.InGroup event) {
    if (event instanceof Event.GroupSeen) {
      sightings(group).put(event.account(), heard);
    } else if (event instanceof Event.GroupLost) {
      sightings(group).remove(event.account());
    }
  }

  /** What a login may do in the group, as it saw it last; null where it has not seen it yet. */
  @Nullable Set<Capability> rights(Group group, AccountId login) {
    Input.Heard sighting = sightings(group).get(login);
    return sighting == null ? null : ((Event.GroupSeen) sighting.event()).capabilities();
  }

  /** The login that is up and may do all that the one that listens may do, and more; if any. */
  Optional<AccountId> mayMore(Group group, Predicate<AccountId> up) {
    Map<AccountId, Input.Heard> all = sightings(group);
    if (all.size() < 2) {
      return Optional.empty();
    }
    Set<Capability> seen = rights(group, group.account());
    Set<Capability> here = seen == null ? group.capabilities : seen;
    return all.values().stream()
        .map(heard -> (Event.GroupSeen) heard.event())
        .filter(other -> other.capabilities().size() > here.size())
        .filter(other -> other.capabilities().containsAll(here) && up.test(other.account()))
        .map(Event.GroupSeen::account)
        .findFirst();
  }

  private void forget(Instant before) {
    for (Input.Heard oldest = recent.peekFirst();
        oldest != null
            && (recent.size() > MOST
                || characters > MOST_CHARACTERS
                || oldest.arrived().isBefore(before));
        oldest = recent.peekFirst()) {
      characters -= recent.removeFirst().event().characters();
    }
  }

  /**
   * What a login that takes over has heard and no other has told, in order. The journal must be
   * flushed.
   */
  List<Input.Heard> missed(Group group, AccountId next, Instant now) {
    forget(now.minus(KEPT));
    told.values().removeIf(old -> old.until.isBefore(now));
    Map<Long, Integer> signs = new HashMap<>();
    Instant last = Instant.EPOCH;
    for (Journal.Told one :
        Journal.told(sql, Key.group(group.id()).toString(), next.toString(), LOOKED)) {
      signs.merge(sign(one.kind(), one.user(), one.happened()), 1, Integer::sum);
      if (one.kind().equals("message-posted") && one.happened().isAfter(last)) {
        last = one.happened();
      }
    }
    told.put(group.id(), new Told(signs, now.plus(KEPT)));
    List<Input.Heard> missed = new ArrayList<>();
    Input.Heard sighting = sightings(group).get(next);
    if (sighting != null) {
      missed.add(sighting);
    }
    for (Iterator<Input.Heard> all = recent.iterator(); all.hasNext(); ) {
      Input.Heard heard = all.next();
      if (heard.event() instanceof Event.InGroup event
          && event.group().equals(group.id())
          && event.account().equals(next)) {
        all.remove();
        characters -= event.characters();
        // A login hears in order: what is older than the last message that it told, it told.
        if (!event.at().isBefore(last)) {
          missed.add(heard);
        }
      }
    }
    return missed;
  }

  /**
   * Whether the login that listened before told this already; it is told once. What a login may do
   * in a group is its own.
   */
  boolean toldBefore(Event.InGroup event, Instant now) {
    Told before = told.get(event.group());
    if (before == null || event instanceof Event.GroupSeen) {
      return false;
    }
    if (before.until.isBefore(now)) {
      told.remove(event.group());
      return false;
    }
    long sign = sign(EventRows.kind(event), EventRows.user(event), event.at());
    Integer times = before.signs.get(sign);
    if (times == null) {
      return false;
    }
    if (times == 1) {
      before.signs.remove(sign);
    } else {
      before.signs.put(sign, times - 1);
    }
    return true;
  }

  private static long sign(String kind, @Nullable String user, Instant at) {
    return Hash64.of(kind, String.valueOf(user), Long.toString(at.toEpochMilli()));
  }

  private static Map<AccountId, Input.Heard> sightings(Group group) {
    return group.memory(Sightings.class, Sightings::new).byLogin;
  }
}
