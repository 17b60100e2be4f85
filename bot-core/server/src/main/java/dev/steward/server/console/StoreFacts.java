package dev.steward.server.console;

import java.time.Instant;
import java.util.Optional;

/** What is known of the database from outside. Thread-safe. */
public interface StoreFacts {
  /** Bytes on disk; -1 when unknown. May block for a moment. */
  long sizeBytes();

  /** When the last backup was made, if it is known. */
  Optional<Instant> lastBackup();
}
