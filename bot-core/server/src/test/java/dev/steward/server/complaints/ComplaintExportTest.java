package dev.steward.server.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import dev.steward.server.export.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComplaintExportTest {
  @TempDir Path folder;

  private byte[] written(boolean words, Format format) throws Exception {
    try (Database database = TestStore.open(folder.resolve("steward.db"))) {
      try (Sql sql = new Sql(database.openForLane())) {
        sql.update(
            "INSERT INTO complaint (number, person_id, group_id, user_id, kind, origin, state, pack,"
                + " version, facts, opened, changed, ended, reply_clock, done_clock) VALUES (7,"
                + " 'web:u', 'web:a', 'web:u', 'price', 'word', 'closed', 'p', 1, ?, 0, 0, 0,"
                + " '{\"target\":1,\"used\":0,\"stopped\":true}',"
                + " '{\"target\":1,\"used\":0,\"stopped\":true}')",
            "{\"PAID\":\"23990\",\"PIECES\":\"2\",\"CHANNEL\":\"live\",\"TIER\":\"vip\",\"ORDER\":\"=HYPERLINK(\\\"x\\\")\",\"STORY\":\"中文, 有逗号\"}");
        sql.commit();
      }
      try (Sql sql = new Sql(database.openForReading())) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ComplaintExport(ZoneId.of("Asia/Shanghai"), words).write(format, sql, out);
        return out.toByteArray();
      }
    }
  }

  @Test
  void csvOpensInExcelAndRunsNothing() throws Exception {
    String csv = new String(written(true, Format.CSV), StandardCharsets.UTF_8);
    assertThat(csv)
        .startsWith("\uFEFFnumber,kind,")
        .contains(
            ",239.90,2,,live,vip,",
            "\"'=HYPERLINK(\"\"x\"\")\"",
            "\"中文, 有逗号\"",
            "1970-01-01 08:00:00")
        .endsWith("\r\n");
  }

  @Test
  void theWorkbookHasTextsAsTextsAndMoneyAsNumbers() throws Exception {
    byte[] bytes = written(true, Format.XLSX);
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows).hasSize(2);
      assertThat(rows.get(1).getCellAsNumber(7).orElseThrow()).isEqualByComparingTo("239.9");
      assertThat(rows.get(1).getCellAsString(32)).contains("'=HYPERLINK(\"x\")");
      assertThat(rows.get(1).getCell(32).getFormula()).isNull();
    }
  }

  @Test
  void withoutWordsThereAreFiguresOnly() throws Exception {
    String json = new String(written(false, Format.JSONL), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"number\":7", "\"paid\":239.90", "\"opened\":\"1970-01-01T00:00:00Z\"")
        .doesNotContain("HYPERLINK", "中文", "web:u\"");
  }
}
