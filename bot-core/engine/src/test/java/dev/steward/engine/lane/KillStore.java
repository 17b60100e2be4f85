package dev.steward.engine.lane;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database of the process that is killed: SQLite, or what the folder says. */
final class KillStore {
  private static final String ADDRESS = "postgresql";
  private static final int LANES = 4;

  private KillStore() {}

  static void onPostgres(Path folder, PostgresAddress address) throws Exception {
    Files.writeString(folder.resolve(ADDRESS), address.toString());
  }

  static boolean onPostgres(Path folder) {
    return Files.exists(folder.resolve(ADDRESS));
  }

  static Database open(Path folder) throws Exception {
    return onPostgres(folder)
        ? PostgresDatabase.open(
            PostgresAddress.read(Files.readString(folder.resolve(ADDRESS))).orElseThrow(), LANES)
        : SqliteDatabase.open(folder.resolve("steward.db"));
  }
}
