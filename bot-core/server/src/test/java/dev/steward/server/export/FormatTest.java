package dev.steward.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files as other programs read them. */
class FormatTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-11-03T06:00:00Z");

  /** A table of rows that are at hand. */
  private record Fixed(String name, List<String> columns, List<List<@Nullable Object>> all)
      implements Table {
    @Override
    public void each(Sql sql, Rows rows) throws IOException {
      for (List<@Nullable Object> row : all) {
        rows.row(row);
      }
    }
  }

  private static final Fixed ANSWERS =
      new Fixed(
          "wide",
          List.of("respondent", "at", "rating", "paid", "member", "text"),
          List.of(
              Arrays.asList("00a1", AT, 5L, new BigDecimal("199.00"), true, "宝宝很喜欢，\"真香\"\n谢谢"),
              Arrays.asList("00a2", AT, -3L, null, false, "=HYPERLINK(\"http://x\")"),
              Arrays.asList("00a3", null, null, null, null, null)));
  private static final Fixed BOOK =
      new Fixed("codebook", List.of("column", "meaning"), List.of(List.of("rating", "打分")));

  private static byte[] write(Format format, Table... tables) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      format.write(out, List.of(tables), sql, SHANGHAI);
    }
    return out.toByteArray();
  }

  @Test
  void excelOpensTheCsvWithChineseIntact() throws Exception {
    byte[] bytes = write(Format.CSV, ANSWERS, BOOK);
    assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(new String(bytes, StandardCharsets.UTF_8).substring(1).split("\r\n", -1))
        .containsExactly(
            "respondent,at,rating,paid,member,text",
            "00a1,2026-11-03 14:00:00,5,199.00,1,\"宝宝很喜欢，\"\"真香\"\"\n谢谢\"",
            "00a2,2026-11-03 14:00:00,-3,,0,\"'=HYPERLINK(\"\"http://x\"\")\"",
            "00a3,,,,,",
            "");
  }

  @Test
  void jsonLinesSayExactlyWhatWasSaid() throws Exception {
    String[] lines =
        new String(write(Format.JSONL, ANSWERS, BOOK), StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(3);
    JsonNode first = Json.read(lines[0], JsonNode.class);
    assertThat(first.get("at").asString()).isEqualTo("2026-11-03T06:00:00Z");
    assertThat(first.get("rating").asInt()).isEqualTo(5);
    assertThat(first.get("member").asBoolean()).isTrue();
    assertThat(first.get("text").asString()).isEqualTo("宝宝很喜欢，\"真香\"\n谢谢");
    assertThat(Json.read(lines[1], JsonNode.class).get("text").asString())
        .isEqualTo("=HYPERLINK(\"http://x\")");
    assertThat(Json.read(lines[2], JsonNode.class).get("text").isNull()).isTrue();
  }

  @Test
  void theWorkbookHasNumbersTimesAndNoFormula() throws Exception {
    byte[] bytes = write(Format.XLSX, ANSWERS, BOOK);
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(book.getSheets().map(Sheet::getName)).containsExactly("wide", "codebook");
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows).hasSize(4);
      assertThat(rows.get(0).getCellText(5)).isEqualTo("text");
      Row first = rows.get(1);
      assertThat(first.getCellText(5)).isEqualTo("宝宝很喜欢，\"真香\"\n谢谢");
      assertThat(first.getCellAsDate(1)).contains(LocalDateTime.of(2026, 11, 3, 14, 0));
      assertThat(first.getCell(2).getType()).isEqualTo(CellType.NUMBER);
      assertThat(first.getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("199");
      assertThat(rows.get(2).getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("-3");
      assertThat(rows.get(2).getCellText(5)).isEqualTo("'=HYPERLINK(\"http://x\")");
      for (Row row : rows) {
        for (Cell cell : row) {
          assertThat(cell == null ? CellType.EMPTY : cell.getType()).isNotEqualTo(CellType.FORMULA);
        }
      }
    }
  }

  @Test
  void whatXmlCannotHoldIsReplaced() throws Exception {
    Fixed hostile =
        new Fixed(
            "a/b:c*?[d]'",
            List.of("text"),
            List.of(
                List.<@Nullable Object>of("\u0000\u0001<a>&amp;]]>\ud800x\uffff😀"),
                List.<@Nullable Object>of("长".repeat(100_000))));
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(write(Format.XLSX, hostile)))) {
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows.get(1).getCellText(0)).isEqualTo("\ufffd\ufffd<a>&amp;]]>\ufffdx\ufffd😀");
      assertThat(rows.get(2).getCellText(0).length()).isBetween(1, 32_767);
    }
  }

  @Test
  void aTableLongerThanASheetGoesOnInTheNext() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
      XlsxFile.write(out, List.of(ANSWERS, BOOK), sql, SHANGHAI, 3);
    }
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getSheets().map(Sheet::getName))
          .containsExactly("wide", "wide 2", "codebook");
      List<Row> second = book.getSheet(1).orElseThrow().read();
      assertThat(second).hasSize(2);
      assertThat(second.get(0).getCellText(0)).isEqualTo("respondent");
      assertThat(second.get(1).getCellText(0)).isEqualTo("00a3");
    }
  }

  /** Takes what it is given and throws it away; counts. */
  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }

  /** Many rows, which look whether the file grows with them. */
  private record Many(int rows, Counting out) implements Table {
    private static final int LOOK = 5_000;

    @Override
    public String name() {
      return "wide";
    }

    @Override
    public List<String> columns() {
      return List.of("n", "text");
    }

    @Override
    public void each(Sql sql, Rows sink) throws IOException {
      long before = out.bytes;
      for (int n = 1; n <= rows; n++) {
        sink.row(List.of(n, "回答 " + n + " " + Integer.toHexString(n * 0x9E3779B9)));
        if (n % LOOK == 0) {
          assertThat(out.bytes).as("bytes after %s rows", n).isGreaterThan(before);
          before = out.bytes;
        }
      }
    }
  }

  @Test
  void rowsGoOutAsTheyCome() throws Exception {
    for (Format format : Format.values()) {
      Counting out = new Counting();
      try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
        format.write(out, List.of(new Many(20_000, out)), sql, SHANGHAI);
      }
      assertThat(out.bytes).as(format.word()).isGreaterThan(100_000);
    }
  }

  @Test
  void aDiskThatIsFullIsTold() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no space left");
          }
        };
    for (Format format : Format.values()) {
      assertThatThrownBy(
              () -> {
                try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
                  format.write(full, List.of(new Many(4_000, new Counting())), sql, SHANGHAI);
                }
              })
          .as(format.word())
          .hasMessageContaining("no space left");
    }
  }

  @Test
  void theStreamStaysOpenForWhoeverLentIt() throws Exception {
    for (Format format : Format.values()) {
      ByteArrayOutputStream out =
          new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
              throw new IOException("closed");
            }
          };
      try (Sql sql = new Sql(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
        format.write(out, List.of(BOOK), sql, SHANGHAI);
      }
      assertThat(out.size()).isPositive();
    }
  }
}
