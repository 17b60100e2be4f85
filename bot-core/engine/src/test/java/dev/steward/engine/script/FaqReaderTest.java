package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a manager writes into faq.yaml, and what the diff says of it. */
class FaqReaderTest {
  private static Faq read(String text) {
    return Objects.requireNonNull(Written.good().with("faq.yaml", text).pack().faq());
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    Faq faq = read(Written.FAQ);
    assertThat(faq.service()).isEqualTo("客服九点上班");
    assertThat(faq.sensitive()).isNull();
    Faq.Answer plain = faq.answers().getFirst();
    assertThat(plain.id()).isEqualTo("return");
    assertThat(plain.mark()).hasToString("faq.yaml:3:3");
    assertThat(plain.asks()).containsExactly("怎么退货", "能退吗");
    assertThat(plain.reviewed()).isFalse();
    assertThat(plain.saidIn("")).isTrue();
    Faq.Answer may = faq.answer("may").orElseThrow();
    assertThat(may.asks()).containsExactly("五一活动");
    assertThat(may.groups()).isEqualTo(Set.of("一群"));
    assertThat(may.saidIn("二群")).isFalse();
    assertThat(may.reviewed()).isTrue();
    assertThat(may.validOn(LocalDate.of(2026, 5, 5))).isTrue();
    assertThat(may.validOn(LocalDate.of(2026, 5, 6))).isFalse();
    assertThat(Written.good().pack().faq()).as("without the file").isNull();
  }

  @Test
  void everySlipIsToldWithItsPlace() {
    PackReading reading =
        Written.good()
            .with(
                "faq.yaml",
                """
                servise: 客服
                answers:
                  a: {ask: [怎么退], say: "{{brnad}}"}
                  b: {ask: [怎么退？], say: 可以}
                  c: {ask: 几号, say: 十号, from: "2026-12-02", until: "2026-12-01"}
                  d: {ask: 几号呢}
                """)
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactly(
            "faq.yaml:1:1 unknown-key",
            "faq.yaml:3:25 unknown-variable",
            "faq.yaml:4:13 asked-twice",
            "faq.yaml:5:52 bad-dates",
            "faq.yaml:6:6 missing-key");
  }

  @Test
  void aSheetHoldsAnswersToo() throws Exception {
    byte[] sheet =
        Written.sheet(
            new Object[] {"名字", "问法", "答案", "结束", "群", "已审核"},
            new Object[] {"ship", "几天发货|哪天寄\n今天发吗", "两天内发，问 {{brand}}", "2026-12-31", "一群、二群", "是"},
            new Object[] {"fee", "邮费多少", "满 99 包邮"});
    Faq alone = Objects.requireNonNull(Written.good().with("faq.xlsx", sheet).pack().faq());
    Faq.Answer ship = alone.answer("ship").orElseThrow();
    assertThat(ship.asks()).containsExactly("几天发货", "哪天寄", "今天发吗");
    assertThat(ship.groups()).isEqualTo(Set.of("一群", "二群"));
    assertThat(ship.until()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(ship.reviewed()).isTrue();
    assertThat(ship.mark().line()).isEqualTo(2);
    Faq both =
        Objects.requireNonNull(
            Written.good().with("faq.yaml", Written.FAQ).with("faq.xlsx", sheet).pack().faq());
    assertThat(both.answers())
        .extracting(Faq.Answer::id)
        .containsExactly("return", "may", "ship", "fee");
    PackReading twice =
        Written.good()
            .with("faq.yaml", "answers: {fee: {ask: 运费, say: 十元}}")
            .with("faq.xlsx", sheet)
            .read();
    assertThat(twice.problems()).extracting(Problem::code).containsExactly("duplicate-key");
  }

  @Test
  void theDiffIsInSentences() {
    String fresh =
        Written.FAQ
            .replace("[怎么退货, 能退吗]", "[怎么退货, 能退吗, 想退]")
            .replace("客服九点上班", "客服十点上班")
            .replace("    reviewed: true\n", "");
    assertThat(
            PackDiff.sentences(
                Written.good().with("faq.yaml", Written.FAQ).pack(),
                Written.good().with("faq.yaml", fresh).pack(),
                Language.EN))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("客服十点上班"))
        .anySatisfy(line -> assertThat(line).contains("想退"))
        .anySatisfy(line -> assertThat(line).isEqualTo("Answer may: is no longer reviewed"));
  }

  @Test
  void aGroupMayLeaveOutOneAnswerOrAll() {
    Pack pack = Written.good().with("faq.yaml", Written.FAQ).pack();
    byte[] file =
        """
        groups:
          - {group: web:1, pack: mama, off: [return]}
          - {group: web:2, pack: mama, off: [faq]}
        """
            .getBytes(StandardCharsets.UTF_8);
    BindingsReading reading = BindingsReader.read("groups.yaml", file, Map.of("mama", pack));
    assertThat(reading.problems()).isEmpty();
    List<Binding> bindings = reading.bindings();
    assertThat(Objects.requireNonNull(bindings.get(0).applyTo(pack).faq()).answers())
        .extracting(Faq.Answer::id)
        .containsExactly("may");
    assertThat(bindings.get(1).applyTo(pack).faq()).isNull();
    assertThat(BindingDifferences.sentences(pack, bindings.get(0), Language.EN))
        .containsExactly("the answer return is off here");
    assertThat(BindingDifferences.sentences(pack, bindings.get(1), Language.ZH))
        .containsExactly("不自动答疑");
  }
}
