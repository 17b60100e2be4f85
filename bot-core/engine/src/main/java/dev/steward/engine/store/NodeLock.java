package dev.steward.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at a time writes in a PostgreSQL database. A connection of its own holds an advisory
 * lock, and each lane's connection a shared one of another kind: should the first be cut while
 * lanes go on, a second process still finds those. Thread-safe.
 */
final class NodeLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeLock.class);
  private static final String NODE = "hashtext('steward-node'), hashtext(current_schema())";
  private static final String LANES = "hashtext('steward-lanes'), hashtext(current_schema())";

  /** What a process that has just ended still has under way is over by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final PostgresAddress address;
  private final String name;
  private final Opener opener;
  private @Nullable Connection held;
  private boolean heldBefore;

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /**
   * @param name with which the names of all connections of this process begin
   */
  NodeLock(PostgresAddress address, String name, Opener opener) {
    this.address = address;
    this.name = name;
    this.opener = opener;
  }

  /** Takes the lock, or sees that it is still held. */
  synchronized void hold() throws SQLException {
    if (held != null && held.isValid(5)) {
      return;
    }
    letGo();
    Connection fresh = opener.open();
    try {
      if (heldBefore) {
        endWhatIsLeft(fresh);
      }
      take(fresh);
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
    held = fresh;
    heldBefore = true;
  }

  private void take(Connection connection) throws SQLException {
    run(connection, "SET lock_timeout = " + PATIENCE.toMillis());
    try {
      run(connection, "SELECT pg_advisory_lock(" + NODE + ")");
      run(connection, "SELECT pg_advisory_lock(" + LANES + ")");
    } catch (SQLException e) {
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      throw new SQLException(
          address
              + "：另一个群管家正在用这个数据库；如果它刚被断开，一分钟后再试 / another Steward works on this database;"
              + " if it was just cut off, try again in a minute",
          e);
    }
    run(connection, "SELECT pg_advisory_unlock(" + LANES + ")");
  }

  /** For a lane's connection. */
  void share(Connection connection) throws SQLException {
    if (!yes(connection, "pg_try_advisory_lock_shared(" + LANES + ")")) {
      throw new SQLException(
          address + "：另一个群管家正要用这个数据库 / another Steward is about to work on this database");
    }
  }

  /** The server may not have noticed yet that our old connections are gone. */
  private void endWhatIsLeft(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
                + " AND application_name IN (?, ?) AND pid <> pg_backend_pid()")) {
      statement.setString(1, name + " node");
      statement.setString(2, name + " lane");
      statement.execute();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static boolean yes(Connection connection, String question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + question);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void letGo() {
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        log.debug("the lock's connection was gone already: {}", e.getMessage());
      }
      held = null;
    }
  }

  @Override
  public synchronized void close() {
    letGo();
  }
}
