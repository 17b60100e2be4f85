package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranking and silence over a small invented shop, with the real model and without. */
class FaqIndexTest {
  private static final List<Entry> SHOP =
      List.of(
          entry("return", "怎么退货", "没拆封的七天内可以退，在订单里点「退货」。", "不想要了能退吗"),
          entry("ship", "几天发货", "付款后48小时内发出，周日不发。", "什么时候寄出来"),
          entry("fee", "满多少包邮", "满88元包邮，不满收8元。", "邮费怎么算"),
          entry("stage", "奶粉几段怎么选", "1段0到6个月，2段6到12个月，3段1到3岁。", "多大喝几段"),
          new Entry(
              "may",
              9,
              List.of("五一活动怎么算"),
              "满200减30。",
              LocalDate.of(2026, 4, 28),
              LocalDate.of(2026, 5, 5)));

  private static BgeEmbedder model;

  @BeforeAll
  static void load() throws Exception {
    model = BgeEmbedder.of(Tongue.ZH);
  }

  @AfterAll
  static void unload() {
    model.close();
  }

  private static Entry entry(String id, String question, String answer, String... more) {
    return new Entry(
        id,
        1,
        java.util.stream.Stream.concat(java.util.stream.Stream.of(question), List.of(more).stream())
            .toList(),
        answer,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "想退了咋弄, return",
    "今天拍的哪天能寄, ship",
    "买够多少钱不用给运费, fee",
    "我娃八个月该喝哪一段, stage",
    "我娃 8 个月，喝幾段？, stage"
  })
  void findsTheEntryByMeaning(String asked, String id) {
    Ranking ranking = new FaqIndex(SHOP, model).rank(asked, _ -> true);
    assertThat(ranking.candidates().getFirst().entry().id()).isEqualTo(id);
    assertThat(ranking.placeOf(id)).isEqualTo(1);
  }

  @Test
  void findsTheEntryByWordsAlone() {
    Ranking ranking = new FaqIndex(SHOP, null).rank("满多少可以包邮呀", _ -> true);
    assertThat(ranking.candidates().getFirst().entry().id()).isEqualTo("fee");
    assertThat(Gate.of(SHOP, false).sure(ranking)).isBetween(0.0, 1.0);
  }

  @Test
  void talkIsLessSureThanAQuestion() {
    FaqIndex index = new FaqIndex(SHOP, model);
    Gate gate = Gate.of(SHOP, true);
    double asked = gate.sure(index.rank("请问买多少钱可以包邮呀？", _ -> true));
    double told = gate.sure(index.rank("我每次都凑够包邮才买，哈哈", _ -> true));
    double away = gate.sure(index.rank("今晚吃火锅去不去", _ -> true));
    assertThat(asked).isGreaterThan(told).isGreaterThan(away).isGreaterThan(gate.unprompted());
    assertThat(told).isLessThan(gate.unprompted());
    assertThat(away).isLessThan(gate.addressed());
  }

  @Test
  void anEntryOutOfItsDatesIsAsIfItWereNotThere() {
    FaqIndex index = new FaqIndex(SHOP, null);
    LocalDate june = LocalDate.of(2026, 6, 1);
    assertThat(index.rank("五一活动怎么算", entry -> entry.validOn(june)).placeOf("may")).isZero();
    assertThat(
            index.rank("五一活动怎么算", entry -> entry.validOn(LocalDate.of(2026, 5, 5))).placeOf("may"))
        .isEqualTo(1);
  }

  @Test
  void toTheLetterForgivesDressAndEndings() {
    assertThat(Letters.of("＠小芽 幾天發貨啊？？")).isEqualTo(Letters.of("几天发货"));
    assertThat(Letters.of("几天发货到家")).isNotEqualTo(Letters.of("几天发货"));
    assertThat(Letters.of("[笑哭]")).isEmpty();
  }

  @Test
  void theSameQuestionTwiceHasTheSameFigures() {
    FaqIndex index = new FaqIndex(SHOP, model);
    assertThat(index.rank("多少钱包邮", _ -> true).evidence())
        .isEqualTo(index.rank("多少钱包邮", _ -> true).evidence());
  }

  @Test
  void emptyTextAndEmptyShopHaveNoAnswer() {
    Gate gate = Gate.of(SHOP, true);
    assertThat(gate.sure(new FaqIndex(SHOP, model).rank("  👍 ", _ -> true))).isZero();
    assertThat(gate.sure(new FaqIndex(List.of(), model).rank("包邮吗", _ -> true))).isZero();
  }
}
