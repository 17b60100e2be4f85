package dev.steward.engine.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The databases that Steward keeps its data in; nearly all SQL is the same for both. */
enum Dialect {
  SQLITE,
  POSTGRESQL;

  static Dialect of(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        ? POSTGRESQL
        : SQLITE;
  }
}
