package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.wire.Awaited;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Intake;
import dev.steward.wire.Lookups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login: its groups, where its calls go, and what its events become. Events come on one thread
 * at a time; the rest is thread-safe.
 */
final class Account {
  private static final Logger log = LoggerFactory.getLogger(Account.class);
  private static final EventSink.Receipt USELESS = EventSink.Receipt.COMMITTED;
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  /** How long the platform's own notice is waited for after its "ok". */
  static final Duration NOTICE = Duration.ofSeconds(3);

  private static final int STRANGERS = 10_000;

  /** How often a greeting whose answers got lost is begun anew; then what is known has to do. */
  private static final int VAIN_GREETINGS = 3;

  final String id;
  final AccountId accountId;
  final Lines lines = new Lines();
  private final Host host;
  private final Tally tally;
  private final Intake intake;
  private final GroupOrder order;
  private final Translator translator;
  private final Map<String, KnownGroup> groups = new ConcurrentHashMap<>();
  private final Map<String, Missed> missed = new ConcurrentHashMap<>();
  private final Recent<String> throughGroup = new Recent<>(STRANGERS);
  private final Awaited<String, Boolean> notices;
  private final AtomicLong sightings = new AtomicLong();
  private final AtomicInteger vain = new AtomicInteger();
  private final Lookups lookups = new Lookups();
  private final Deque<Link> links = new ArrayDeque<>();
  private volatile @Nullable Link link;
  private volatile boolean greeted;
  private volatile Rights.Extras extras = new Rights.Extras(true, false);

  /**
   * @param patience how long an answer is waited for
   */
  Account(String id, Host host, Tally tally, Duration patience) {
    this.id = id;
    this.accountId = new AccountId(OneBotAdapter.PLATFORM, id);
    this.host = host;
    this.tally = tally;
    this.intake = new Intake(host.events(), host.timers(), lines);
    this.order = new GroupOrder(intake);
    this.translator = new Translator(accountId);
    this.notices = new Awaited<>(host.timers(), patience.plus(NOTICE));
  }

  /** Whether it is connected and knows its groups. */
  boolean up() {
    Link calls = link;
    return calls != null && calls.isOpen() && greeted && !(calls.tellsCuts() && lines.isEmpty());
  }

  @Nullable Link link() {
    return link;
  }

  int groupCount() {
    return groups.size();
  }

  @Nullable KnownGroup group(String nativeId) {
    return groups.get(nativeId);
  }

  Set<Capability> capabilities(GroupId group) {
    KnownGroup known = groups.get(group.id());
    return known == null ? Set.of() : Rights.of(known.role, extras);
  }

  /** The group through which somebody who is no friend wrote in private, or null. */
  @Nullable String throughGroup(String user) {
    return throughGroup.get(user);
  }

  /** The newest message of each group, in epoch seconds. */
  Map<String, Long> newest() {
    Map<String, Long> all = new ConcurrentHashMap<>();
    groups.forEach((group, known) -> all.put(group, known.newest()));
    return all;
  }

  /** Waits for the platform's own notice of an effect; false when none comes. */
  CompletionStage<Boolean> notice(String key) {
    return notices.expect(key).thenApply(arrived -> arrived.orElse(false));
  }

  /** The implementation lacks an action that Steward took for granted. */
  void noGroupNotice() {
    if (extras.notice()) {
      extras = new Rights.Extras(false, extras.history());
      groups.values().forEach(this::sight);
    }
  }

