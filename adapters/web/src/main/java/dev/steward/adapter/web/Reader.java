package dev.steward.adapter.web;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that reads what is committed, beside the rooms' thread. */
final class Reader {
  private static final int QUEUE = 10_000;

  private final Sql sql;
  private final LogTable log;
  private final MediaTable media;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("web-reader").factory());

  /** A question to the file. */
  interface Query<T> {
    T ask(LogTable log, MediaTable media) throws SQLException;
  }

  Reader(Sql sql) {
    this.sql = sql;
    this.log = new LogTable(sql);
    this.media = new MediaTable(sql);
  }

  /** The stage completes on the reader's thread. */
  <T> CompletableFuture<T> ask(Query<T> query) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return query.ask(log, media);
            } catch (SQLException broken) {
              throw new CompletionException(broken);
            }
          },
          thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(Refusal.busy());
    }
  }

  void close() throws SQLException {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sql.close();
  }
}
