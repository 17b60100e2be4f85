package dev.steward.server;

import dev.steward.server.console.StoreFacts;
import dev.steward.server.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the console tells of the data folder. */
record DataFacts(DataFolder data) implements StoreFacts {
  @Override
  public long sizeBytes() {
    try {
      long size = Files.size(data.database());
      Path wal = data.database().resolveSibling(data.database().getFileName() + "-wal");
      return Files.exists(wal) ? size + Files.size(wal) : size;
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public Optional<Instant> lastBackup() {
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
