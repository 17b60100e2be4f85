package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A pack as a manager would write it, for tests: a small good one, of which files are replaced. */
final class Written {
  static final String PACK =
      """
      title: 母婴群
      language: zh
      values:
        brand: 示例
      personas:
        assistant: {name: 群管家, kind: 助手}
        teacher: {name: 课堂助手, kind: 老师}
      """;
  static final String RULES =
      """
      clauses:
        no-ads: 不发广告
      rules:
        ads:
          clause: no-ads
          words: [加我微信]
      """;
  static final String WELCOME =
      """
      text: 欢迎 {{names}}
      acknowledge: 我知道了
      """;

  static final String CHECKIN =
      """
      words: [签到, 打卡]
      day-starts: "04:00"
      points: 5
      streaks: {7: 20}
      """;

  static final String FAQ =
      """
      service: 客服九点上班
      answers:
        return:
          ask: [怎么退货, 能退吗]
          say: 七天内可以退，问 {{brand}}
        may:
          ask: 五一活动
          say: 满减
          from: 2026-04-28
          until: "2026-05-05"
          groups: [一群]
          reviewed: true
      """;

  static final String TOPICS =
      """
      topics:
        morning:
          at: 工作日 09:30
          say: [早安, "{{brand}} 早安"]
      """;

  static final String PRICES =
      """
      words: [买贵了]
      tiers: [normal, member, svip]
      hours: 09:00-18:00
      protection: 7d
      coupon: 5元券
      approvers: [owner]
      """;

  static final String BOOK =
      """
      sku,name,aliases,tier,price,valid_from,valid_until,channel,note
      M3,小禾奶粉3段,小禾3段|小禾三段,normal,239,2026-01-01 00:00,,group,日常
      M3,小禾奶粉3段,小禾3段|小禾三段,svip,219,2026-01-01 00:00,,group,日常
      M3,小禾奶粉3段,,normal,199,2026-06-18 20:00,2026-06-18 23:00,live,活动：直播夜
      """;
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  static final String POLL =
      """
      title: 下次聊什么？
      type: multi
      options: {sleep: 睡整觉, food: 加辅食, milk: 转奶}
      choose: 1-2
      random-order: true
      opens: 2026-12-12 20:00
      closes: 3d
      reminders: [24h, 2h]
      thanks: 谢谢
      """;

  private final Map<String, byte[]> files = new TreeMap<>();

  private Written() {}

  static Written good() {
    return new Written()
        .with("pack.yaml", PACK)
        .with("rules.yaml", RULES)
        .with("welcome.yaml", WELCOME);
  }

  Written with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Written with(String file, byte[] bytes) {
    files.put(file, bytes);
    return this;
  }

  Written without(String file) {
    files.remove(file);
    return this;
  }

  PackReading read() {
    return PackReader.read(PackFiles.of("mama", files));
  }

  /** The pack, which must be without error. */
  Pack pack() {
    PackReading reading = read();
    assertThat(reading.problems()).filteredOn(Problem::isError).isEmpty();
    Pack pack = reading.pack();
    assertThat(pack).isNotNull();
    return java.util.Objects.requireNonNull(pack);
  }

  /** Where which problems are, such as {@code rules.yaml:3:5 unknown-key}. */
  static List<String> places(List<Problem> problems) {
    return problems.stream().map(p -> p.mark() + " " + p.code()).toList();
  }

  /** A workbook; a date goes in as one. */
  static byte[] sheet(Object[]... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "steward", "1.0")) {
      Worksheet sheet = book.newWorksheet("题库");
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          switch (rows[r][c]) {
            case LocalDate date -> {
              sheet.value(r, c, date);
              sheet.style(r, c).format("yyyy/m/d").set();
            }
            case String text -> sheet.value(r, c, text);
            default -> throw new IllegalArgumentException("cell: " + rows[r][c]);
          }
        }
      }
    }
    return out.toByteArray();
  }
}
