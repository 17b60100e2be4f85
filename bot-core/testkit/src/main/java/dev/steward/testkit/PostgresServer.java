package dev.steward.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server for all tests of a process: each asks for a database of its own, so that none
 * finds what another left. It does not flush, listens on the loopback only, and ends with the
 * process.
 */
public final class PostgresServer {
  /**
   * How long a server may take to come up, on a machine whose disk is busy with other tests: that
   * it comes is what matters, and its library gives it ten seconds only.
   */
  public static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  /** Whoever asked for a database before so many others were made is done with it. */
  private static final int KEPT = 30;

  private static final int LINES_TOLD = 40;

  /** PostgreSQL's own codes: somebody is connected; the server starts or mends itself. */
  private static final String OBJECT_IN_USE = "55006";

  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final Path log;
  private final EmbeddedPostgres server;
  private final AtomicInteger made = new AtomicInteger();

  private PostgresServer(Path log, EmbeddedPostgres server) {
    this.log = log;
    this.server = server;
  }

  /** Starts a server without any database of tests. */
  public static PostgresServer start() throws IOException {
    Path log = Files.createTempFile("postgresql", ".log");
    log.toFile().deleteOnExit();
    return new PostgresServer(
        log,
        EmbeddedPostgres.builder()
            .setPGStartupWait(STARTS_WITHIN)
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_wal_size", "256MB")
            .setServerConfig("max_connections", "200")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** The address of a database, as in Steward's settings. */
  public String address(String database) {
    return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + database;
  }

  /** A new database as {@code template1} is. */
  public String fresh() {
    return made("template1");
  }

  /** A new database without any table. */
  public String bare() {
    return made("template0");
  }

  private String made(String template) {
    int number = made.incrementAndGet();
    String name = "test_" + number;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      if (number > KEPT) {
        drop(statement, "test_" + (number - KEPT));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name + told(), e);
    }
    return address(name);
  }

  private Connection connect() throws SQLException {
    try {
      return server.getPostgresDatabase().getConnection();
    } catch (SQLException e) {
      if (!CANNOT_CONNECT_NOW.equals(e.getSQLState())) {
        throw e;
      }
    }
    // One of its processes has ended, as for want of memory or disk: it reads its journal and is
    // there again. Whatever test was at work has had its own troubles.
    System.err.println("PostgreSQL mends itself" + told());
    new Await(_ -> {}).until(() -> "PostgreSQL is there again" + told(), this::answers);
    return server.getPostgresDatabase().getConnection();
  }

  private boolean answers() {
    try {
      server.getPostgresDatabase().getConnection().close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** What it said last, for whoever reads of a failure. */
  private String told() {
    try {
      List<String> lines = Files.readAllLines(log);
      return "; PostgreSQL said last:\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    } catch (IOException e) {
      return "; what PostgreSQL said cannot be read: " + e;
    }
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
