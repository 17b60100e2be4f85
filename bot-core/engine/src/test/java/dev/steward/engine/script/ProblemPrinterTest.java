package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemPrinterTest {
  @Test
  void theCaretStandsUnderTheCharacterThoughChineseTakesTwoCells() {
    Problem problem =
        Written.good()
            .with("pack.yaml", "title: 母婴\npersonas:\n  a: {name: 小明, kind: 老湿}\n")
            .read()
            .problems()
            .getFirst();
    assertThat(new ProblemPrinter(Language.ZH).print(problem))
        .isEqualTo(
            """
            pack.yaml:3:23: 这里不能写「老湿」
              |   a: {name: 小明, kind: 老湿}
              |                         ^
              改法：是不是想写 老师？
            """);
    assertThat(new ProblemPrinter(Language.EN).print(problem))
        .isEqualTo(
            """
            pack.yaml:3:23: 老湿 is not possible here
              |   a: {name: 小明, kind: 老湿}
              |                         ^
              mend: did you mean 老师?
            """);
  }

  @Test
  void scriptsCantCommandATerminal() {
    Problem problem =
        Written.good().with("pack.yaml", "title: a\u001b[2J\u202Eb\n").read().problems().getFirst();
    assertThat(new ProblemPrinter(Language.EN).print(problem))
        .doesNotContain("\u001b")
        .doesNotContain("\u202E")
        .contains("a·[2J·b");
  }

  @Test
  void longLinesAreCutAroundTheCaret() {
    String text = "title: a\nhelp: [" + "长".repeat(200) + "'{{nobody}}', x]\nlanguage: zz";
    for (Problem problem : Written.good().with("pack.yaml", text).read().problems()) {
      String[] lines = new ProblemPrinter(Language.ZH).print(problem).split("\n", -1);
      assertThat(lines[1].length()).isLessThan(130);
      assertThat(lines[2].strip()).endsWith("^");
    }
  }

  @Test
  void warningsAndCountsAreSaid() {
    PackReading reading = Written.good().with("words/x.txt", "abc\n").read();
    assertThat(new ProblemPrinter(Language.EN).print(reading.problems()))
        .contains("words/x.txt:1:1: warning: no rule uses this word list")
        .endsWith("0 errors, 1 warning\n");
    assertThat(new ProblemPrinter(Language.ZH).print(reading.problems())).endsWith("0 个错误，1 个提醒\n");
  }
}
