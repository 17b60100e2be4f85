package dev.steward.server;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.StoreFailure;
import dev.steward.server.console.StoreFacts;
import dev.steward.server.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the console tells of the data folder. */
record DataFacts(DataFolder data, Database database) implements StoreFacts {
  @Override
  public long sizeBytes() {
    if (!database.copies()) {
      return sizeElsewhere();
    }
    try {
      long size = Files.size(data.database());
      Path wal = data.database().resolveSibling(data.database().getFileName() + "-wal");
      return Files.exists(wal) ? size + Files.size(wal) : size;
    } catch (IOException e) {
      return -1;
    }
  }

  private long sizeElsewhere() {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.first("SELECT pg_database_size(current_database())", row -> row.number(1))
          .orElse(-1L);
    } catch (SQLException | StoreFailure e) {
      return -1;
    }
  }

  @Override
  public Optional<Instant> lastBackup() {
    if (!database.copies()) {
      return Optional.empty();
    }
    try (Stream<Path> copies = Files.list(data.backups())) {
      Optional<Path> last =
          copies
              .filter(file -> file.toString().endsWith(".zip"))
              .max(Comparator.comparing(file -> file.getFileName().toString()));
      return last.isEmpty()
          ? Optional.empty()
          : Optional.of(Files.getLastModifiedTime(last.get()).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
