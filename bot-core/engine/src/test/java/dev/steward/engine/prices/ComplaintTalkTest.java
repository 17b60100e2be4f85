package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.PriceBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a talk suspect, and what does not. */
class ComplaintTalkTest {
  private static final PriceBook BOOK = Shop.desk("words: [买贵了]\n").book();

  /** A talk, written as {@code name：text}, a minute apart. */
  private static List<TalkJudge.Found> found(String... lines) {
    List<TalkJudge.Line> talk = new ArrayList<>();
    Instant at = Instant.parse("2026-11-02T02:00:00Z");
    for (String line : lines) {
      String[] parts = line.split("：", 2);
      talk.add(new TalkJudge.Line(parts[0], parts[1], at));
      at = at.plusSeconds(60);
    }
    return TalkJudge.incidents(talk, BOOK);
  }

  @Test
  void twoPricesAndAWonderAreSuspect() {
    assertThat(found("甲：小禾3段你们多少入的", "乙：219", "甲：啊？我239", "丙：我也是239"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.sku()).isEqualTo("M3");
              assertThat(one.reporter()).isEqualTo("甲");
              assertThat(one.paid()).isEqualTo(23900);
              assertThat(one.seen()).isEqualTo(21900);
              assertThat(one.where()).isEqualTo("member");
              assertThat(one.explained()).isFalse();
            });
  }

  @Test
  void whoeverKnowsWhyMakesItExplained() {
    assertThat(found("甲：小禾3段付了239", "乙：我219", "甲：怎么差20", "乙：我是svip", "甲：哦懂了"))
        .singleElement()
        .satisfies(one -> assertThat(one.explained()).isTrue());
    assertThat(found("甲：小禾3段付了239", "乙：我219", "乙：我是svip", "甲：怎么不早说"))
        .as("said before anybody wondered")
        .isEmpty();
  }

  @Test
  void anotherProductNumberOrMoodIsNot() {
    assertThat(found("甲：小禾3段239", "乙：我也239", "甲：怎么了")).isEmpty();
    assertThat(found("甲：小禾3段239", "乙：小禾2段249", "甲：怎么不一样")).isEmpty();
    assertThat(found("甲：暖芽杯子69", "乙：我138", "甲：啊？", "乙：我是两个")).isEmpty();
    assertThat(found("甲：小禾3段239能少点不", "甲：219行不行", "乙：怎么可能")).isEmpty();
    assertThat(found("甲：暖芽杯子现在59", "乙：昨天还69，赶紧囤", "丙：怎么下单")).isEmpty();
    assertThat(found("甲：几点开团", "乙：8点", "丙：怎么不是9点")).isEmpty();
  }

  @Test
  void aTalkThatHasMovedOnIsNotLookedAt() {
    List<TalkJudge.Line> talk =
        List.of(
            new TalkJudge.Line("甲", "小禾3段239", Instant.parse("2026-11-02T02:00:00Z")),
            new TalkJudge.Line("乙", "我219，怎么回事", Instant.parse("2026-11-02T03:00:00Z")));
    assertThat(TalkJudge.incidents(talk, BOOK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "凭什么她买这个杯子比我便宜十块",
        "公告写59，结算变成69",
        "刚付完就降了，心里不是滋味",
        "甲：我88拿的 / 乙：啊我99",
        "说好保价的，保价呢",
      })
  void aLineThatComplainsOfTwoPricesIsTold(String line) {
    assertThat(TalkJudge.inconsistent(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "这杯子也太贵了吧",
        "现在什么价",
        "便宜点呗，我拿三个",
        "快递四天了还没到",
        "杯子漏水，盖子拧不紧",
        "59到手，值了",
        "她那个是两罐的价",
        "大家早上好",
      })
  void otherLinesAreLeftAlone(String line) {
    assertThat(TalkJudge.inconsistent(line)).isFalse();
  }
}
