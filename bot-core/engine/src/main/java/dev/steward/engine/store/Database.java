package dev.steward.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The installation's database. Each lane has one connection for itself; readers (console, API)
 * borrow others.
 *
 * <p>Thread-safe; the connections that it hands out are not.
 */
public interface Database extends AutoCloseable {
  /** A connection that may write, for one lane. Auto-commit is off. */
  Connection openForLane() throws SQLException;

  /** A connection that only reads. Auto-commit is on, and a writer is never blocked by it. */
  Connection openForReading() throws SQLException;

  /** How many lanes may write at a time. */
  int lanes();

  /**
   * Called by a lane after a commit, when what follows from it was handed on: housekeeping may be
   * due, such as a checkpoint. What takes long is left to another thread.
   */
  void committed(long rows);

  /**
   * What became of a transaction whose commit got no answer, by its {@link Sql#transaction name}.
   *
   * @throws SQLException while the database can't tell; ask again
   */
  default boolean tookPlace(String transaction) throws SQLException {
    return false;
  }

  /** What was deleted leaves the files as well, also those that recovery reads. May wait. */
  void purge() throws SQLException;

  /** Whether {@link #backup} can; where it can't, whoever runs the database makes copies. */
  default boolean copies() {
    return true;
  }

  /** Writes a consistent copy while the server runs. */
  void backup(Path to) throws SQLException;

  @Override
  void close();
}
