package dev.steward.server.export;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row for each change of a ballot, in the order in which they were made. */
final class BallotChanges implements Table {
  private static final int AT_ONCE = 1_000;

  private final PollExport poll;
  private final AnswerColumns answers;

  BallotChanges(PollExport poll) {
    this.poll = poll;
    answers = new AnswerColumns(poll);
  }

  private record Row(long seq, List<@Nullable Object> cells) {}

  @Override
  public String name() {
    return "long";
  }

  @Override
  public List<String> columns() {
    List<String> columns =
        new ArrayList<>(List.of("seq", "respondent", "kind", "at", "group", "tier"));
    columns.addAll(answers.names());
    columns.add("option_order");
    columns.add("verified");
    return columns;
  }

  @Override
  public void each(Sql sql, Rows rows) throws IOException {
    long after = 0;
    while (true) {
      List<Row> some =
          sql.list(
              "SELECT c.seq, c.respondent, c.kind, c.at, c.group_id, c.tier, c.choices, t.text,"
                  + " c.option_order, c.unverified FROM ballot_change c LEFT JOIN ballot_text t"
                  + " ON t.id = c.text_id WHERE c.poll = ? AND c.seq > ? ORDER BY c.seq LIMIT ?",
              row -> {
                List<@Nullable Object> cells = new ArrayList<>();
                cells.add(row.number(1));
                cells.add(row.text(2));
                cells.add(row.text(3));
                cells.add(row.time(4));
                cells.add(row.text(5));
                cells.add(row.textOrNull(6));
                cells.addAll(answers.cells(row.textOrNull(7), row.textOrNull(8)));
                String order = row.textOrNull(9);
                cells.add(order == null ? null : String.join(" ", Json.readStrings(order)));
                cells.add(row.yes(10) ? "no" : "yes");
                return new Row(row.number(1), cells);
              },
              poll.number(),
              after,
              AT_ONCE);
      if (some.isEmpty()) {
        return;
      }
      for (Row row : some) {
        rows.row(row.cells);
      }
      after = some.getLast().seq;
    }
  }
}
