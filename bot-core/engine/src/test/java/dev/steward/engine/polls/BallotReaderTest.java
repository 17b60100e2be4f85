package dev.steward.engine.polls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.polls.BallotReader.Reading;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as a ballot, and what does not. Options count from 1 here. */
class BallotReaderTest {
  static Question question(String line) {
    return Objects.requireNonNull(
        QuickPoll.read(line, Language.ZH, ZoneId.of("Asia/Shanghai")).question());
  }

  private static final Question SINGLE = question("口味 | 芒果味 | 草莓 | 原味（不加糖）| Milk Tea");
  private static final Question SEVERAL = question("哪些 | 甲甲 | 乙乙 | 丙丙 | 丁丁 | 多选");
  private static final Question TALKING = question("要吗 | 我都要这个 | 那就算了吧 | Too long");
  private static final Question RATING = question("怎么样 | 0-10");

  private static String read(Question question, String text, boolean meant) {
    List<Integer> order = IntStream.range(0, question.options().size()).boxed().toList();
    return switch (BallotReader.read(question, order, text, meant)) {
      case Reading.Choices found ->
          String.join(" ", found.positions().stream().map(i -> Integer.toString(i + 1)).toList());
      case Reading.Words words -> words.text();
      case Reading.Unclear unclear -> unclear.why().name();
      case Reading.None _ -> "-";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1",
        "２ | 2",
        "② | 2",
        "2️⃣ | 2",
        "1、 | 1",
        "(3) | 3",
        "选2 | 2",
        "我选 2 号 | 2",
        "选第二个 | 2",
        "投给4吧 | 4",
        "b | 2",
        "D. | 4",
        "选Ｃ | 3",
        "芒果味 | 1",
        "芒果味！ | 1",
        "草莓 | 2",
        "选草莓 | 2",
        "milk tea | 4",
        "vote 2 | 2",
        "原味（不加糖） | 3",
        "好的1 | -",
        "5 | -",
        "0 | -",
        "12 | -",
        "1 2 | -",
        "1+1 | -",
        "1楼 | -",
        "草莓好吃 | -",
        "选什么 | -",
        "选择困难 | -",
        "e | -",
        "打卡 | -",
        "给我1 | -",
        "111 | -"
      })
  void oneOfFour(String text, String read) {
    assertThat(read(SINGLE, text, false)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | NO_SUCH",
        "都行 | NO_SUCH",
        "1 2 | NO_SUCH",
        "草莓吧 | NO_SUCH",
        "一 | 1",
        "选草莓吧 | 2"
      })
  void oneOfFourInAReply(String text, String read) {
    assertThat(read(SINGLE, text, true)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 3 | 1 3",
        "3,1 | 1 3",
        "1、2、4 | 1 2 4",
        "1和2 | 1 2",
        "A C | 1 3",
        "选13 | 1 3",
        "选ac | 1 3",
        "13 | -",
        "选31 | -",
        "1 1 | -",
        "1 5 | -",
        "选甲甲和乙乙 | 1 2",
        "甲甲 | 1"
      })
  void severalOfFour(String text, String read) {
    assertThat(read(SEVERAL, text, false)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 | 9",
        "8分 | 9",
        "打10分 | 11",
        "给0分 | 1",
        "8分吧 | 9",
        "11 | -",
        "8折 | -",
        "我8岁 | -",
        "3个 | -",
        "5号 | -",
        "2吧 | -"
      })
  void aRating(String text, String read) {
    assertThat(read(RATING, text, false)).isEqualTo(read);
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anythingIsReadWithoutFaultAndWithinTheOptions(long seed) {
    Random random = new Random(seed);
    String letters =
        "0123456789０①⑳ＡaBt选投打给我那第个号分吧了一十 ,、.。()（）#|+-和and甲乙草莓芒果味\uFE0F\u20E3\uD83D\uDE00\n";
    int[] points = letters.codePoints().toArray();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      for (Question question : List.of(SINGLE, SEVERAL, RATING)) {
        List<Integer> order = IntStream.range(0, question.options().size()).boxed().toList();
        boolean meant = random.nextBoolean();
        if (BallotReader.read(question, order, text.toString(), meant)
            instanceof Reading.Choices found) {
          assertThat(found.positions())
              .as("seed %d, %s", seed, text)
              .isNotEmpty()
              .doesNotHaveDuplicates()
              .allMatch(at -> at >= 0 && at < question.options().size())
              .hasSizeBetween(question.least(), question.most());
        }
        String line = "题目" + text + "|" + text.reverse();
        QuickPoll quick = QuickPoll.read(line, Language.EN, ZoneId.of("Asia/Shanghai"));
        assertThat(quick.question() == null).as(line).isEqualTo(quick.problem() != null);
      }
    }
  }

  /** Ordinary talk is told by how it begins; no ballot may get lost by that. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theFirstLookLetsEveryBallotThrough(long seed) {
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "1",
            "2",
            "０",
            "３",
            "①",
            "⑴",
            "❷",
            "a",
            "B",
            "Ｃ",
            "tt",
            "选",
            "我选",
            "那我选",
            "我",
            "那",
            "投给",
            "打",
            "给",
            "VOTE",
            "vote for",
            "Option",
            "choose",
            "pick",
            "I choose",
            " ",
            "　",
            "：",
            "第",
            "号",
            "分",
            "吧",
            "了",
            "、",
            ",",
            "/",
            "和",
            "and",
            "(",
            "（",
            "【",
            "「",
            "[",
            ")",
            "。",
            "！",
            "…",
            "～",
            "·",
            "\uFE0F",
            "\u20E3",
            "\u200B",
            "芒果味",
            "草莓",
            "原味",
            "不加糖",
            "milk tea",
            "Ｍilk Tea",
            "甲甲",
            "丙丙",
            "娃",
            "今天",
            "👍");
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      for (Question question : List.of(SINGLE, SEVERAL, RATING, TALKING)) {
        List<Integer> order = IntStream.range(0, question.options().size()).boxed().toList();
        assertThat(BallotReader.read(question, order, text.toString(), false))
            .as("seed %d: %s", seed, text)
            .isEqualTo(BallotReader.look(question, order, text.toString(), false));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inARandomOrderEveryMarkMeansTheOptionThatStandsThere(long seed) {
    Pseudonyms pseudonyms = new Pseudonyms("%064x".formatted(seed));
    Question question = question("口味 | 芒果 | 草莓 | 原味 | 随机");
    List<Integer> order = pseudonyms.order(question, "group");
    assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
    String[] listed = PollTexts.options(question, order).strip().split("\n", -1);
    for (int place = 0; place < listed.length; place++) {
      String mark = listed[place].substring(0, 1);
      Poll.Option option = question.options().get(order.get(place));
      assertThat(listed[place]).isEqualTo(mark + ". " + option.text());
      assertThat(BallotReader.read(question, order, mark, false))
          .isEqualTo(new Reading.Choices(List.of(order.get(place)), false));
    }
  }
}
