package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.wire.Awaited;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Intake;
import dev.steward.wire.Lookups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login: where its calls go, and how it comes back after a cut. Its events come on one thread
 * at a time; the rest is thread-safe.
 */
final class Account {
  private static final Logger log = LoggerFactory.getLogger(Account.class);
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  /** How long the platform's own notice is waited for after its "ok". */
  static final Duration NOTICE = Duration.ofSeconds(3);

  /** How long what is heard waits for what was missed before it, where nobody can be asked. */
  static final Duration ALONE = Duration.ofMinutes(1);

  /** How often a greeting whose answers got lost is begun anew; then what is known has to do. */
  private static final int VAIN_GREETINGS = 3;

  final String id;
  final AccountId accountId;
  final Lines lines = new Lines();
  final Tally tally;
  private final ScheduledExecutorService timers;
  private final InstantSource clock;
  private final Intake intake;
  private final GroupOrder order;
  private final Groups groups;
  private final Gaps gaps;
  private final Pace pace;
  private final Hearing hearing;
  private final Translator translator;
  private final Awaited<String, Boolean> notices;
  private final Presence presence;
  private final AtomicInteger vain = new AtomicInteger();
  private final AtomicInteger greetings = new AtomicInteger();
  private final Lookups lookups = new Lookups();
  private final Deque<Link> links = new ArrayDeque<>();
  private volatile @Nullable Link link;
  private volatile boolean greeted;

  /** Since when events have come while nobody can be asked; null while somebody can. */
  private volatile @Nullable Instant alone;

  /** Whether QQ was away since the last greeting. */
  private volatile boolean away;

  /**
   * @param patience how long an answer is waited for
   * @param remembered the newest message of each group that was handed over before the start, in
   *     epoch seconds
   */
  Account(String id, Host host, Tally tally, Duration patience, Map<String, Long> remembered) {
    this.id = id;
    this.timers = host.timers();
    this.clock = host.clock();
    this.accountId = new AccountId(OneBotAdapter.PLATFORM, id);
    this.tally = tally;
    this.presence = new Presence(id);
    this.intake = new Intake(host.events(), host.timers(), lines);
    this.order = new GroupOrder(intake);
    this.groups = new Groups(accountId, host.clock(), order, tally);
    this.pace = new Pace(host.timers());
    groups.remembered(remembered);
    this.gaps = new Gaps(groups, order);
    this.translator = new Translator(accountId);
    this.notices = new Awaited<>(host.timers(), patience.plus(NOTICE));
    this.hearing =
        new Hearing(id, tally, intake, order, groups, translator, notices, this::questions);
    // An event may come before the first call can be made.
    groups.all().values().forEach(gaps::open);
  }

  private @Nullable Greeting questions() {
    Link calls = link;
    return calls == null ? null : new Greeting(id, calls, lookups, tally);
  }

  /** Whether it is connected and knows its groups, and its QQ is there. */
  boolean up() {
    Link calls = link;
    return calls != null
        && calls.isOpen()
        && greeted
        && presence.isOnline()
        && !(calls.tellsCuts() && lines.isEmpty());
  }

  /** Whether its program is there and says that QQ is not. */
  boolean offline() {
    return !presence.isOnline();
  }

  /** Where orders go; null while they can't be carried out. */
  @Nullable Link link() {
    return presence.isOnline() ? link : null;
  }

  int groupCount() {
    return groups.count();
  }

  @Nullable KnownGroup group(String nativeId) {
    return groups.find(nativeId);
  }

  Set<Capability> capabilities(GroupId group) {
    return groups.capabilities(group);
  }

  /** The group through which somebody who is no friend wrote in private, or null. */
  @Nullable String throughGroup(String user) {
    return hearing.throughGroup(user);
  }

  /** The time up to which each group is complete, in epoch seconds. */
  Map<String, Long> newest() {
    return groups.newest();
  }

  /** The same of those that have moved on since the last call; 0 for one that was left. */
  Map<String, Long> moved() {
    return groups.moved();
  }

  /** What is wrong with it or with its groups, or empty. */
  String trouble() {
    return offline()
        ? "login " + id + ": QQ is offline there and must be logged in again in its OneBot program"
        : groups.trouble();
  }

  /** Waits for the platform's own notice of an effect; false when none comes. */
  CompletionStage<Boolean> notice(String key) {
    return notices.expect(key).thenApply(arrived -> arrived.orElse(false));
  }

  /** The implementation lacks an action that Steward took for granted. */
  void noGroupNotice() {
    groups.noNotice();
  }

  /** An event has come. Completes once it is committed; at once when Steward has no use for it. */
  CompletionStage<EventSink.Receipt> heard(Frame frame) {
    if (order.full() || aloneForLong()) {
      // Where nobody answers, what was missed is given up.
      giveUp();
    }
    if (presence.heard(frame)) {
      cameOrWent(frame.cq == null ? frame.type : Reply.shortened(frame));
    }
    return hearing.heard(frame);
  }

