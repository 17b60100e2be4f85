package dev.steward.server;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.SqliteDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The database of a test: SQLite in a file, or with {@code -Dsteward.stories.database=postgresql} a
 * PostgreSQL database for each file, with four lanes.
 */
public final class TestStore {
  /** Whether tests run on PostgreSQL. */
  public static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("steward.stories.database"));

  private static final int LANES = 4;
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Map<Path, PostgresAddress> ADDRESSES = new ConcurrentHashMap<>();

  private TestStore() {}

  /** One server for all tests of this process; ends with it. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .start();
        PostgresDatabase.open(address(server, "template1"), 1).close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (DatabaseException e) {
        throw new IllegalStateException(e);
      }
    }

    private static PostgresAddress address(EmbeddedPostgres server, String database) {
      return PostgresAddress.read(
              "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + database)
          .orElseThrow();
    }
  }

  /** Opens a test's database; of one file always the same. */
  public static Database open(Path file) throws DatabaseException {
    return POSTGRESQL ? PostgresDatabase.open(postgres(file), LANES) : SqliteDatabase.open(file);
  }

  /** The line of the settings that names the database which belongs to a file; may be empty. */
  public static String setting(Path file) {
    return POSTGRESQL ? "database: " + postgres(file) + "\ndatabase-lanes: " + LANES + "\n" : "";
  }

  /** A PostgreSQL database with Steward's tables; of one file always the same. */
  public static PostgresAddress postgres(Path file) {
    return ADDRESSES.computeIfAbsent(
        file.toAbsolutePath(), _ -> made("test_" + MADE.incrementAndGet(), "template1"));
  }

  /** A PostgreSQL database without any table. */
  public static PostgresAddress bare(String name) {
    return made(name, "template0");
  }

  private static PostgresAddress made(String name, String template) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Server.address(Server.RUNNING, name);
  }
}
