package dev.steward.engine.script;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the price book, which lies beside prices.yaml as {@code prices.csv} or {@code prices.xlsx}:
 * the first row names the columns, in Chinese or English. In a CSV file a mark's column is that of
 * the field, counted from 1.
 */
final class PriceBookReader {
  static final String CSV = "prices.csv";
  static final String XLSX = "prices.xlsx";

  /** How many lines a book may have. */
  static final int MOST_ROWS = 20_000;

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_FIELD = 2_000;
  private static final SheetColumns COLUMNS =
      SheetColumns.of(
          Keys.PRICE_ROW,
          Map.ofEntries(
              Map.entry("货号", "sku"),
              Map.entry("品名", "name"),
              Map.entry("别名", "aliases"),
              Map.entry("等级", "tier"),
              Map.entry("价格", "price"),
              Map.entry("开始", "valid_from"),
              Map.entry("结束", "valid_until"),
              Map.entry("渠道", "channel"),
              Map.entry("备注", "note")));

  private final PackFiles files;
  private final Problems problems;

  PriceBookReader(PackFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** The book, as far as it can be read; what is wrong is added to the problems. */
  PriceBook read(List<String> tiers, ZoneId zone, SourceMark wanted) {
    byte[] csv = files.bytes(CSV);
    byte[] xlsx = files.bytes(XLSX);
    if (csv == null && xlsx == null) {
      problems.warning(
          wanted,
          "no-price-book",
          Both.of("还没有价格本", "there is no price book yet"),
          Both.of(
              "把 prices.csv 或 prices.xlsx 放在 prices.yaml 旁边；没有它，价格问题只能由人核对",
              "put prices.csv or prices.xlsx beside prices.yaml; without it every price is checked by a person"));
      return new PriceBook(tiers, List.of());
    }
    if (csv != null && xlsx != null) {
      problems.error(
          new SourceMark(XLSX, 1, 1),
          "two-price-books",
          Both.of("价格本有两个：prices.csv 和 prices.xlsx", "there are two price books"),
          Both.of("只留一个", "keep one of them"));
    }
    List<YamlNode.Table> rows = csv == null ? sheet(Objects.requireNonNull(xlsx)) : csv(csv);
    if (rows.size() > MOST_ROWS) {
      problems.error(
          rows.get(MOST_ROWS).mark(),
          "too-many",
          Both.of("价格本最多 " + MOST_ROWS + " 行", "a price book has at most " + MOST_ROWS + " rows"),
          Both.of("删掉早就过期的行", "remove what ended long ago"));
      rows = rows.subList(0, MOST_ROWS);
    }
    return new PriceBook(tiers, new PriceRowReader(tiers, zone, problems).products(rows));
  }

  private List<YamlNode.Table> sheet(byte[] bytes) {
    return SheetReader.read(XLSX, bytes, COLUMNS, problems);
  }

  private List<YamlNode.Table> csv(byte[] bytes) {
    Source source = SourceReader.read(CSV, bytes, MOST_BYTES, problems);
    if (source == null || source.text().isBlank()) {
      return List.of();
    }
    List<YamlNode.Table> rows = new ArrayList<>();
    Map<Integer, String> header = null;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(source.text())) {
      for (CsvRecord record : reader) {
        if (header == null) {
          header = header(record);
        } else if (rows.size() <= MOST_ROWS) {
          rows.add(row(record, header));
        }
      }
    } catch (CsvParseException | IOException broken) {
      problems.error(
          new SourceMark(CSV, Math.max(1, rows.size() + 1), 1),
          "bad-csv",
          Both.of("这里开始读不下去了", "the file can't be read from here on"),
          Both.of("引号要成对；用 Excel 打开另存为「CSV UTF-8」", "quotes come in pairs; save it as CSV UTF-8"));
    }
    return rows;
  }

  private Map<Integer, String> header(CsvRecord record) {
    Map<Integer, String> keys = new HashMap<>();
    for (int i = 0; i < record.getFieldCount(); i++) {
      String written = record.getField(i).strip();
      String key = COLUMNS.key(written);
      SourceMark mark = mark(record, i);
      if (key != null && !keys.containsValue(key)) {
        keys.put(i, key);
      } else if (!written.isEmpty()) {
        problems.error(
            mark,
            key == null ? "unknown-column" : "duplicate-key",
            key == null
                ? Both.of("不认识「" + written + "」这一列", "unknown column: " + written)
                : Both.of("「" + written + "」这一列写了两次", "the column " + written + " is there twice"),
            key == null ? Nearest.mend(written, Keys.PRICE_ROW) : Both.of("删掉一列", "remove one"));
      }
    }
    return keys;
  }

  private YamlNode.Table row(CsvRecord record, Map<Integer, String> header) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (int i = 0; i < record.getFieldCount(); i++) {
      String value = record.getField(i).strip();
      String key = header.get(i);
      SourceMark mark = mark(record, i);
      if (key == null || value.isEmpty()) {
        continue;
      }
      if (value.length() > MOST_FIELD) {
        problems.error(
            mark,
            "text-too-long",
            Both.of("这一格的文字太长", "the text of this field is too long"),
            Both.of("最多 " + MOST_FIELD + " 字", "at most " + MOST_FIELD + " characters"));
        continue;
      }
      entries.add(
          new YamlNode.Entry(
              new YamlNode.Text(mark, key, true, false),
              new YamlNode.Text(mark, value, true, false)));
    }
    return new YamlNode.Table(mark(record, 0), entries);
  }

  private static SourceMark mark(CsvRecord record, int field) {
    return new SourceMark(CSV, (int) record.getStartingLineNumber(), field + 1);
  }
}
