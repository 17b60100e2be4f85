package dev.steward.engine.outbox;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.ActionRows;
import dev.steward.engine.flow.Input;
import dev.steward.engine.flow.Post;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
 * Performs committed posts: in order within a key, one at a time there, but that an account that
 * has to wait holds up no other, and its talk no deletion; within each account's rate limit; again
 * after a pause when the platform allows it; and never twice when that would be read twice. What
 * became of each goes back to the lane as news.
 *
 * <p>Thread-safe. Its work runs on one thread of its own, so that nothing here needs a lock.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** While a platform is away: thousands of groups may wait for it, and want it back soon. */
  private static final long LONGEST_BACKOFF_MILLIS = 15_000;

  /** Behind more that have to wait in one group, nobody is looked for. */
  private static final int FARTHEST_LOOK = 1_000;

  private final Wire wire;
  private final InstantSource clock;
  private final Function<AccountId, Limits> limits;
  private final Function<Input.OutboxNews, CompletionStage<?>> news;
  private final ScheduledExecutorService loop;
  private final Map<Key, Deque<Item>> queues = new HashMap<>();
  private final Map<Mouth, Bucket> buckets = new HashMap<>();
  private int open;
  private boolean begun;
  private boolean closing;

  /** What people read waits for its turn apart from what is done to messages and members. */
  private record Mouth(AccountId account, boolean speaks) {
    static Mouth of(Item item) {
      return new Mouth(item.post.account(), item.speaks());
    }
  }

  /** A post with what is known of it here. */
  private static final class Item {
    final Post post;
    int attempts;

    /** How often in a row it could not be tried. */
    int untried;

    /** Whether it had its turn, and is not over. */
    boolean begun;

    /** Whether it waits for a line, for a pause to be over or for the account's pace. */
    boolean delayed;

    boolean claimed;

    Item(Post post, boolean claimed) {
      this.post = post;
      this.attempts = post.attempts();
      this.claimed = claimed;
    }

    /** Whether people read it: some platforms say a notice as they say everything. */
    boolean speaks() {
      return !post.action().repeatable() || post.action() instanceof Action.SetNotice;
    }

    Order order() {
      return new Order(post.id(), post.account(), post.action(), attempts);
    }
  }

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
    var _ = wire.hangs().thenRun(() -> run(this::begin));
  }

  private void begin() {
    begun = true;
    List.copyOf(queues.values()).forEach(queue -> next(queue.getFirst()));
  }

  /** Takes posts that were just committed. */
  public void accept(List<Post> posts) {
    run(() -> posts.forEach(post -> add(new Item(post, false))));
  }

  /**
   * Takes what was not over at the last stop: what may have been said already is looked up first,
   * never said again.
   */
  public void recover(List<ActionRows.Unfinished> unfinished) {
    run(() -> unfinished.forEach(left -> add(new Item(left.post(), left.claimed()))));
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

  private void add(Item item) {
    open++;
    Deque<Item> queue = queues.computeIfAbsent(item.post.key(), _ -> new ArrayDeque<>(2));
    queue.add(item);
    goOn(queue);
  }

  /** The first of a key that nothing before it holds up has its turn. */
  private void goOn(Deque<Item> queue) {
    Item first = queue.getFirst();
    if (!first.begun) {
      next(first);
    } else if (first.delayed) {
      following(queue).ifPresent(this::next);
    }
  }

  /** Behind one that has to wait; none while another is under way. */
  private static Optional<Item> following(Deque<Item> queue) {
    Set<Mouth> shut = new HashSet<>(4);
    int looked = 0;
    for (Item item : queue) {
      if (item.begun && !item.delayed) {
        return Optional.empty();
      }
      if (!item.begun && !shut.contains(Mouth.of(item))) {
        return Optional.of(item);
      }
      shut.add(Mouth.of(item));
      // What is said about a deletion comes after it.
      shut.add(new Mouth(item.post.account(), true));
      looked++;
      if (looked == FARTHEST_LOOK) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** It is the item's turn: it may go as soon as its account has room. */
  private void next(Item item) {
    if (closing || !begun) {
      return;
    }
    item.begun = true;
    item.delayed = false;
    Bucket bucket = bucket(item);
    long wait = bucket.take(clock.instant());
    if (late(item, wait)) {
      bucket.giveBack();
      drop(item);
    } else if (wait > 0) {
      item.delayed = true;
      later(() -> itsTurn(item), wait);
      goOn(item);
    } else {
      go(item);
    }
  }

  private Bucket bucket(Item item) {
    return buckets.computeIfAbsent(
        Mouth.of(item), mouth -> new Bucket(limits.apply(mouth.account())));
  }

  private void itsTurn(Item item) {
    if (closing) {
      return;
    }
    item.delayed = false;
    if (late(item, 0)) {
      drop(item);
    } else {
      go(item);
    }
  }

  private void goOn(Item item) {
    Deque<Item> queue = queues.get(item.post.key());
    if (queue != null) {
      goOn(queue);
    }
  }

  /** Whether it is too old to be of use in so many milliseconds. */
  private boolean late(Item item, long wait) {
    return !item.claimed && clock.instant().plusMillis(wait).isAfter(item.post.expires());
  }

  private void drop(Item item) {
    end(item, "dropped", new Outcome.Failed("expired", Outcome.Effect.NONE, null));
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
    var _ =
        wire.perform(item.order())
            .toCompletableFuture()
            .orTimeout(patience, TimeUnit.MILLISECONDS)
            .exceptionally(
                failure ->
                    failure instanceof TimeoutException
                        ? Outcome.Failed.unknown("no answer within " + patience + " ms")
                        : Outcome.Failed.unknown(failure.toString()))
            .thenAccept(outcome -> run(() -> settle(item, outcome)));
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
    bucket(item).giveBack();
    item.delayed = true;
    goOn(item);
  }

  private void again(Item item, long backoff, Outcome.Failed failed) {
    Duration asked = failed.retryAfter();
    later(() -> next(item), Math.max(backoff, asked == null ? 0 : asked.toMillis()));
  }

  private void end(Item item, String state, Outcome outcome) {
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
    Deque<Item> queue = queues.get(post.key());
    if (queue != null) {
      queue.remove(item);
      if (queue.isEmpty()) {
        queues.remove(post.key());
      } else {
        goOn(queue);
      }
    }
  }

  private void later(Runnable work, long millis) {
    var _ =
        loop.schedule(
            () -> {
              try {
                work.run();
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

  /** Tokens of one account. */
  private static final class Bucket {
    private final Limits limits;
    private double tokens;
    private Instant filled = Instant.MIN;

    Bucket(Limits limits) {
      this.limits = limits;
      tokens = limits.burst();
    }

    /** Nothing came of it. */
    void giveBack() {
      tokens = Math.min(limits.burst(), tokens + 1);
    }

    /** Takes a token; tells in how many milliseconds it is there. */
    long take(Instant now) {
      if (filled.isBefore(now)) {
        double seconds =
            filled.equals(Instant.MIN) ? 0 : Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(limits.burst(), tokens + seconds * limits.perSecond());
        filled = now;
      }
      tokens--;
      return tokens >= 0 ? 0 : Math.max(1, (long) Math.ceil(-tokens / limits.perSecond() * 1000));
    }
  }
}
