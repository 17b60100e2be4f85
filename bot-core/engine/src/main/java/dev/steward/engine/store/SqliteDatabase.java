package dev.steward.engine.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in one file: write-ahead log, a flush at every commit, one lane. A checkpoint runs on a
 * thread of its own while the lane writes on; what it wrote meanwhile, a few pages, the lane
 * carries over itself between two commits. Only then is the log written from its beginning again:
 * else it would grow for as long as the group talks.
 */
public final class SqliteDatabase implements Database {
  private static final long ROWS_BETWEEN_CHECKPOINTS = 20_000;

  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  private final Path file;
  private final long maxPages;
  private final SQLiteConfig.SynchronousMode flush;
  private final ExecutorService housekeeping =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("checkpoint").daemon().factory());
  private final AtomicLong rowsSinceCheckpoint = new AtomicLong();
  private final AtomicReference<Stage> checkpoint = new AtomicReference<>(Stage.NONE);

  /** Used by whoever the stage says. */
  private @Nullable Connection checkpointer;

  /** How far a checkpoint is. */
  private enum Stage {
    NONE,
    /** Beside the lane. */
    RUNNING,
    /** The lane carries over the rest after its next commit. */
    REST
  }

  private SqliteDatabase(Path file, long maxPages, SQLiteConfig.SynchronousMode flush) {
    this.file = file;
    this.maxPages = maxPages;
    this.flush = flush;
  }

  /**
   * Opens the file, or makes it, and brings its schema up to date; before an upgrade a copy is made
   * beside it.
   */
  public static SqliteDatabase open(Path file) throws DatabaseException {
    return open(file, 0);
  }

  /**
   * Opens the file with a bound on its size.
   *
   * @param maxPages the file may not grow beyond this many pages of 4 KiB; 0 for no bound
   */
  public static SqliteDatabase open(Path file, long maxPages) throws DatabaseException {
    return opened(new SqliteDatabase(file, maxPages, SQLiteConfig.SynchronousMode.FULL));
  }

  /**
   * Opens a database that nobody misses after a crash: nothing is flushed to the disk. A new one is
   * a copy of {@link EmptySqlite}, so that nobody waits for its tables. The caller deletes the file
   * and what lies beside it.
   */
  public static SqliteDatabase openThrowAway(Path file) throws DatabaseException {
    if (Files.exists(file)) {
      return opened(throwAway(file));
    }
    EmptySqlite.copyTo(file);
    return throwAway(file);
  }

  /** Not yet with tables. */
  static SqliteDatabase throwAway(Path file) {
    return new SqliteDatabase(file, 0, SQLiteConfig.SynchronousMode.OFF);
  }

  /** The file as it is, of whatever version, to read only. */
  static SqliteDatabase asItIs(Path file) {
    return new SqliteDatabase(file, 0, SQLiteConfig.SynchronousMode.FULL);
  }

  static SqliteDatabase opened(SqliteDatabase database) throws DatabaseException {
    try {
      database.migrate();
    } catch (DatabaseException | RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private void migrate() throws DatabaseException {
    boolean existed = Files.exists(file);
    SQLiteDataSource source = new SQLiteDataSource(config(false));
    source.setUrl("jdbc:sqlite:" + file);
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:dev/steward/engine/store/sqlite")
            .loggers("slf4j")
            .load();
    MigrationInfoService info = flyway.info();
    for (MigrationInfo applied : info.applied()) {
      if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new DatabaseException(
            file
                + ": made by a newer Steward (schema "
                + applied.getVersion()
                + "). Run that version, or restore a backup made before the upgrade.");
      }
    }
    if (existed && info.current() != null && info.pending().length > 0) {
      Path copy =
          file.resolveSibling(file.getFileName() + ".before-" + info.pending()[0].getVersion());
      try {
        backup(copy);
        log.info("schema upgrade: a copy of the data before it is in {}", copy);
      } catch (SQLException e) {
        throw new DatabaseException(
            copy + ": the copy before the schema upgrade failed: " + e.getMessage(), e);
      }
    }
    if (info.pending().length == 0) {
      // Also while a server works on the same file: nothing is locked.
      return;
    }
    try {
      flyway.migrate();
    } catch (RuntimeException e) {
      throw new DatabaseException(
          file + ": the schema can't be brought up to date: " + e.getMessage(), e);
    }
  }

  private SQLiteConfig config(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(flush);
    config.setBusyTimeout(10_000);
    config.setCacheSize(-16_000);
    // Else the driver asks for the last row id, by a statement prepared anew, after every insert.
    config.setGetGeneratedKeys(false);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
    // The driver begins a transaction right after each commit: an immediate one would lock out
    // every other writer while the lane has nothing to do.
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    if (maxPages > 0) {
      config.setMaxPageCount((int) maxPages);
    }
    if (readOnly) {
      config.setReadOnly(true);
    }
    return config;
  }

  @Override
  public Connection openForLane() throws SQLException {
    Connection connection = config(false).createConnection("jdbc:sqlite:" + file);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public Connection openForReading() throws SQLException {
    return config(true).createConnection("jdbc:sqlite:" + file);
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void committed(long rows) {
    boolean due = rowsSinceCheckpoint.addAndGet(rows) >= ROWS_BETWEEN_CHECKPOINTS;
    if (checkpoint.get() == Stage.REST) {
      checkpoint.set(Stage.NONE);
      carryOver(1);
    } else if (due && checkpoint.compareAndSet(Stage.NONE, Stage.RUNNING)) {
      rowsSinceCheckpoint.set(0);
      // The second time takes what was written during the first.
      housekeeping.execute(
          () -> {
            Stage next = Stage.NONE;
            try {
              next = carryOver(2) ? Stage.REST : Stage.NONE;
            } finally {
              checkpoint.set(next);
            }
          });
    }
  }

  /** Carries the log over into the file, as far as it is written; false when that failed. */
  private boolean carryOver(int times) {
    try {
      if (checkpointer == null) {
        checkpointer = config(false).createConnection("jdbc:sqlite:" + file);
      }
      try (Statement statement = checkpointer.createStatement()) {
        for (int i = 0; i < times; i++) {
          statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
      }
      return true;
    } catch (SQLException | RuntimeException e) {
      log.warn("checkpoint failed, the next one tries again: {}", e.toString());
      return false;
    }
  }

  @Override
  public void purge() throws SQLException {
    try (Connection connection = config(false).createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      if (result.next() && result.getInt(1) != 0) {
        log.warn("what was deleted stays in {}-wal until the next try: somebody reads it", file);
      }
    }
  }

  @Override
  public void backup(Path to) throws SQLException {
    try (Connection connection = openForReading();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("backup to '" + to.toString().replace("'", "''") + "'");
    }
  }

  @Override
  public void close() {
    housekeeping.close();
    if (checkpointer != null) {
      try {
        checkpointer.close();
      } catch (SQLException e) {
        log.warn("{}: {}", file, e.getMessage());
      }
    }
  }
}
