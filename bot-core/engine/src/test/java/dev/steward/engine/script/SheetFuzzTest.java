package dev.steward.engine.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Price books, answers and banks as workbooks: whatever is in the file, in a part of it, or in its
 * cells, the answer is a value or problems, soon. The seed is the parameter: a failure names it,
 * and {@code -Dsteward.seed=N} repeats it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SheetFuzzTest {
  private static final int ROUNDS = 60;

  private static final String[] PRICES = {
    "sku",
    "name",
    "aliases",
    "tier",
    "price",
    "valid_from",
    "valid_until",
    "channel",
    "note",
    "货号",
    "价格"
  };
  private static final String[] ANSWERS = {
    "id", "ask", "say", "from", "until", "groups", "reviewed", "问", "答"
  };
  private static final String[] BANK = {"say", "image", "from", "until", "话题", "图片"};

  private static final Object[] CELLS = {
    "M3",
    "小禾奶粉3段",
    "小禾3段|小禾三段",
    "normal",
    "svip",
    "239",
    "２３９",
    "￥239.00",
    "239.999",
    "-1",
    "1e999",
    "NaN",
    "0",
    "99999999999999999999",
    "1,299",
    "2026-01-01 00:00",
    "2026-02-30 25:61",
    "9999-12-31 24:00",
    "2026/1/1",
    "live",
    "all",
    "活动：直播夜",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "{{brand}}",
    "{{#a}}",
    "{{",
    "",
    " ",
    "　",
    "\uFEFF",
    "\u202E",
    "👍",
    "\n",
    "\t",
    "|",
    "||||",
    "是",
    "no",
    "x".repeat(3_000),
    "中".repeat(500),
    0.0,
    -0.0,
    1e-300,
    Double.MAX_VALUE,
    239.0,
    239.005,
    46_000.5,
    2_958_466.0,
    -1.0,
    true,
    false,
    LocalDate.of(2026, 1, 1),
    LocalDate.of(9999, 12, 31),
    LocalDateTime.of(2026, 6, 18, 20, 0, 59)
  };

  static LongStream seeds() {
    return ScriptFuzzTest.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void priceBooks(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] good =
        Written.sheet(
            new Object[] {"sku", "name", "aliases", "tier", "price", "valid_from", "channel"},
            new Object[] {"M3", "小禾奶粉3段", "小禾3段", "normal", "239", "2026-01-01 00:00", "group"},
            new Object[] {"M3", "小禾奶粉3段", "", "svip", "219", LocalDate.of(2026, 1, 1), "group"});
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.inAPack(
          Written.good()
              .with("prices.yaml", Written.PRICES)
              .with("prices.xlsx", any(good, PRICES, random)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answers(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] good =
        Written.sheet(
            new Object[] {"id", "ask", "say", "from", "until", "groups", "reviewed"},
            new Object[] {"return", "怎么退货", "七天内", LocalDate.of(2026, 1, 1), "", "一群", "是"},
            new Object[] {"return", "能退吗", "", "", "", "", ""});
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.inAPack(Written.good().with("faq.xlsx", any(good, ANSWERS, random)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void banks(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] good =
        Written.sheet(
            new Object[] {"say", "image", "from", "until"},
            new Object[] {"小米粥 {{brand}}", "images/congee.png", LocalDate.of(2026, 11, 3), ""},
            new Object[] {"南瓜泥", "", "2026-12-01", "2026-12-31"});
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.inAPack(
          Written.good()
              .with("topics.yaml", "topics: {food: {at: 每天 11:00, bank: banks/food.xlsx}}")
              .with("images/congee.png", Written.PNG)
              .with("banks/food.xlsx", any(good, BANK, random)));
    }
  }

  /** Bytes of the file changed, bytes of one of its parts, or a workbook of strange cells. */
  private static byte[] any(byte[] good, String[] columns, Random random) throws IOException {
    return switch (random.nextInt(4)) {
      case 0 -> ScriptFuzzTest.mutated(good, random);
      case 1, 2 -> inside(good, random);
      default -> cells(columns, random);
    };
  }

  /** One part of the workbook is changed before it is packed, so that the archive stays whole. */
  private static byte[] inside(byte[] good, Random random) throws IOException {
    List<String> names = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    try (ZipFile in =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(good)).get()) {
      for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
        names.add(entry.getName());
        parts.add(in.getInputStream(entry).readAllBytes());
      }
    }
    int at = random.nextInt(parts.size());
    parts.set(at, ScriptFuzzTest.mutated(parts.get(at), random));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < parts.size(); i++) {
        out.putNextEntry(new ZipEntry(names.get(i)));
        out.write(parts.get(i));
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] cells(String[] columns, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "steward", "1.0")) {
      Worksheet sheet = book.newWorksheet(random.nextBoolean() ? "表" : "a'b");
      int width = 1 + random.nextInt(columns.length);
      int first = random.nextInt(5) == 0 ? random.nextInt(5) : 0;
      for (int c = 0; c < width; c++) {
        int column = random.nextInt(8) == 0 ? random.nextInt(columns.length) : c;
        sheet.value(first, c, columns[column]);
      }
      for (int r = random.nextInt(6); r > 0; r--) {
        for (int c = random.nextInt(2); c < width + random.nextInt(2); c++) {
          if (random.nextInt(6) > 0) {
            cell(sheet, first + r, c, CELLS[random.nextInt(CELLS.length)], random);
          }
        }
      }
    }
    return out.toByteArray();
  }

  private static void cell(Worksheet sheet, int row, int column, Object value, Random random) {
    switch (value) {
      case Double number -> sheet.value(row, column, number);
      case Boolean yes -> sheet.value(row, column, yes);
      case LocalDate date -> sheet.value(row, column, date);
      case LocalDateTime time -> sheet.value(row, column, time);
      default -> {
        if (random.nextInt(12) == 0) {
          sheet.formula(row, column, "A1&\"x\"");
        } else {
          sheet.value(row, column, value.toString());
        }
      }
    }
    if (random.nextInt(3) == 0) {
      String[] formats = {
        "yyyy-mm-dd hh:mm", "0.00", "¥#,##0.00", "h:mm", "@", "General", "[h]:mm"
      };
      sheet.style(row, column).format(formats[random.nextInt(formats.length)]).set();
    }
  }
}
