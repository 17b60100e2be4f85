package dev.steward.adapter.web;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The rooms' own SQLite file and its versions. */
final class Schema {
  /** Each step leads from version {@code index} to the next. Never edit one that was released. */
  private static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
          CREATE TABLE rooms(
            id TEXT PRIMARY KEY, title TEXT NOT NULL, approval INTEGER NOT NULL DEFAULT 0,
            notice TEXT NOT NULL DEFAULT '', mute_all INTEGER NOT NULL DEFAULT 0,
            steward_role TEXT NOT NULL DEFAULT 'ADMIN') WITHOUT ROWID;
          CREATE TABLE links(
            token TEXT PRIMARY KEY, room TEXT NOT NULL, revoked INTEGER NOT NULL DEFAULT 0,
            made_ms INTEGER NOT NULL) WITHOUT ROWID;
          CREATE TABLE members(
            room TEXT NOT NULL, user TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
            state TEXT NOT NULL, muted_until_ms INTEGER NOT NULL, joined_ms INTEGER NOT NULL,
            request INTEGER NOT NULL, PRIMARY KEY(room, user)) WITHOUT ROWID;
          CREATE TABLE log(
            seq INTEGER PRIMARY KEY, conv TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
            actor TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, body TEXT,
            detail TEXT NOT NULL, reply_to TEXT, revision INTEGER NOT NULL DEFAULT 0,
            deliver INTEGER NOT NULL, at_ms INTEGER NOT NULL);
          CREATE INDEX log_conv ON log(conv, seq);
          CREATE INDEX log_edits ON log(subject) WHERE kind = 'EDIT';
          CREATE INDEX log_replies ON log(reply_to) WHERE reply_to IS NOT NULL;
          CREATE TABLE cursors(conv TEXT PRIMARY KEY, delivered INTEGER NOT NULL) WITHOUT ROWID;
          CREATE TABLE media(
            ref TEXT PRIMARY KEY, mime TEXT NOT NULL, size INTEGER NOT NULL, by TEXT NOT NULL,
            at_ms INTEGER NOT NULL) WITHOUT ROWID;
          CREATE TABLE media_use(
            ref TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(ref, seq)) WITHOUT ROWID;
          CREATE INDEX media_use_seq ON media_use(seq);
          CREATE TABLE orders(id INTEGER PRIMARY KEY, outcome TEXT NOT NULL, at_ms INTEGER NOT NULL);
          """);

  private Schema() {}

  /**
   * Opens the file and brings it up to date.
   *
   * @throws SQLException when it can't be opened, or a newer Steward wrote it
   */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = config();
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      migrate(connection, file);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException broken) {
      connection.close();
      throw broken;
    }
  }

  /** A second connection that only reads. */
  static Connection openReader(Path file) throws SQLException {
    SQLiteConfig config = config();
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    return connection;
  }

  /** What was deleted leaves the write-ahead log as well. May wait. */
  static void purge(Path file) throws SQLException {
    try (Connection connection = config().createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    return config;
  }

  private static void migrate(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (version > STEPS.size()) {
        throw new SQLException(
            file.getFileName()
                + ": schema version "
                + version
                + " (expected: at most "
                + STEPS.size()
                + "). A newer Steward wrote it: run that one, or restore a backup.");
      }
      for (; version < STEPS.size(); version++) {
        statement.execute("BEGIN IMMEDIATE");
        for (String part : STEPS.get(version).split(";\\s*\\n", -1)) {
          if (!part.isBlank()) {
            statement.execute(part);
          }
        }
        statement.execute("PRAGMA user_version = " + (version + 1));
        statement.execute("COMMIT");
      }
    }
  }
}
