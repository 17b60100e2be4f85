package dev.steward.adapter.web;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms' thread: the only one that changes rooms. Takes what waits, does it in one transaction,
 * flushes once, and only then tells pages, Steward and the askers.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE = 50_000;
  private static final int BATCH = 2_000;

  private final Sql sql;
  private final RoomBook book;
  private final Consumer<List<LogEntry>> committed;
  private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Something to do with the rooms. May throw {@link Refusal} or {@link IllegalArgumentException}
   * before it changes anything; any other exception undoes it.
   */
  interface Work<T extends @Nullable Object> {
    T run(RoomBook book) throws SQLException;
  }

  /**
   * @param committed told of each batch's lines, on the rooms' thread
   */
  Writer(Sql sql, RoomBook book, Consumer<List<LogEntry>> committed) {
    this.sql = sql;
    this.book = book;
    this.committed = committed;
    this.thread = Thread.ofPlatform().daemon().name("web-rooms").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /**
   * The stage completes on the rooms' thread, after the commit. It fails with {@link Refusal}, or
   * with {@link SQLException} when the file failed; nothing has changed then.
   */
  <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
    Task<T> task = new Task<>(work);
    if (closed || !queue.offer(task)) {
      return CompletableFuture.failedFuture(Refusal.busy());
    }
    if (closed && queue.remove(task)) {
      return CompletableFuture.failedFuture(Refusal.busy());
    }
    return task.result;
  }

  /** Takes no more, finishes what waits, and returns within three seconds. */
  void close() {
    closed = true;
    try {
      thread.join(3_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    List<Task<?>> tasks = new ArrayList<>();
    while (true) {
      try {
        Task<?> first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first == null) {
          if (closed) {
            return;
          }
          continue;
        }
        tasks.add(first);
        queue.drainTo(tasks, BATCH - 1);
        transact(tasks);
      } catch (InterruptedException interrupted) {
        return;
      } finally {
        tasks.clear();
      }
    }
  }

  private void transact(List<Task<?>> tasks) {
    Batch batch = book.begin();
    try {
      for (Task<?> task : tasks) {
        task.run(book);
      }
      sql.commit();
    } catch (SQLException | RuntimeException broken) {
      undo();
      if (tasks.size() > 1) {
        // One of them is to blame: each on its own, so that it alone fails.
        List.copyOf(tasks).forEach(task -> transact(List.of(task)));
      } else {
        LOG.error("The rooms' file failed; a request is turned away", broken);
        tasks.forEach(task -> task.fail(broken));
      }
      return;
    }
    try {
      committed.accept(batch.entries());
      batch.runAfterwards();
    } catch (RuntimeException broken) {
      LOG.error("Pages could not be told of {} changes", batch.entries().size(), broken);
    }
    tasks.forEach(Task::complete);
  }

  private void undo() {
    try {
      sql.rollback();
      book.load();
    } catch (SQLException broken) {
      LOG.error("The rooms' file can't be read", broken);
    }
  }

  /** One piece of work on its way. */
  private static final class Task<T extends @Nullable Object> {
    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable RuntimeException refusal;
    private @Nullable Runnable completion;

    Task(Work<T> work) {
      this.work = work;
    }

    void run(RoomBook book) throws SQLException {
      refusal = null;
      completion = null;
      try {
        T value = work.run(book);
        completion = () -> result.complete(value);
      } catch (Refusal | IllegalArgumentException no) {
        refusal = no;
      }
    }

    void complete() {
      if (refusal != null) {
        result.completeExceptionally(refusal);
      } else if (completion != null) {
        completion.run();
      }
    }

    void fail(Throwable broken) {
      result.completeExceptionally(broken);
    }
  }
}