  private boolean aloneForLong() {
    if (link != null) {
      return false;
    }
    Instant now = clock.instant();
    Instant since = alone;
    if (since == null) {
      alone = now;
      return false;
    }
    return !now.isBefore(since.plus(ALONE));
  }

  /** The answer to {@code get_status} has come. */
  void status(Reply reply) {
    if (presence.answered(reply)) {
      cameOrWent("get_status");
    }
  }

  /**
   * QQ came or went while the line to its program stayed: what was missed meanwhile is fetched as
   * after a cut.
   *
   * @param word by which it was told
   */
  private void cameOrWent(String word) {
    if (offline()) {
      log.warn("login {}: QQ is offline, says its program: {}", id, word);
      away = true;
      greeted = false;
      groups.complete(false);
      return;
    }
    log.info("login {}: QQ is back", id);
    Link calls = link;
    if (calls != null) {
      var _ = attach(calls);
    }
  }

  /**
   * Calls can be made from now on: asks who and where it is, fetches what was missed, and tells
   * Steward.
   */
  CompletionStage<Void> attach(Link calls) {
    synchronized (links) {
      links.remove(calls);
      links.push(calls);
      link = calls;
      alone = null;
      greeted = false;
    }
    // Where a cut does not show, later messages may have been heard already: what was missed would
    // come out of order. There what was said before the start has kept its place since then, and
    // only groups of which nothing was heard yet are asked about once more.
    boolean cutShown = calls.tellsCuts() || away;
    away = offline();
    groups.all().values().forEach(KnownGroup::forgetLeaders);
    groups.all().values().stream().filter(group -> cutShown || !group.awake()).forEach(gaps::open);
    groups.complete(presence.isOnline());
    long turns = lines.turns();
    int mine = greetings.incrementAndGet();
    Greeting greeting = new Greeting(id, calls, lookups, tally);
    Set<String> absent = ConcurrentHashMap.newKeySet();
    return greeting
        .status()
        .thenCompose(
            reply -> {
              status(reply);
              return greeting.groups();
            })
        .thenCompose(
            listed -> {
              // Without QQ a list may be cut short, and a refusal proves nothing.
              if (!listed.isEmpty() && presence.isOnline()) {
                absent.addAll(groups.all().keySet());
                absent.removeAll(listed.keySet());
              }
              groups.listed(listed);
              return greeting
                  .history()
                  .isThere(listed.isEmpty() ? groups.all().keySet() : listed.keySet());
            })
        .thenCompose(history -> meet(greeting, calls, history, absent))
        .handle(
            (_, failure) -> {
              if (mine != greetings.get()) {
                return DONE; // the one that came after it counts
              }
              if (greeting.lost() && calls.isOpen() && deafSince(turns, calls)) {
                // It was we who did not listen: it is asked again once we do.
                return lines.reading().thenComposeAsync(_ -> again(calls), timers);
              }
              if (greeting.lost() && beginsAnew(calls)) {
                // What was missed keeps its place, and is asked for again on the next line.
                return DONE;
              }
              if (failure != null) {
                log.warn("login {}: its groups could not be read", id, failure);
              }
              met(calls);
              return DONE;
            })
        .thenCompose(next -> next);
  }

  private boolean deafSince(long turns, Link calls) {
    return calls.tellsCuts() && (lines.paused() || lines.turns() != turns);
  }

  private CompletionStage<Void> again(Link calls) {
    return calls.equals(link) ? attach(calls) : DONE;
  }

  /**
   * All that could be learnt there is known; where calls go elsewhere by now, that greeting counts.
   */
  private void met(Link calls) {
    if (!calls.equals(link)) {
      return;
    }
    vain.set(0);
    giveUp();
    greeted = presence.isOnline();
  }

  private void giveUp() {
    int groupsWithGaps = gaps.giveUp();
    if (groupsWithGaps > 0) {
      log.warn("login {}: what was missed in {} groups was not told", id, groupsWithGaps);
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

  private CompletionStage<Void> meet(
      Greeting greeting, Link calls, boolean history, Set<String> absent) {
    // A post that fails is not noticed here: what it told is fetched at the next greeting only,
    // which is too little to promise.
    groups.history(history && calls.tellsCuts());
    List<CompletionStage<Void>> all = new ArrayList<>();
    groups
        .all()
        .forEach((at, group) -> all.add(groups.learn(greeting, group, absent.contains(at))));
    if (history) {
      all.addAll(gaps.ask(greeting, translator, () -> pace.turn(calls)));
    }
    return CompletableFuture.allOf(
        all.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
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
      if (link == null) {
        presence.forget();
      }
    }
    groups.complete(false);
    notices.abandon();
    return link;
  }

  void close() {
    link = null;
    greeted = false;
    intake.close();
    pace.close();
    // Who has posted what waits there is told to post it again.
    gaps.giveUp();
    notices.abandon();
  }
}
