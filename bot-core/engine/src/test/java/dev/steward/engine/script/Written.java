package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  static final String TOPICS =
      """
      quiet-hours: 22:30-08:00
      topics:
        morning:
          at: 工作日 09:30
          say: [早安, "{{brand}} 早安"]
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
}
