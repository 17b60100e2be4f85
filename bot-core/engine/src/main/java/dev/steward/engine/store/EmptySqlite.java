package dev.steward.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file with Steward's tables, all empty. Its schema is brought up version by version once
 * in the life of the process, which takes far longer than a copy. Thread-safe.
 */
final class EmptySqlite {
  private static byte @Nullable [] file;

  private EmptySqlite() {}

  /** Makes a file that was not there. */
  static void copyTo(Path file) throws DatabaseException {
    try {
      Files.write(file, bytes());
    } catch (IOException | SQLException e) {
      throw new DatabaseException(file + ": can't be made: " + e.getMessage(), e);
    }
  }

  private static synchronized byte[] bytes() throws IOException, SQLException, DatabaseException {
    if (file == null) {
      file = made();
    }
    return file;
  }

  private static byte[] made() throws IOException, SQLException, DatabaseException {
    Path folder = Files.createTempDirectory("steward-empty");
    Path first = folder.resolve("first.db");
    Path whole = folder.resolve("whole.db");
    try {
      try (SqliteDatabase database = SqliteDatabase.opened(SqliteDatabase.throwAway(first))) {
        // Whole in one file, whatever still is in the journal beside it.
        database.backup(whole);
      }
      return Files.readAllBytes(whole);
    } finally {
      for (String left : List.of("first.db", "first.db-wal", "first.db-shm", "whole.db", "")) {
        Files.deleteIfExists(folder.resolve(left));
      }
    }
  }
}