  /**
   * Calls can be made from now on: asks who and where it is, fetches what was missed, and tells
   * Steward.
   *
   * @param remembered the newest message of each group that was handed over before, in epoch
   *     seconds
   */
  CompletionStage<Void> attach(Link calls, Map<String, Long> remembered) {
    synchronized (links) {
      links.remove(calls);
      links.push(calls);
      link = calls;
      greeted = false;
    }
    remembered.forEach(
        (group, time) ->
            groups.computeIfAbsent(group, at -> new KnownGroup(at, at, time)).stored(time));
    groups.forEach(
        (group, known) -> {
          // Where a cut does not show, later messages may have been heard already: what was missed
          // would come out of order. There only what was said before the start is asked for.
          if (calls.tellsCuts() || !known.awake()) {
            missed.computeIfAbsent(group, _ -> keepPlace(known));
          }
        });
    long turns = lines.turns();
    Greeting greeting = new Greeting(this, calls, lookups);
    Set<String> absent = ConcurrentHashMap.newKeySet();
    return greeting
        .groups()
        .thenCompose(
            listed -> {
              if (!listed.isEmpty()) {
                absent.addAll(groups.keySet());
                absent.removeAll(listed.keySet());
              }
              listed.forEach(this::listed);
              return greeting.hasHistory(listed.isEmpty() ? groups.keySet() : listed.keySet());
            })
        .thenCompose(history -> meet(greeting, calls, history, absent))
        .handle(
            (_, failure) -> {
              if (greeting.lost() && calls.isOpen() && deafSince(turns, calls)) {
                // It was we who did not listen: it is asked again once we do.
                return lines.reading().thenCompose(_ -> again(calls));
              }
              if (greeting.lost() && beginsAnew(calls)) {
                // What was missed keeps its place, and is asked for again on the next line.
                return DONE;
              }
              met(calls, greeting.lost());
              return failure == null ? DONE : CompletableFuture.<Void>failedFuture(failure);
            })
        .thenCompose(next -> next);
  }

  private boolean deafSince(long turns, Link calls) {
    return calls.tellsCuts() && (lines.paused() || lines.turns() != turns);
  }

  private CompletionStage<Void> again(Link calls) {
    return calls.equals(link) ? attach(calls, Map.of()) : DONE;
  }

  /** All that could be learnt is known. */
  private void met(Link calls, boolean inVain) {
    vain.set(0);
    if (inVain && calls.tellsCuts() && !missed.isEmpty()) {
      log.warn("login {}: what was missed in {} groups was asked for in vain", id, missed.size());
    }
    missed.keySet().forEach(group -> fill(group, List.of()));
    if (calls.equals(link)) {
      greeted = true;
    }
  }

  /** Whether the greeting comes again, since the line is cut, or is cut for want of answers. */
  private boolean beginsAnew(Link calls) {
    if (!calls.isOpen()) {
      return true;
    }
    if (calls.tellsCuts() && vain.incrementAndGet() < VAIN_GREETINGS) {
      calls.hangUp();
      return true;
    }
    return false;
  }

  /** Messages that were missed since a time: what is heard meanwhile waits behind them. */
  private record Missed(long since, CompletableFuture<List<Event>> events) {}

  private Missed keepPlace(KnownGroup known) {
    Missed place = new Missed(known.newest(), new CompletableFuture<>());
    var _ =
        order
            .later(known.id.id(), place.events)
            .thenRun(
                () ->
                    place
                        .events
                        .join()
                        .forEach(event -> stored(known, event.at().getEpochSecond())));
    return place;
  }

  private void fill(String group, List<Event> events) {
    Missed place = missed.remove(group);
    if (place != null) {
      place.events.complete(events);
    }
  }

