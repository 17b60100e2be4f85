package dev.steward.engine.store;

import java.sql.SQLException;

/** The database refused a statement. The transaction that it was part of must be rolled back. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SQLITE_FULL = 13;

  private final boolean full;
  private final String state;

  StoreFailure(String sql, SQLException cause) {
    super(cause.getMessage() + " [" + sql.lines().findFirst().orElse("") + "]", cause);
    state = cause.getSQLState() == null ? "" : cause.getSQLState();
    full = (cause.getErrorCode() & 0xff) == SQLITE_FULL || state.equals("53100");
  }

  /** Whether there is no room left: nothing is lost, and it works again once there is. */
  public boolean full() {
    return full;
  }

  /** Whether the connection to the database is gone: the server stopped, or the network was cut. */
  public boolean cut() {
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** Whether the server has no such thing, as one that was asked for a transaction to come. */
  boolean unknownHere() {
    return state.equals("22023");
  }

  /**
   * Whether the same would work later, so that what was asked for is not to blame: no room, no
   * connection, another transaction in the way, a database that only reads for the moment.
   */
  public boolean passes() {
    return full
        || cut()
        || state.startsWith("40")
        || state.startsWith("53")
        || state.equals("25006")
        || state.equals("55P03");
  }
}
