package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.wire.GroupOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The groups that a login is in, and what Steward is told of them. Thread-safe. */
final class Groups {
  private static final Logger log = LoggerFactory.getLogger(Groups.class);

  /**
   * So many more than were listed or known at the start; events that name groups without end must
   * not fill the memory.
   */
  static final int MOST = 10_000;

  /** More are not taken from any list: no login of QQ's is in so many. */
  static final int MOST_LISTED = 100_000;

  private final AccountId account;
  private final InstantSource clock;
  private final GroupOrder order;
  private final Tally tally;
  private final Map<String, KnownGroup> known = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final AtomicLong sightings = new AtomicLong();
  private volatile int most = MOST;
  private volatile @Nullable String beyond;
  private volatile Rights.Extras extras = new Rights.Extras(true, false);
  private volatile boolean complete;

  Groups(AccountId account, InstantSource clock, GroupOrder order, Tally tally) {
    this.account = account;
    this.clock = clock;
    this.order = order;
    this.tally = tally;
  }

  int count() {
    return known.size();
  }

  @Nullable KnownGroup find(String nativeId) {
    return known.get(nativeId);
  }

  /** All of them, as they are now. */
  Map<String, KnownGroup> all() {
    return Map.copyOf(known);
  }

  Set<Capability> capabilities(GroupId group) {
    KnownGroup found = known.get(group.id());
    return found == null ? Set.of() : Rights.of(found.role, extras);
  }

  /** The time up to which each is complete, in epoch seconds. */
  Map<String, Long> newest() {
    Map<String, Long> all = new HashMap<>();
    known.forEach((id, group) -> all.put(id, group.newest()));
    return all;
  }

  /** The same of those that have moved on since the last call; 0 for one that was left. */
  Map<String, Long> moved() {
    Map<String, Long> some = new HashMap<>();
    left.removeIf(
        id -> {
          some.put(id, 0L);
          return true;
        });
    known.forEach(
        (id, group) -> {
          long time = group.moved();
          if (time > 0) {
            some.put(id, time);
          }
        });
    return some;
  }

  /** What is wrong with them, or empty. */
  String trouble() {
    String group = beyond;
    return group == null
        ? ""
        : "login "
            + account.id()
            + ": nothing is done in group "
            + group
            + ", which its list of groups lacks as "
            + MOST
            + " others";
  }

  /** The implementation lacks an action that Steward took for granted. */
  void noNotice() {
    if (extras.notice()) {
      extras = new Rights.Extras(false, extras.history());
      known.values().forEach(this::sight);
    }
  }

  /** Whether missed messages can be fetched from now on; told with the next sighting of each. */
  void history(boolean is) {
    extras = new Rights.Extras(extras.notice(), is);
  }

  /** The groups of before the start, each complete up to a time in epoch seconds. */
  void remembered(Map<String, Long> times) {
    times.forEach((id, time) -> known.put(id, new KnownGroup(id, id, time)));
    roomFor(times.size());
  }

  /** The implementation lists the groups: id to title. */
  void listed(Map<String, String> titles) {
    int leftOut = 0;
    for (Map.Entry<String, String> listed : titles.entrySet()) {
      KnownGroup group = known.get(listed.getKey());
      if (group == null && known.size() >= MOST_LISTED) {
        leftOut++;
      } else {
        String title = listed.getValue();
        known.computeIfAbsent(listed.getKey(), at -> new KnownGroup(at, title, now())).title =
            title;
      }
    }
    roomFor(titles.size());
    beyond = null;
    if (leftOut > 0) {
      tally.groupsLeftOut.add(leftOut);
      log.error(
          "login {}: {} of the {} groups that its program lists are left out: {} are known",
          account.id(),
          leftOut,
          titles.size(),
          known.size());
    }
  }

  private synchronized void roomFor(int count) {
    most = Math.max(most, Math.min(count, MOST_LISTED) + MOST);
  }

  /**
   * The group of an event; one that nobody told of is told to Steward first, unless there are too
   * many of them: then it is heard, and the log says that nothing can be done there.
   *
   * @param met hears of it then
   */
  KnownGroup of(String id, Consumer<KnownGroup> met) {
    KnownGroup found = known.get(id);
    if (found != null) {
      return found;
    }
    KnownGroup made = new KnownGroup(id, id, now());
    if (known.size() >= most) {
      tooMany(id);
      return made;
    }
    found = known.putIfAbsent(id, made);
    if (found != null) {
      return found;
    }
    sight(made);
    met.accept(made);
    return made;
  }

  private void tooMany(String id) {
    if (beyond == null) {
      beyond = id;
      log.error("{}. Restart its client, so that it lists all of them", trouble());
    }
  }

  /**
   * Asks what the login is in a group, and tells Steward.
   *
   * @param absent whether the list of its groups lacks this one: then it may be in it no more
   */
  CompletionStage<Void> learn(Greeting greeting, KnownGroup group, boolean absent) {
    return greeting
        .own(group, absent || group.role == null)
        .thenAccept(
            reply -> {
              if (!group.equals(known.get(group.id.id()))) {
                // The login left it while this was asked.
                return;
              }
              if (absent && reply instanceof Reply.No) {
                var _ = lost(group);
              } else {
                group.role = Greeting.role(reply);
                sight(group);
              }
            });
  }

  /** The login is in it no more: tells Steward, unless that was told already. */
  CompletionStage<EventSink.Receipt> lost(KnownGroup group) {
    if (!known.remove(group.id.id(), group)) {
      return CompletableFuture.completedStage(EventSink.Receipt.DUPLICATE);
    }
    left.add(group.id.id());
    Instant at = clock.instant();
    return order.put(
        group.id.id(), new Event.GroupLost(account, group.id, sighting(group, at), at));
  }

  /** Tells Steward of a group as it is now. */
  void sight(KnownGroup group) {
    Instant at = clock.instant();
    var _ =
        order.put(
            group.id.id(),
            new Event.GroupSeen(
                account,
                group.id,
                sighting(group, at),
                group.title,
                Rights.of(group.role, extras),
                at));
  }

  private String sighting(KnownGroup group, Instant at) {
    return group.id.id() + ":" + at.toEpochMilli() + ":" + sightings.incrementAndGet();
  }

  /**
   * Whether nothing is missing before what is heard: not from a cut on until what was missed has
   * its place in the order.
   */
  void complete(boolean is) {
    complete = is;
  }

  boolean complete() {
    return complete;
  }

  /** What was said before that is not asked for, in epoch seconds. */
  long earliest() {
    return now() - History.LONGEST.toSeconds();
  }

  /** A message is committed. A time in the future would hide what is missed later. */
  void stored(KnownGroup group, long time) {
    group.stored(Math.min(time, now()));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
