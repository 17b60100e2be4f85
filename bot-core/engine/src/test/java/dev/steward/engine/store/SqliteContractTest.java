package dev.steward.engine.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The contract on SQLite. */
class SqliteContractTest extends DatabaseContract {
  @Override
  Database open(Path folder) throws DatabaseException {
    return SqliteDatabase.open(folder.resolve("steward.db"));
  }

  @Override
  void madeByANewerVersion() throws SQLException {
    try (Sql sql =
        new Sql(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("steward.db")))) {
      sql.update(SqliteDatabaseTest.LATER);
    }
  }
}
