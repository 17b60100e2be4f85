package dev.steward.engine.store;

import java.sql.SQLException;

/** The database refused a statement. The transaction that it was part of must be rolled back. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SQLITE_FULL = 13;

  private final boolean full;

  StoreFailure(String sql, SQLException cause) {
    super(cause.getMessage() + " [" + sql.lines().findFirst().orElse("") + "]", cause);
    full = (cause.getErrorCode() & 0xff) == SQLITE_FULL || "53100".equals(cause.getSQLState());
  }

  /** Whether there is no room left: nothing is lost, and it works again once there is. */
  public boolean full() {
    return full;
  }
}