  private CompletionStage<?> meet(
      Greeting greeting, Link calls, boolean history, Set<String> absent) {
    // A post that fails is not noticed here: what it told is fetched at the next greeting only,
    // which is too little to promise.
    extras = new Rights.Extras(extras.notice(), history && calls.tellsCuts());
    List<CompletionStage<?>> all = new ArrayList<>();
    Map<String, KnownGroup> known = Map.copyOf(groups);
    known.forEach((id, group) -> all.add(learn(greeting, group, absent.contains(id))));
    if (history) {
      missed.forEach(
          (id, place) -> {
            KnownGroup group = known.get(id);
            if (group != null) {
              all.add(
                  greeting
                      .history(group, place.since, translator)
                      .thenAccept(events -> events.ifPresent(found -> fill(id, found))));
            }
          });
    }
    return CompletableFuture.allOf(
        all.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }

  private void listed(String group, String title) {
    KnownGroup known = groups.computeIfAbsent(group, at -> new KnownGroup(at, title, now()));
    known.title = title;
  }

  /**
   * Asks what the login is in a group.
   *
   * @param absent whether the list of its groups lacks this one: then it may be in it no more
   */
  private CompletionStage<?> learn(Greeting greeting, KnownGroup known, boolean absent) {
    return greeting
        .own(known)
        .thenAccept(
            reply -> {
              if (absent && reply instanceof Reply.No) {
                lost(known);
              } else {
                known.role = Greeting.role(reply);
                sight(known);
              }
            });
  }

  private void lost(KnownGroup known) {
    if (groups.remove(known.id.id(), known)) {
      Instant now = host.clock().instant();
      var _ =
          order.put(
              known.id.id(), new Event.GroupLost(accountId, known.id, sighting(known, now), now));
    }
  }

  /** Calls can't be made there any more. Returns where they can be made instead, or null. */
  @Nullable Link detach(Link calls) {
    synchronized (links) {
      links.remove(calls);
      if (!calls.equals(link)) {
        return null;
      }
      link = links.peek();
      greeted = false;
    }
    notices.abandon();
    return link;
  }

  /** An event has come. Completes once it is committed; at once when Steward has no use for it. */
  CompletionStage<EventSink.Receipt> heard(Frame frame) {
    CompletionStage<EventSink.Receipt> taken =
        switch (frame.postType) {
          case "message" -> message(frame);
          case "notice" -> notice(frame);
          case "request" -> request(frame);
          // What we ourselves said, and heartbeats.
          case "message_sent", "meta_event" -> CompletableFuture.completedFuture(USELESS);
          default -> null;
        };
    if (taken == null) {
      tally.unused.increment();
      return CompletableFuture.completedFuture(USELESS);
    }
    return taken;
  }

  private @Nullable CompletionStage<EventSink.Receipt> message(Frame frame) {
    if (frame.messageId.isEmpty() || frame.userId.isEmpty()) {
      return null;
    }
    if (frame.userId.equals(id)) {
      return CompletableFuture.completedFuture(USELESS);
    }
    if (frame.type.equals("private")) {
      if (frame.subType.equals("group") && !frame.groupId.isEmpty()) {
        throughGroup.put(frame.userId, frame.groupId);
      }
      return intake.take(translator.privateMessage(frame));
    }
    if (!frame.type.equals("group") || frame.groupId.isEmpty() || frame.subType.equals("notice")) {
      return null;
    }
    KnownGroup group = known(frame.groupId);
    group.heard(frame.userId, Translator.role(frame.role), frame.messageId);
    CompletionStage<EventSink.Receipt> taken =
        order.put(frame.groupId, translator.groupMessage(frame, group.id));
    if (frame.time > group.newest()) {
      var _ = taken.thenRun(() -> stored(group, frame.time));
    }
    return taken;
  }

  /** A message is committed. A time in the future would hide what is missed later. */
  private void stored(KnownGroup group, long time) {
    group.stored(Math.min(time, now()));
  }

  private long now() {
    return host.clock().instant().getEpochSecond();
  }

  private @Nullable CompletionStage<EventSink.Receipt> notice(Frame frame) {
    if (frame.groupId.isEmpty()) {
      return null;
    }
    KnownGroup group = known(frame.groupId);
    return switch (frame.type) {
      case "group_recall" -> {
        notices.arrived(Notice.recall(frame.groupId, frame.messageId), true);
        yield frame.messageId.isEmpty()
            ? null
            : order.put(frame.groupId, translator.recalled(frame, group.id));
      }
      case "group_ban" -> banned(frame, group);
      case "group_increase" -> increased(frame, group);
      case "group_decrease" -> decreased(frame, group);
      case "group_admin" -> admin(frame, group);
      case "group_card" ->
          frame.userId.isEmpty() || frame.cardNew.isEmpty()
              ? null
              : order.put(frame.groupId, translator.renamed(frame, group.id));
      default -> null;
    };
  }

  private @Nullable CompletionStage<EventSink.Receipt> banned(Frame frame, KnownGroup group) {
    boolean lifted = frame.subType.equals("lift_ban") || frame.duration == 0;
    boolean everybody = frame.userId.isEmpty() || frame.userId.equals("0");
    if (everybody) {
      notices.arrived(Notice.muteAll(frame.groupId, frame.subType.equals("ban")), true);
      return null;
    }
    notices.arrived(Notice.mute(frame.groupId, frame.userId, !lifted), true);
    return order.put(frame.groupId, translator.muted(frame, group.id));
  }

  private @Nullable CompletionStage<EventSink.Receipt> increased(Frame frame, KnownGroup group) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    Link calls = link;
    if (frame.userId.equals(id) && calls != null) {
      return order.later(
          frame.groupId,
          learn(new Greeting(this, calls, lookups), group, false).thenApply(_ -> List.of()));
    }
    if (calls == null) {
      return order.put(frame.groupId, translator.joined(frame, group.id, ""));
    }
    return order.later(
        frame.groupId,
        new Greeting(this, calls, lookups)
            .name(group, frame.userId)
            .thenApply(name -> List.of(translator.joined(frame, group.id, name))));
  }

