package dev.steward.server;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database of a test: SQLite in a file, or with {@code -Dsteward.stories.database=postgresql} a
 * PostgreSQL database for each file, with four lanes.
 */
public final class TestStore {
  /** Whether tests run on PostgreSQL. */
  public static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("steward.stories.database"));

  private static final int LANES = 4;
  private static final Map<Path, PostgresAddress> ADDRESSES = new ConcurrentHashMap<>();

  private TestStore() {}

  /** One server for all tests of this process; ends with it. */
  private static final class Server {
    static final PostgresServer RUNNING = start();

    private static PostgresServer start() {
      try {
        PostgresServer server = PostgresServer.start();
        PostgresDatabase.open(read(server.address("template1")), 1).close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (DatabaseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Opens a test's database; of one file always the same. */
  public static Database open(Path file) throws DatabaseException {
    return POSTGRESQL
        ? PostgresDatabase.open(postgres(file), LANES)
        : SqliteDatabase.openThrowAway(file);
  }

  /** The line of the settings that names the database which belongs to a file; may be empty. */
  public static String setting(Path file) {
    return POSTGRESQL ? "database: " + postgres(file) + "\ndatabase-lanes: " + LANES + "\n" : "";
  }

  /** A PostgreSQL database with Steward's tables; of one file always the same. */
  public static PostgresAddress postgres(Path file) {
    return ADDRESSES.computeIfAbsent(file.toAbsolutePath(), _ -> read(Server.RUNNING.fresh()));
  }

  /** A PostgreSQL database without any table. */
  public static PostgresAddress bare() {
    return read(Server.RUNNING.bare());
  }

  private static PostgresAddress read(String address) {
    return PostgresAddress.read(address).orElseThrow();
  }
}
