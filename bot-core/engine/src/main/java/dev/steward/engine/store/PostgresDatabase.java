package dev.steward.engine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: several lanes, each with a connection of its own, a flush at every commit. One
 * process works on a database at a time; {@link NodeLock} sees to it.
 *
 * <p>A connection that is lost is not mended: whoever has it opens another, and a lane begins again
 * with what was not committed.
 */
public final class PostgresDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(PostgresDatabase.class);
  private static final int OLDEST = 14;

  /** What an answer may take: longer, and the connection counts as cut. */
  private static final int LANE_SECONDS = 60;

  private static final int READER_SECONDS = 600;

  private final PostgresAddress address;
  private final int lanes;
  private final String name = "steward-" + UUID.randomUUID().toString().substring(0, 8);
  private final NodeLock lock;

  private PostgresDatabase(PostgresAddress address, int lanes) {
    this.address = address;
    this.lanes = lanes;
    lock = new NodeLock(address, name, () -> connect(name + " node", LANE_SECONDS));
  }

  /**
   * Connects, and brings the schema up to date.
   *
   * @param lanes how many write at a time, at least 1
   */
  public static PostgresDatabase open(PostgresAddress address, int lanes) throws DatabaseException {
    PostgresDatabase database = new PostgresDatabase(address, lanes);
    database.look();
    database.migrate();
    return database;
  }

  /** Refuses a database in which anybody keeps anything; changes nothing. */
  static void mustBeEmpty(PostgresAddress address) throws DatabaseException {
    PostgresDatabase database = new PostgresDatabase(address, 1);
    database.look();
    try (Sql sql = new Sql(database.openForReading())) {
      for (String table :
          sql.list(
              "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema ="
                  + " current_schema() AND table_name NOT LIKE 'flyway%' ORDER BY table_name",
              row -> row.text(1))) {
        if (sql.first("SELECT 1 FROM " + table + " LIMIT 1", row -> row.number(1)).isPresent()) {
          throw new DatabaseException(
              address
                  + "：不是空的（"
                  + table
                  + " 里有数据），什么也没有做 / not empty ("
                  + table
                  + " has rows): nothing was done");
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(address + "：读不了 / can't be read: " + e.getMessage(), e);
    }
  }

  private void look() throws DatabaseException {
    try (Connection connection = connect(name, LANE_SECONDS);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_encoding")) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new DatabaseException(
            address
                + "：PostgreSQL "
                + version
                + " 太旧（应为 "
                + OLDEST
                + " 以上） / PostgreSQL "
                + version
                + " is too old (expected: "
                + OLDEST
                + " or newer)");
      }
      row.next();
      if (!"UTF8".equals(row.getString(1))) {
        throw new DatabaseException(
            address
                + "：数据库的编码是 "
                + row.getString(1)
                + "（应为 UTF8） / the database's encoding is "
                + row.getString(1)
                + " (expected: UTF8)");
      }
    } catch (SQLException e) {
      throw new DatabaseException(address + "：连不上 / can't be reached: " + e.getMessage(), e);
    }
  }

  private void migrate() throws DatabaseException {
    try {
      Flyway flyway =
          Flyway.configure()
              .dataSource(address.jdbc(), address.user(), address.password())
              .jdbcProperties(migrating())
              .locations("classpath:dev/steward/engine/store/postgresql")
              .loggers("slf4j")
              .load();
      MigrationInfoService info = flyway.info();
      for (MigrationInfo applied : info.applied()) {
        if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
          throw new DatabaseException(
              address
                  + "：由更新版本的群管家建立（schema "
                  + applied.getVersion()
                  + "），请用那个版本 / made by a newer Steward (schema "
                  + applied.getVersion()
                  + "). Run that version, or restore a copy made before the upgrade.");
        }
      }
      if (info.pending().length > 0) {
        lock.hold();
        if (info.current() != null) {
          log.warn("{}: the schema is upgraded; a copy from before is what pg_dump made", address);
        }
        flyway.migrate();
      }
    } catch (SQLException | RuntimeException e) {
      throw new DatabaseException(
          address + "：无法建立或升级数据表 / the schema can't be brought up to date: " + e.getMessage(), e);
    }
  }

  private Properties settings(String application, int answerSeconds) {
    Properties settings = new Properties();
    settings.setProperty("user", address.user());
    if (address.password() != null) {
      settings.setProperty("password", address.password());
    }
    settings.setProperty("ApplicationName", application);
    settings.setProperty("reWriteBatchedInserts", "true");
    // In a transaction many rows come in parts; the driver would take them all into memory.
    settings.setProperty("defaultRowFetchSize", "5000");
    settings.setProperty("tcpKeepAlive", "true");
    // Else what members said stands in the message of an error, which is logged.
    settings.setProperty("logServerErrorDetail", "false");
    settings.setProperty("connectTimeout", "10");
    settings.setProperty("loginTimeout", "10");
    settings.setProperty("socketTimeout", Integer.toString(answerSeconds));
    // The server lets go of what a machine that has vanished was doing, after about a minute.
    settings.setProperty(
        "options",
        "-c synchronous_commit=on -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10"
            + " -c tcp_keepalives_count=3");
    return settings;
  }

  private Connection connect(String application, int answerSeconds) throws SQLException {
    return connect(settings(application, answerSeconds));
  }

  private Map<String, String> migrating() {
    Properties settings = settings(name, 0);
    return settings.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, settings::getProperty));
  }

  private Connection connect(Properties settings) throws SQLException {
    return DriverManager.getConnection(address.jdbc(), settings);
  }

  @Override
  public Connection openForLane() throws SQLException {
    return openForWriting(LANE_SECONDS);
  }

  /** For one large piece of work: an answer may take as long as it takes. */
  Connection openForTransfer() throws SQLException {
    return openForWriting(0);
  }

  private Connection openForWriting(int answerSeconds) throws SQLException {
    lock.hold();
    Connection connection = connect(name + " lane", answerSeconds);
    try {
      lock.share(connection);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection openForReading() throws SQLException {
    Properties settings = settings(name + " reader", READER_SECONDS);
    settings.setProperty(
        "options", settings.getProperty("options") + " -c default_transaction_read_only=on");
    return connect(settings);
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public void committed(long rows) {}

  @Override
  public boolean tookPlace(String transaction) throws SQLException {
    try (Sql sql = new Sql(connect(name, LANE_SECONDS))) {
      @Nullable String fate =
          sql.first(
                  "SELECT coalesce(pg_xact_status(CAST(? AS xid8)), 'unknown')",
                  row -> row.text(1),
                  transaction)
              .orElseThrow();
      return switch (fate) {
        case "committed" -> true;
        case "aborted" -> false;
        default -> throw new SQLException("the transaction " + transaction + " is " + fate);
      };
    } catch (StoreFailure e) {
      if (e.unknownHere()) {
        // This server has come in place of the one that had it, and has never heard of it.
        return false;
      }
      throw e;
    }
  }

  /** Space is freed; how long old bytes stay in files and logs is up to whoever runs the server. */
  @Override
  public void purge() throws SQLException {
    try (Connection connection = connect(name, 0);
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
    }
  }

  @Override
  public boolean copies() {
    return false;
  }

  @Override
  public void backup(Path to) throws SQLException {
    throw new SQLException(
        "PostgreSQL 的备份由数据库自己做：pg_dump / copies of a PostgreSQL database are made by its"
            + " own means: pg_dump "
            + address);
  }

  @Override
  public void close() {
    lock.close();
  }
}
