package dev.steward.engine.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server for all tests of this process, started when the first asks for a database; it
 * ends with the process. Each test has a database of its own.
 */
public final class Postgres {
  /** The lanes of tests, whatever the machine has. */
  public static final int LANES = 4;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Whoever made a database before so many others were made is done with it. */
  private static final int KEPT = 60;

  /** PostgreSQL's own code: somebody is connected. */
  private static final String OBJECT_IN_USE = "55006";

  private Postgres() {}

  /** Started once, on first use. */
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
  }

  static PostgresAddress address(EmbeddedPostgres server, String database) {
    return PostgresAddress.read(
            "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + database)
        .orElseThrow();
  }

  /** A database with Steward's tables, all empty. */
  public static PostgresAddress fresh() throws SQLException {
    return made("template1");
  }

  /** A database without any table. */
  public static PostgresAddress bare() throws SQLException {
    return made("template0");
  }

  private static PostgresAddress made(String template) throws SQLException {
    int number = DATABASES.incrementAndGet();
    String name = "test_" + number;
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      if (number > KEPT) {
        drop(statement, "test_" + (number - KEPT));
      }
    }
    return address(Server.RUNNING, name);
  }

  /** The server does it far faster than whoever deletes its folder at the end. */
  private static void drop(Statement statement, String name) throws SQLException {
    try {
      statement.execute("DROP DATABASE IF EXISTS " + name);
    } catch (SQLException e) {
      if (!OBJECT_IN_USE.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
