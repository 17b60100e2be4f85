package dev.steward.server.data;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A few connections that only read, opened when needed and kept. Thread-safe. */
public final class Readers implements AutoCloseable {
  private final Database database;
  private final Semaphore permits;
  private final Deque<Sql> idle = new ConcurrentLinkedDeque<>();

  public Readers(Database database, int most) {
    this.database = database;
    permits = new Semaphore(most, true);
  }

  /**
   * Reads; waits for a free connection. Blocks, so never on an event loop. What finds its
   * connection cut is done once more on a fresh one.
   */
  public <T extends @Nullable Object> T read(Function<Sql, T> work) {
    permits.acquireUninterruptibly();
    try {
      return readOnce(work);
    } catch (StoreFailure e) {
      if (!e.cut()) {
        throw e;
      }
      // The others that wait here were cut with it.
      for (Sql sql = idle.pollFirst(); sql != null; sql = idle.pollFirst()) {
        drop(sql);
      }
      return readOnce(work);
    } finally {
      permits.release();
    }
  }

  private <T extends @Nullable Object> T readOnce(Function<Sql, T> work) {
    Sql sql = idle.pollFirst();
    if (sql == null) {
      sql = open();
    }
    boolean sound = false;
    try {
      T result = work.apply(sql);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.addFirst(sql);
      } else {
        drop(sql);
      }
    }
  }

  private Sql open() {
    try {
      return new Sql(database.openForReading());
    } catch (SQLException e) {
      throw new UncheckedIOException(
          new IOException("the database can't be opened for reading", e));
    }
  }

  private static void drop(Sql sql) {
    try {
      sql.close();
    } catch (StoreFailure e) {
      // What made it unsound is already on its way to the caller.
    }
  }

  @Override
  public void close() {
    for (Sql sql = idle.pollFirst(); sql != null; sql = idle.pollFirst()) {
      sql.close();
    }
  }
}
