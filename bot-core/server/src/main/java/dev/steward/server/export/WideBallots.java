package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row for each respondent. In the order of their pseudonyms: any other, such as that of people's
 * ids, would tell who is who.
 */
final class WideBallots implements Table {
  private static final int AT_ONCE = 1_000;

  private final PollExport poll;
  private final AnswerColumns answers;

  WideBallots(PollExport poll) {
    this.poll = poll;
    answers = new AnswerColumns(poll);
  }

  private record Row(String respondent, List<@Nullable Object> cells) {}

  @Override
  public String name() {
    return "wide";
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("respondent", "group", "tier", "at"));
    columns.addAll(answers.names());
    columns.add("verified");
    return columns;
  }

  @Override
  public void each(Sql sql, Rows rows) throws IOException {
    String after = "";
    while (true) {
      List<Row> some =
          sql.list(
              "SELECT b.respondent, b.group_id, b.tier, b.at, b.choices, t.text,"
                  + " b.unverified FROM ballot b"
                  + " LEFT JOIN ballot_text t ON t.id = b.text_id WHERE b.poll = ?"
                  + " AND b.respondent > ? AND b.kind <> 'withdrawn'"
                  + " ORDER BY b.respondent LIMIT ?",
              row -> {
                List<@Nullable Object> cells = new ArrayList<>();
                cells.add(row.text(1));
                cells.add(row.text(2));
                cells.add(row.textOrNull(3));
                cells.add(row.time(4));
                cells.addAll(answers.cells(row.textOrNull(5), row.textOrNull(6)));
                cells.add(row.yes(7) ? "no" : "yes");
                return new Row(row.text(1), cells);
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
      after = some.getLast().respondent;
    }
  }
}
