package dev.steward.engine.store;

import dev.steward.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Databases on PostgreSQL for tests, all of one server; it starts when the first is asked for. */
public final class Postgres {
  /** The lanes of tests, whatever the machine has. */
  public static final int LANES = 4;

  private Postgres() {}

  /** Started once, on first use. */
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

  static PostgresAddress read(String address) {
    return PostgresAddress.read(address).orElseThrow();
  }

  /** A database with Steward's tables, all empty. */
  public static PostgresAddress fresh() {
    return read(Server.RUNNING.fresh());
  }

  /** A database without any table. */
  public static PostgresAddress bare() {
    return read(Server.RUNNING.bare());
  }
}
