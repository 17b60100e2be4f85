package dev.steward.server.api;

import dev.steward.engine.store.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * SQLite with two lanes. It lets one write at a time: a transaction waits from its first statement
 * until the other lane's has ended. All else that two lanes do to each other is as it would be.
 */
final class TwoLanes implements Database {
  private final Database database;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final List<AtomicLong> commits = new CopyOnWriteArrayList<>();

  /** The database is the caller's. */
  TwoLanes(Database database) {
    this.database = database;
  }

  /** How many transactions each lane has ended in which it did something. */
  List<Long> commits() {
    return commits.stream().map(AtomicLong::get).toList();
  }

  @Override
  public int lanes() {
    return 2;
  }

  @Override
  public Connection openForLane() throws SQLException {
    AtomicLong mine = new AtomicLong();
    commits.add(mine);
    return turns(Connection.class, database.openForLane(), mine);
  }

  /** Takes the turn at whatever is executed, and gives it up with the transaction. */
  private <T> T turns(Class<T> type, T real, AtomicLong mine) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          String name = method.getName();
          if (name.startsWith("execute") && !writing.isHeldByCurrentThread()) {
            writing.lock();
          }
          try {
            Object result = call(method, real, arguments);
            return result instanceof PreparedStatement statement
                ? turns(PreparedStatement.class, statement, mine)
                : result;
          } finally {
            boolean ends = name.equals("commit") || name.equals("rollback") || name.equals("close");
            if (ends && real instanceof Connection && writing.isHeldByCurrentThread()) {
              mine.incrementAndGet();
              writing.unlock();
            }
          }
        };
    return type.cast(
        Proxy.newProxyInstance(TwoLanes.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Method method, Object real, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public Connection openForReading() throws SQLException {
    return database.openForReading();
  }

  @Override
  public void committed(long rows) {
    database.committed(rows);
  }

  @Override
  public void purge() throws SQLException {
    database.purge();
  }

  @Override
  public void backup(Path to) throws SQLException {
    database.backup(to);
  }

  @Override
  public void close() {
    database.close();
  }
}
