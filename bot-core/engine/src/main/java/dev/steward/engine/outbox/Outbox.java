package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.ActionRows;
import dev.steward.engine.flow.Input;
import dev.steward.engine.flow.Post;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs committed posts: in order within a key, but for deeds that have nothing to do with each
 * other (see {@link Turns}); within each account's rate limit; again after a pause when the
 * platform allows it; and never twice when that would be read twice. What became of each goes back
 * to the lane as news.
 *
 * <p>Thread-safe. Its work runs on one thread of its own, so that nothing here needs a lock.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** While a platform is away: thousands of groups may wait for it, and want it back soon. */
  private static final long LONGEST_BACKOFF_MILLIS = 15_000;

  /**
   * Deeds of one account that are under way at once. A platform that does them one after the other
   * must be through before the first of them is given up for lost.
   */
  private static final int MOST_DEEDS = 32;

  private final Wire wire;
  private final InstantSource clock;
  private final Function<AccountId, Limits> limits;
  private final Function<Input.OutboxNews, CompletionStage<?>> news;
  private final ScheduledExecutorService loop;
  private final Map<Key, Turns> keys = new HashMap<>();
  private final Pace pace;

  /** How many deeds of an account are under way, and the keys that wait until fewer are. */
  private final Map<AccountId, Integer> deeds = new HashMap<>();

  private final Map<AccountId, Set<Key>> crowds = new HashMap<>();
  private int open;
  private boolean begun;
  private boolean closing;

  /**
   * @param loop a single thread; this object owns it and ends it
   * @param news takes what is to be written down, and completes once it is; may block
   */
  public Outbox(
      Wire wire,
      InstantSource clock,
      Function<AccountId, Limits> limits,
      Function<Input.OutboxNews, CompletionStage<?>> news,
      ScheduledExecutorService loop) {
    this.wire = wire;
    this.clock = clock;
    this.limits = limits;
    this.news = news;
    this.loop = loop;
    this.pace = new Pace(limits);
    var _ = wire.hangs().thenRun(() -> run(this::begin));
  }

  private void begin() {
    begun = true;
    List.copyOf(keys.keySet()).forEach(this::goOn);
  }

  /** Takes posts that were just committed. */
  public void accept(List<Post> posts) {
    run(() -> add(posts.stream().map(post -> new Item(post, false)).toList()));
  }

  /**
   * Takes what was not over at the last stop: what may have been said already is looked up first,
   * never said again.
   */
  public void recover(List<ActionRows.Unfinished> unfinished) {
    run(() -> add(unfinished.stream().map(left -> new Item(left.post(), left.claimed())).toList()));
  }

  /** How many actions are not over. */
  public CompletionStage<Integer> open() {
    return CompletableFuture.supplyAsync(() -> open, loop);
  }

  /** What comes after the end is in the database, and taken up at the next start. */
  private void run(Runnable work) {
    try {
      loop.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              log.error("outbox", e);
            }
          });
    } catch (RejectedExecutionException ended) {
      log.debug("after the outbox's end: left for the next start");
    }
  }

  private void add(List<Item> items) {
    Set<Key> touched = new LinkedHashSet<>();
    for (Item item : items) {
      open++;
      keys.computeIfAbsent(item.post.key(), _ -> new Turns(this::hasRoom)).add(item);
      touched.add(item.post.key());
    }
    touched.forEach(this::goOn);
  }

  private boolean hasRoom(AccountId account) {
    return deeds.getOrDefault(account, 0) < MOST_DEEDS;
  }

  /** Whoever may go in a key goes; in a loop, since thousands may be too old by now. */
  private void goOn(Key key) {
    Turns turns = keys.get(key);
    if (closing || !begun || turns == null) {
      return;
    }
    for (Item item = turns.next(); item != null; item = turns.next()) {
      goes(item);
    }
    for (AccountId crowded : turns.crowded()) {
      crowds.computeIfAbsent(crowded, _ -> new LinkedHashSet<>()).add(key);
    }
    if (turns.isEmpty()) {
      keys.remove(key, turns);
    }
  }

  /** Goes, if its account has room by then; else it waits, or is too old. */
  private void goes(Item item) {
    item.state = Item.State.UNDER_WAY;
    long wait = pace.take(item, clock.instant());
    if (late(item, wait)) {
      pace.giveBack(item);
      drop(item);
    } else if (wait > 0) {
      item.state = Item.State.DELAYED;
      later(() -> itsTurn(item), wait);
    } else {
      go(item);
    }
  }

  /** Its account has room now. */
  private void itsTurn(Item item) {
    item.state = Item.State.UNDER_WAY;
    if (late(item, 0)) {
      drop(item);
    } else {
      go(item);
    }
    goOn(item.post.key());
  }

  /** Its pause is over. */
  private void onceMore(Item item) {
    goes(item);
    goOn(item.post.key());
  }

  /** Whether it is too old to be of use in so many milliseconds. */
  private boolean late(Item item, long wait) {
    return !item.claimed && clock.instant().plusMillis(wait).isAfter(item.post.expires());
  }

  private void drop(Item item) {
    over(item, "dropped", new Outcome.Failed("expired", Outcome.Effect.NONE, null));
  }

  private void go(Item item) {
    item.attempts++;
    boolean harmless = item.post.action().repeatable() || wire.saysOnce(item.order());
    if (harmless) {
      perform(item);
    } else if (item.claimed) {
      var _ =
          wire.lookUp(item.order())
              .exceptionally(
                  failure -> {
                    log.warn("looking up action {} failed: {}", item.post.id(), failure.toString());
                    return Optional.empty();
                  })
              .thenAccept(found -> run(() -> lookedUp(item, found)));
    } else {
      item.claimed = true;
      var _ =
          news.apply(changed(item, new Input.Change.Claimed()))
              .whenComplete((_, failure) -> run(() -> claimed(item, failure)));
    }
  }

  private void claimed(Item item, @Nullable Throwable failure) {
    if (failure == null) {
      perform(item);
    } else {
      log.warn("action {} waits for the next start: {}", item.post.id(), failure.toString());
    }
  }

  private void lookedUp(Item item, Optional<Outcome> outcome) {
    if (outcome.isPresent()) {
      settle(item, outcome.get());
    } else {
      end(item, "unknown", Outcome.Failed.unknown("Steward stopped while it was being sent"));
    }
  }

  private void perform(Item item) {
    long patience = limits.apply(item.post.account()).patience().toMillis();
    CompletionStage<Outcome> outcome = wire.perform(item.order());
    if (!item.speaks()) {
      deeds.merge(item.post.account(), 1, Integer::sum);
    }
    var _ =
        outcome
            .toCompletableFuture()
            .orTimeout(patience, TimeUnit.MILLISECONDS)
            .exceptionally(
                failure ->
                    failure instanceof TimeoutException
                        ? Outcome.Failed.unknown("no answer within " + patience + " ms")
                        : Outcome.Failed.unknown(failure.toString()))
            .thenAccept(how -> run(() -> performed(item, how)));
  }

  private void performed(Item item, Outcome outcome) {
    settle(item, outcome);
    if (item.speaks()) {
      return;
    }
    // Its own key has found no room yet if others wait for it, and stands behind them.
    AccountId account = item.post.account();
    deeds.merge(account, -1, Integer::sum);
    Set<Key> crowd = crowds.getOrDefault(account, Set.of());
    while (!crowd.isEmpty() && hasRoom(account)) {
      Key next = crowd.iterator().next();
      crowd.remove(next);
      goOn(next);
    }
  }

  private void settle(Item item, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted _, Outcome.Confirmed _ -> end(item, "done", outcome);
      case Outcome.Unsupported _, Outcome.NeedsHuman _ -> end(item, "human", outcome);
      case Outcome.Refused _ -> end(item, "failed", outcome);
      case Outcome.Failed failed -> failed(item, failed);
    }
  }

  private void failed(Item item, Outcome.Failed failed) {
    if (failed.effect() == Outcome.Effect.UNTRIED) {
      untried(item, failed);
      return;
    }
    item.untried = 0;
    Limits limit = limits.apply(item.post.account());
    boolean harmless = item.post.action().repeatable() || wire.saysOnce(item.order());
    boolean again = failed.effect() == Outcome.Effect.NONE ? failed.retryAfter() != null : harmless;
    if (!again) {
      end(item, failed.effect() == Outcome.Effect.NONE ? "failed" : "unknown", failed);
    } else if (item.attempts >= limit.attempts()) {
      end(item, "failed", failed);
    } else {
      item.claimed = false;
      write(item, new Input.Change.Retried(item.attempts, failed));
      again(item, 500L << Math.min(item.attempts - 1, 7), failed);
      item.state = Item.State.PAUSING;
      goOn(item.post.key());
    }
  }

  /** However long a platform is away: what is too old when it comes back is dropped then. */
  private void untried(Item item, Outcome.Failed failed) {
    item.attempts--;
    item.untried++;
    if (item.claimed || item.untried == 1) {
      item.claimed = false;
      write(item, new Input.Change.Retried(item.attempts, failed));
    }
    again(item, Math.min(500L << Math.min(item.untried - 1, 7), LONGEST_BACKOFF_MILLIS), failed);
    pace.giveBack(item);
    item.state = Item.State.DELAYED;
    goOn(item.post.key());
  }

  private void again(Item item, long backoff, Outcome.Failed failed) {
    Duration asked = failed.retryAfter();
    later(() -> onceMore(item), Math.max(backoff, asked == null ? 0 : asked.toMillis()));
  }

  private void end(Item item, String state, Outcome outcome) {
    over(item, state, outcome);
    goOn(item.post.key());
  }

  private void over(Item item, String state, Outcome outcome) {
    Post post = item.post;
    ActionEnded ended =
        new ActionEnded(
            post.id(),
            post.seq(),
            post.key(),
            post.account(),
            post.action(),
            post.reason(),
            outcome);
    write(item, new Input.Change.Ended(ended, state, item.attempts));
    open--;
    Turns turns = keys.get(post.key());
    if (turns != null) {
      turns.remove(item);
    }
  }

  private void later(Runnable work, long millis) {
    var _ =
        loop.schedule(
            () -> {
              try {
                if (!closing) {
                  work.run();
                }
              } catch (RuntimeException e) {
                log.error("outbox", e);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static Input.OutboxNews changed(Item item, Input.Change change) {
    return new Input.OutboxNews(item.post.key(), item.post.id(), change);
  }

  private void write(Item item, Input.Change change) {
    var _ =
        news.apply(changed(item, change))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    log.warn(
                        "action {} was not written down: {}", item.post.id(), failure.toString());
                  }
                });
  }

  /**
   * Stops taking up new actions and waits for those under way, up to a time; the rest is done after
   * the next start.
   */
  public void drain(Duration most) {
    CompletableFuture<Void> empty = new CompletableFuture<>();
    run(() -> whenEmpty(empty));
    try {
      empty.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.info("the outbox was not empty after {}; the rest is done after the next start", most);
    } catch (ExecutionException e) {
      log.error("outbox", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    run(() -> closing = true);
  }

  private void whenEmpty(CompletableFuture<Void> empty) {
    if (open == 0) {
      empty.complete(null);
    } else if (!closing) {
      later(() -> whenEmpty(empty), 20);
    }
  }

  @Override
  public void close() {
    run(() -> closing = true);
    loop.shutdown();
    try {
      if (!loop.awaitTermination(5, TimeUnit.SECONDS)) {
        loop.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
