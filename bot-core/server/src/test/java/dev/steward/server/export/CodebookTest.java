package dev.steward.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Sql;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads a poll's file finds each of its columns in the codebook. */
class CodebookTest {
  @ParameterizedTest
  @ValueSource(strings = {"single", "multi", "rating", "open"})
  void eachColumnIsExplained(String type) throws Exception {
    List<PollExport.Code> codes =
        type.equals("open")
            ? List.of()
            : List.of(new PollExport.Code("1", "一"), new PollExport.Code("2", "二"));
    PollExport poll = new PollExport(7, "喝什么", type, false, codes, true);
    List<Object> explained = new ArrayList<>();
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      new Codebook(poll).each(sql, row -> explained.add(row.getFirst()));
    }
    assertThat(explained)
        .containsAll(new WideBallots(poll).columns())
        .containsAll(new BallotChanges(poll).columns());
  }
}
