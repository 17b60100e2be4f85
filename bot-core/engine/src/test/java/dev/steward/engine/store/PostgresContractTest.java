package dev.steward.engine.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The contract on PostgreSQL. */
class PostgresContractTest extends DatabaseContract {
  private @Nullable PostgresAddress address;

  @Override
  Database open(Path folder) throws DatabaseException, SQLException {
    PostgresAddress mine = address == null ? Postgres.fresh() : address;
    address = mine;
    return PostgresDatabase.open(mine, Postgres.LANES);
  }

  @Override
  void madeByANewerVersion() throws SQLException {
    try (Sql sql = new Sql(database().openForLane())) {
      sql.update(SqliteDatabaseTest.LATER.replace(", 1, 1)", ", 1, TRUE)"));
      sql.commit();
    }
  }
}
