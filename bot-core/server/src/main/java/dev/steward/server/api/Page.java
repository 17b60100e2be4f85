package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a list, with where the next one starts. */
final class Page {
  private Page() {}

  /** Reads what was asked of a feed. */
  static ApiAnswer of(Sql sql, Cursors cursors, ChangeFeed feed, Asked asked) {
    int limit = asked.limit();
    long from = from(sql, cursors, feed, asked);
    List<ChangeFeed.Change> found = feed.after(sql, from, limit + 1);
    boolean more = found.size() > limit;
    List<ChangeFeed.Change> shown = more ? found.subList(0, limit) : found;
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("data", shown.stream().map(ChangeFeed.Change::fields).toList());
    body.put(
        "nextCursor", cursors.seal(feed.name(), shown.isEmpty() ? from : shown.getLast().number()));
    body.put("hasMore", more);
    return new ApiAnswer(body, shown.size(), feed.name());
  }

  private static long from(Sql sql, Cursors cursors, ChangeFeed feed, Asked asked) {
    String cursor = asked.cursor();
    Instant since = asked.since();
    if (cursor != null) {
      return cursors.open(feed.name(), cursor);
    }
    return since == null ? 0 : feed.before(sql, since);
  }
}
