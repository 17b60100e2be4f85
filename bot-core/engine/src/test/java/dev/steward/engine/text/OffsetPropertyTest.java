package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is found outside word lists comes from the characters that it names: contacts, shops, and
 * what a message reads like. Every case names its seed or its text.
 */
@Tag("rounds")
final class OffsetPropertyTest {
  private static final String[] TALK = {
    "宝宝", "今天", "转奶", "，", "。", "\n", " ", "😂", "妈妈们", "𝐡𝐢", "e\u0301", "\u200b", "（", "）", "谢谢",
    "！", "ok", "\ud83d", "㎏"
  };
  private static final String[] CUES = {
    "微信", "加微信：", "vx ", "薇❤ ", "加我威信", "V X：", "加丶微丶", "徽心", "伽微", "ⓥⓧ ", "➕微 ", "wechat: "
  };
  private static final String[] SHARES = {
    "https://item.taobao.com/item.htm?id=52", "https://u.jd.com/AbCdE",
        "https://mobile.yangkeduo.com/goods.html?id=7",
    "￥AbCd1234EfG￥", "http://xhslink.com/a/Xy12", "https://v.douyin.com/iRNBho6/"
  };
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz";

  static LongStream seeds() {
    int rounds = Integer.getInteger("steward.rounds", 3);
    return LongStream.rangeClosed(1, 200L * rounds);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aContactIsWhereItsIdStands(long seed) {
    Random random = new Random(seed);
    String id = id(random);
    String written = disguised(id, random);
    String before = talk(random) + "，" + CUES[random.nextInt(CUES.length)];
    String text = before + written + "，" + talk(random);

    assertThat(ContactFinder.find(text))
        .as(text)
        .anySatisfy(
            contact -> {
              assertThat(contact.id()).isEqualTo(id);
              assertThat(slice(text, contact.start(), contact.end())).isEqualTo(written);
            });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aShareIsWhereItStands(long seed) {
    Random random = new Random(seed);
    String share = SHARES[random.nextInt(SHARES.length)];
    String text = talk(random) + " " + share + " " + talk(random);

    assertThat(ShopFinder.find(text, LinkFinder.find(text)))
        .as(text)
        .anySatisfy(
            found -> {
              String said = slice(text, found.start(), found.end());
              assertThat(share).contains(said);
              assertThat(said).contains(found.what());
            });
  }

  static Stream<String> violating() throws IOException {
    return Files.readAllLines(
            Path.of("src/test/resources/dev/steward/engine/text/messages/exam-g.tsv"))
        .stream()
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[1].equals("violate"))
        // A flood says the same again: it reads no less so without one of it.
        .filter(columns -> !columns[2].equals("spam_flood_text"))
        .map(columns -> columns[0].replace("\\n", "\n"));
  }

  @ParameterizedTest
  @MethodSource("violating")
  void withoutTheCharactersThatSpeakForItAMessageReadsLessSo(String text) {
    TextLikeness likeness = new TextLikeness();
    FoldBuffer folded = new FoldBuffer().fold(text);
    double whole = likeness.likelihood(folded);
    List<TextLikeness.Place> places = likeness.places(folded);

    assertThat(places).isNotEmpty();
    StringBuilder rest = new StringBuilder();
    int last = 0;
    for (TextLikeness.Place place : places) {
      assertThat(place.start()).isGreaterThanOrEqualTo(last);
      assertThat(slice(text, place.start(), place.end())).isNotBlank();
      rest.append(slice(text, last, place.start()));
      last = place.end();
    }
    rest.append(slice(text, last, text.codePointCount(0, text.length())));

    assertThat(likeness.likelihood(new FoldBuffer().fold(rest.toString())))
        .as(places + " of " + text)
        .isLessThan(whole);
  }

  private static String id(Random random) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      id.append(1 + random.nextInt(9));
    }
    return id.toString();
  }

  /** Each character in one of its shapes. */
  private static String disguised(String id, Random random) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      switch (random.nextInt(5)) {
        case 0 -> written.appendCodePoint(c - '!' + '！');
        case 1 -> written.append(Character.toUpperCase(c));
        case 2 -> written.appendCodePoint(c >= 'a' ? 0x24D0 + c - 'a' : 0x2460 + c - '1');
        default -> written.append(c);
      }
    }
    return written.toString();
  }

  private static String talk(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(TALK[random.nextInt(TALK.length)]);
    }
    return text.toString();
  }

  private static String slice(String text, int start, int end) {
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }
}
