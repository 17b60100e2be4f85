package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import dev.steward.server.data.Pseudonyms;
import java.util.List;

/** A database in which there is something of everything. */
final class Filled {
  private static final String MAMA = "web:mama-1";

  private Filled() {}

  static List<Long> ids(String path) {
    return !path.contains("{id}")
        ? List.of(0L)
        : path.contains("complaints") ? List.of(1L, 2L, 3L) : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  /** What can be asked, for its addresses and scopes. */
  static List<ApiRoute> routes() {
    return ApiRoutes.all(new Cursors(new byte[32]), new Pseudonyms(new byte[32]));
  }

  /** Polls of all types and states, complaints and an incident. */
  static int everything(Sql sql) {
    Ballots.poll(sql, 1, "single", false, true, "a", "b");
    for (int i = 0; i < 12; i++) {
      Ballots.cast(
          sql,
          100 + i,
          1,
          i < 6 ? MAMA : "web:mama-2",
          i % 2 == 0 ? "gold" : null,
          i % 3 == 0 ? "[\"a\"]" : "[\"b\"]",
          null);
    }
    Ballots.change(sql, 150, 1, "r100", "withdrawn", null, ApiRig.START);
    Ballots.change(sql, 151, 1, "r101", "erased", null, ApiRig.START);
    Ballots.poll(sql, 2, "multi", false, "a", "b", "c");
    Ballots.cast(sql, 200, 2, MAMA, null, "[\"a\",\"c\"]", null);
    Ballots.closed(sql, 2);
    Ballots.poll(sql, 3, "rating", false, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    Ballots.cast(sql, 300, 3, MAMA, null, "[\"9\"]", null);
    Ballots.closed(sql, 3);
    Ballots.poll(sql, 4, "open", false);
    Ballots.cast(sql, 400, 4, MAMA, null, "[]", "=1+1 都很好");
    Ballots.closed(sql, 4);
    Ballots.poll(sql, 5, "single", true, "a", "b");
    Ballots.cast(sql, 500, 5, MAMA, null, null, null);
    Ballots.poll(sql, 6, "single", true, "a", "b");
    sql.update(
        "INSERT INTO poll_tally (poll, group_id, code, count)"
            + " VALUES (6, '', 'a', 7), (6, '', 'b', 5)");
    Ballots.closed(sql, 6);
    Ballots.poll(sql, 7, "single", false, "a", "b");
    Complained.price(sql, 1, "waiting_staff");
    Complained.price(sql, 3, "remedied");
    Complained.service(sql, 2);
    Complained.incident(sql, 4, 1, 3);
    Complained.change(sql, 20, 3, "erased");
    return Ballots.closed(sql, 7);
  }
}