  private @Nullable CompletionStage<EventSink.Receipt> decreased(Frame frame, KnownGroup group) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    notices.arrived(Notice.out(frame.groupId, frame.userId), true);
    if (frame.subType.equals("kick_me")
        || frame.subType.equals("disband")
        || frame.userId.equals(id)) {
      groups.remove(frame.groupId);
      return order.put(frame.groupId, translator.lost(frame, group.id));
    }
    return order.put(frame.groupId, translator.left(frame, group.id));
  }

  private @Nullable CompletionStage<EventSink.Receipt> admin(Frame frame, KnownGroup group) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    Event.RoleChanged changed = translator.roleChanged(frame, group.id);
    if (frame.userId.equals(id)) {
      group.role = changed.role();
      sight(group);
    } else {
      group.seen(frame.userId, changed.role());
    }
    return order.put(frame.groupId, changed);
  }

  private @Nullable CompletionStage<EventSink.Receipt> request(Frame frame) {
    Link calls = link;
    if (!frame.type.equals("group")
        || !frame.subType.equals("add")
        || frame.groupId.isEmpty()
        || frame.userId.isEmpty()
        || frame.flag.isEmpty()) {
      return null;
    }
    KnownGroup group = known(frame.groupId);
    if (calls == null) {
      return order.put(frame.groupId, translator.asked(frame, group.id, ""));
    }
    return order.later(
        frame.groupId,
        new Greeting(this, calls, lookups)
            .stranger(frame.userId)
            .thenApply(name -> List.of(translator.asked(frame, group.id, name))));
  }

  /** The group of an event: one that nobody told of is told to Steward first. */
  private KnownGroup known(String group) {
    KnownGroup known = groups.get(group);
    if (known == null) {
      known = new KnownGroup(group, group, now());
      groups.put(group, known);
      sight(known);
      Link calls = link;
      if (calls != null) {
        KnownGroup met = known;
        Greeting greeting = new Greeting(this, calls, lookups);
        var _ =
            greeting
                .title(met)
                .thenCompose(
                    title -> {
                      met.title = title;
                      return learn(greeting, met, false);
                    });
      }
    }
    return known;
  }

  private String sighting(KnownGroup known, Instant now) {
    return known.id.id() + ":" + now.toEpochMilli() + ":" + sightings.incrementAndGet();
  }

  private void sight(KnownGroup known) {
    Instant now = host.clock().instant();
    var _ =
        order.put(
            known.id.id(),
            new Event.GroupSeen(
                accountId,
                known.id,
                sighting(known, now),
                known.title,
                Rights.of(known.role, extras),
                now));
  }

  void close() {
    link = null;
    greeted = false;
    intake.close();
    notices.abandon();
  }
}
