package dev.steward.engine.lane;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink.Receipt;
import dev.steward.chat.Key;
import dev.steward.engine.flow.GroupFlow;
import dev.steward.engine.flow.Input;
import dev.steward.engine.flow.Post;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that handles the inputs of its keys in order: it takes what waits in its queue, up to
 * a batch, lets the {@link GroupFlow} handle each, commits once, and only then acknowledges and
 * hands the posts to the outbox.
 *
 * <p>When the database refuses, the transaction is rolled back, the flow is made again, and the
 * same batch is tried again: nothing is acknowledged, the queue fills, and connections wait. An
 * input that breaks its batch by itself is set aside in the journal as failed, so that it can't
 * hold up the others.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /**
   * At most so many inputs are committed together. Larger batches save little, and are copied by
   * each garbage collection until they are through.
   */
  private static final int BATCH = 500;

  private static final int TRIES_TOGETHER = 3;

  /** Wakes a lane that sleeps beside its empty queue; no work, and not counted. */
  private static final Entry WAKE =
      new Entry(new Input.Task(Key.BRAND, _ -> {}), new CompletableFuture<>());

  private static final CompletionStage<?> NOTHING = CompletableFuture.completedFuture(null);

  private final String name;
  private final BlockingQueue<Entry> queue;
  private final Database database;
  private final FlowMaker flowMaker;
  private final AfterCommit afterCommit;
  private final LaneFigures figures;
  private final Thread thread;

  private final AtomicInteger open;
  private final AtomicLong characters;

  private final CountDownLatch started = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile boolean ended;
  private volatile @Nullable String trouble;

  /** An input in the queue, and who waits for it. */
  record Entry(Input input, CompletableFuture<Receipt> done) {
    /** What it holds in memory. */
    long characters() {
      return input instanceof Input.Heard heard ? heard.event().characters() : 0;
    }
  }

  /** Makes the flow of this lane on a fresh connection. */
  @FunctionalInterface
  interface FlowMaker {
    GroupFlow make(Sql sql);
  }

  /** What follows a commit. Called on the lane's thread; must not block. */
  interface AfterCommit {
    void posts(List<Post> posts);

    void timers(List<GroupFlow.TimerChange> timers);

    /** The result completes when they, and the letters that follow from them, were handled. */
    CompletionStage<?> letters(List<Input.LetterDue> letters);

    /** The queue has fewer waiting than before. */
    void drained();
  }

  /**
   * @param open counts the inputs of all lanes that were taken and are not over
   * @param characters counts what those hold in memory
   */
  Lane(
      String name,
      int capacity,
      Database database,
      FlowMaker flowMaker,
      AfterCommit afterCommit,
      AtomicInteger open,
      AtomicLong characters,
      LaneFigures figures) {
    this.open = open;
    this.characters = characters;
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.database = database;
    this.flowMaker = flowMaker;
    this.afterCommit = afterCommit;
    this.figures = figures;
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was room. */
  boolean offer(Entry entry) {
    begins(entry);
    boolean room = queue.offer(entry);
    if (!room) {
      over(entry);
    }
    if (ended) {
      drainRefusing();
    }
    return room;
  }

  /** Waits for room; for what must not be refused: the outbox's news, letters, timers. */
  void put(Entry entry) throws InterruptedException {
    begins(entry);
    queue.put(entry);
    if (ended) {
      drainRefusing();
    }
  }

  private void begins(Entry entry) {
    open.incrementAndGet();
    characters.addAndGet(entry.characters());
  }

  private void over(Entry entry) {
    characters.addAndGet(-entry.characters());
    open.decrementAndGet();
  }

  int waiting() {
    return queue.size();
  }

  /** What is wrong right now, for the console; null when all is well. */
  @Nullable String trouble() {
    return trouble;
  }

  private void run() {
    List<Entry> batch = new ArrayList<>(BATCH);
    @Nullable State state = null;
    int failures = 0;
    while (true) {
      try {
        if (state == null) {
          state = open();
          started.countDown();
        }
        if (batch.isEmpty() && !fill(batch)) {
          break;
        }
        handle(state, batch, failures >= TRIES_TOGETHER);
        batch.clear();
        failures = 0;
        trouble = null;
        afterCommit.drained();
      } catch (SQLException | RuntimeException | Error e) {
        // An error, too: without its lane a group is not heard any more, and nobody is told.
        failures++;
        trouble = e.getMessage() == null ? e.toString() : e.getMessage();
        log.error(
            "{}: the batch is rolled back and tried again ({}): {}",
            name,
            failures,
            trouble,
            failures == 1 ? e : null);
        figures.failed();
        if (state != null) {
          letGo(state.sql);
          state = null;
        }
        started.countDown();
        if (stopping && failures > TRIES_TOGETHER) {
          fail(batch, e);
          break;
        }
        pause(failures);
      }
    }
    if (state != null) {
      letGo(state.sql);
    }
    ended = true;
    drainRefusing();
  }

  /** Waits for work; false when the lane is stopping and nothing is left. */
  private boolean fill(List<Entry> batch) {
    try {
      while (true) {
        Entry first = queue.poll(stopping ? 0 : 200, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          batch.removeIf(WAKE::equals);
          if (!batch.isEmpty()) {
            return true;
          }
        }
        if (stopping) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void handle(State state, List<Entry> batch, boolean oneByOne) throws SQLException {
    long start = System.nanoTime();
    if (oneByOne) {
      while (!batch.isEmpty()) {
        alone(state, batch.getFirst());
        batch.removeFirst();
      }
      return;
    }
    state.flow.coming(batch.stream().map(Entry::input).toList());
    List<Receipt> receipts = new ArrayList<>(batch.size());
    for (Entry entry : batch) {
      receipts.add(state.flow.take(entry.input) ? Receipt.COMMITTED : Receipt.DUPLICATE);
    }
    CompletionStage<?> followed = commit(state);
    figures.committed(batch.size(), System.nanoTime() - start);
    for (int i = 0; i < batch.size(); i++) {
      acknowledge(batch.get(i), receipts.get(i), followed);
    }
  }

  /**
   * After a batch failed again and again: each input in a transaction of its own, and the broken
   * one set aside.
   */
  private void alone(State state, Entry entry) throws SQLException {
    Receipt receipt;
    CompletionStage<?> followed;
    try {
      receipt = state.flow.take(entry.input) ? Receipt.COMMITTED : Receipt.DUPLICATE;
      followed = commit(state);
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof StoreFailure failure && failure.passes()) {
        throw e;
      }
      log.error("{}: set aside as failed: {}", name, entry.input.key(), e);
      state.sql.rollback();
      state.renew();
      figures.setAside();
      if (entry.input instanceof Input.Heard heard) {
        state.flow.setAside(heard);
      }
      followed = commit(state);
      receipt = Receipt.COMMITTED;
    }
    acknowledge(entry, receipt, followed);
  }

  /** Commits, and hands on what follows; the result completes when its letters were handled. */
  private CompletionStage<?> commit(State state) throws SQLException {
    state.flow.flush();
    String transaction = state.sql.transaction();
    try {
      state.sql.commit();
    } catch (StoreFailure e) {
      if (transaction.isEmpty() || !e.cut() || !tookPlace(transaction)) {
        throw e;
      }
    }
    state.flow.committed();
    List<Post> posts = state.flow.takePosts();
    if (!posts.isEmpty()) {
      afterCommit.posts(posts);
    }
    List<GroupFlow.TimerChange> timers = state.flow.takeTimers();
    if (!timers.isEmpty()) {
      afterCommit.timers(timers);
    }
    List<Input.LetterDue> letters = state.flow.takeLetters();
    CompletionStage<?> followed = letters.isEmpty() ? NOTHING : afterCommit.letters(letters);
    database.committed(state.sql.takeRows());
    return followed;
  }

  /**
   * The connection was cut in the middle of a commit: asks until the database tells what became of
   * it, so that nothing is done twice.
   */
  private boolean tookPlace(String transaction) throws SQLException {
    for (int tries = 1; ; tries++) {
      try {
        return database.tookPlace(transaction);
      } catch (SQLException | StoreFailure e) {
        trouble = e.getMessage();
        log.error("{}: whether a commit took place is asked again ({}): {}", name, tries, trouble);
        if (stopping && tries > TRIES_TOGETHER) {
          throw e;
        }
        pause(tries);
      }
    }
  }

  /**
   * An event counts once it is committed. Whoever asked for something, in the console or by a
   * letter, is answered when other lanes have done their part as well.
   */
  private void acknowledge(Entry entry, Receipt receipt, CompletionStage<?> followed) {
    boolean asked =
        switch (entry.input) {
          case Input.Heard heard -> heard.event() instanceof Event.StaffCommand;
          case Input.LetterDue _, Input.Task _ -> true;
          case Input.OutboxNews _ -> false;
        };
    if (asked && !followed.toCompletableFuture().isDone()) {
      // Should that fail, then since Steward stops: it is committed all the same.
      var _ = followed.whenComplete((_, _) -> acknowledge(entry, receipt));
    } else {
      acknowledge(entry, receipt);
    }
  }

  private void acknowledge(Entry entry, Receipt receipt) {
    // In this order: whoever waits until nothing is busy finds what follows from it begun.
    entry.done.complete(receipt);
    over(entry);
  }

  private State open() throws SQLException {
    Sql sql = new Sql(database.openForLane());
    try {
      State state = new State(sql);
      List<Input.LetterDue> waiting = state.flow.waitingLetters();
      for (Input.LetterDue letter : waiting) {
        state.flow.take(letter);
      }
      commit(state);
      return state;
    } catch (RuntimeException | Error e) {
      letGo(sql);
      throw e;
    }
  }

  private void letGo(Sql sql) {
    try (sql) {
      sql.rollback();
    } catch (StoreFailure e) {
      // A full database has rolled back by itself already.
      log.debug("{}: the connection was let go: {}", name, e.getMessage());
    }
  }

  private void pause(int failures) {
    try {
      // Waiting for the database to come back, not for a thread: doubling from 50 ms up to 3 s.
      TimeUnit.MILLISECONDS.sleep(Math.min(3_000, 25L << Math.min(failures, 7)));
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void fail(List<Entry> entries, Throwable e) {
    for (Entry entry : entries) {
      entry.done.completeExceptionally(e);
      over(entry);
    }
  }

  private void drainRefusing() {
    List<Entry> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.removeIf(WAKE::equals);
    fail(rest, new IllegalStateException("Steward is stopping; deliver the event again later"));
  }

  /** From now on it handles what waits, then ends. */
  void stop() {
    stopping = true;
    var _ = queue.offer(WAKE);
  }

  /** Waits for its end. */
  void join(Duration atMost) {
    try {
      if (!thread.join(atMost)) {
        log.error("{}: did not stop in time", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The connection with its flow; both are thrown away together. */
  private final class State {
    final Sql sql;
    GroupFlow flow;

    State(Sql sql) {
      this.sql = sql;
      flow = flowMaker.make(sql);
    }

    void renew() {
      flow = flowMaker.make(sql);
    }
  }
}
