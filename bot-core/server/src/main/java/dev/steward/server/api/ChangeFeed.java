package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that grows at its end, read in pieces. Its numbers rise in the order in which rows were
 * committed: whoever has read up to a number has missed nothing below it. Gaps mean nothing.
 */
interface ChangeFeed {
  /** The name that its cursors are bound to, such as {@code polls/fruit/responses}. */
  String name();

  /** The next rows after a number, in order; fewer than {@code most} only at the end. */
  List<Change> after(Sql sql, long number, int most);

  /** The number after which everything stands that happened at a time or later. */
  long before(Sql sql, Instant since);

  /**
   * One row.
   *
   * @param fields as they are answered, in order
   */
  record Change(long number, Map<String, @Nullable Object> fields) {}
}
