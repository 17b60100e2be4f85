package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under named columns, read from the database as they are written. */
public interface Table {
  /** The name of its sheet. */
  String name();

  List<String> columns();

  /** Hands over every row, in order. */
  void each(Sql sql, Rows rows) throws IOException;

  /** Takes one row after the other. */
  @FunctionalInterface
  interface Rows {
    /**
     * Takes a row.
     *
     * @param cells as many as there are columns: text, whole numbers, {@code BigDecimal}, {@code
     *     Boolean}, {@code Instant} or null
     */
    void row(List<? extends @Nullable Object> cells) throws IOException;
  }
}
