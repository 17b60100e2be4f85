package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any text. Every case names its seed: run it again by that number. */
@Tag("rounds")
final class TextPropertyTest {
  private static final String[] PIECES = {
    "加", "微", "信", "微信", "賭", "博", "下", "注", "群", "，", "。", " ", "\n", "*", "~", "/", "❤", "👍",
    "💰", "v", "x", "V", "Ｘ", "𝐕", "ⓧ", "а", "х", "е", "é", "e\u0301", "ass", "1", "２", "③", "㎏",
    "ß", "\u200b", "\u0336", "\ufe0f", "\ud83d", "\udc00", "点", "com", ".", "example", "http://",
    "@", "İ", "ｶﾞ", "도", "薇", "亻", "言", "家", "jia", "weixin", "wei", "xin", "女", "子", "我", "心", "➕"
  };

  private static final String[] WORDS = {
    "微信", "加微信", "赌博", "下注", "vx", "加v", "ass", "e", "kg", "1", "12", "x1", "信群", "💰👍", "加 微",
    "ss", "賭", "ｖ", "+v", "ex", "ガ", "i", "加微信群", "加v信", "好微信", "加我微信"
  };

  private static final List<Looseness> LOOSENESSES = List.of(Looseness.values());

  static LongStream seeds() {
    int rounds = Integer.getInteger("steward.rounds", 3);
    return LongStream.rangeClosed(1, 200L * rounds);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOriginalBetweenTheOffsetsOfAHitSaysTheWord(long seed) {
    Random random = new Random(seed);
    List<Word<Integer>> words = words(random);
    WordMatcher<Integer> matcher = WordMatcher.of(words);
    String text = text(random);

    for (Hit<Word<Integer>> hit : matcher.find(text)) {
      String said = slice(text, hit.start(), hit.end());
      String word = Normaliser.fold(hit.entry().text()).text().strip();
      switch (hit.entry().looseness()) {
        case EXACT ->
            assertThat(LightFold.of(said)).isEqualTo(LightFold.of(hit.entry().text().strip()));
        case NORMAL -> assertThat(Normaliser.fold(said).text()).contains(word);
        case LOOSE -> assertThat(packed(said)).contains(packed(word));
        case SOUND ->
            assertThat(sounds(said)).anyMatch(one -> one.contains(sounds(word).getFirst()));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theMatcherFindsWhatASlowSearchFinds(long seed) {
    Random random = new Random(seed);
    List<Word<Integer>> words = words(random);
    String text = text(random);
    FoldBuffer folded = new FoldBuffer().fold(text);
    String plain = folded.toFolded().text();
    List<String> expected = new ArrayList<>();
    for (Word<Integer> word : words) {
      String sought = Normaliser.fold(word.text()).text().strip();
      for (int at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1)) {
        int last = at + sought.length() - 1;
        if (word.looseness() == Looseness.NORMAL
            && Boundaries.standsAlone(folded, at, last, false)) {
          expected.add(word.payload() + "@" + folded.starts[at] + "-" + folded.ends[last]);
        }
      }
    }
    List<String> found =
        WordMatcher.of(words).find(folded).stream()
            .filter(hit -> hit.entry().looseness() == Looseness.NORMAL)
            .map(hit -> hit.entry().payload() + "@" + hit.start() + "-" + hit.end())
            .toList();

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void placesAreInTheTextAndInOrder(long seed) {
    String text = text(new Random(seed));
    int size = text.codePointCount(0, text.length());
    Folded folded = Normaliser.fold(text);

    for (int i = 0; i < folded.text().length(); i++) {
      assertThat(folded.start(i)).isBetween(i == 0 ? 0 : folded.start(i - 1), size - 1);
      assertThat(folded.end(i)).isBetween(folded.start(i) + 1, size);
    }
    int free = 0;
    for (Link link : LinkFinder.find(text)) {
      assertThat(link.start()).isGreaterThanOrEqualTo(free);
      assertThat(link.end()).isBetween(link.start() + 1, size);
      assertThat(link.host()).matches("[a-z0-9._-]+");
      assertThat(Masking.excerpt(text, link.start(), link.end())).matches("\\*+");
      free = link.end();
    }
  }

  static Stream<String> monsters() {
    return Stream.of(
        "a".repeat(100_000),
        "加".repeat(100_000),
        "加 微 ".repeat(33_000),
        "e" + "\u0301".repeat(100_000),
        "\u200b".repeat(100_000),
        "\ud83d".repeat(100_000),
        "👍加".repeat(33_000),
        "1".repeat(100_000),
        "+1".repeat(1_900) + " https://a.example",
        "a.".repeat(50_000),
        "a . ".repeat(25_000),
        "a.com".repeat(20_000),
        "http://".repeat(15_000),
        "http://a@".repeat(12_000),
        "example点com".repeat(9_000),
        "aа".repeat(50_000),
        "(".repeat(100_000),
        "a(".repeat(50_000),
        "*加".repeat(50_000),
        "\ufdfa".repeat(100_000),
        "weixin".repeat(16_000),
        "jia wei ".repeat(12_000),
        "亻言".repeat(50_000),
        "1. a\n".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("monsters")
  void aMonsterTakesLinearTime(String monster) {
    List<Word<Integer>> words =
        Stream.of("加".repeat(50), "微信".repeat(25), "微信", "a", "1", "👍", "加微", "e")
            .flatMap(w -> LOOSENESSES.stream().map(l -> new Word<>(w, l, 0)))
            .toList();
    WordMatcher<Integer> matcher = WordMatcher.of(words);
    PatternSet<Integer> patterns = PatternSet.of(List.of(new WrittenPattern<>("(a|加)+b", 0)));

    // By the thread's own time: the machine may have other things to do.
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    FoldBuffer folded = new FoldBuffer().fold(monster);
    matcher.find(folded, (word, from, to) -> {});
    LinkFinder.find(folded);
    Fingerprint.of(folded);
    patterns.find(monster);
    SimilarText.isSignUpChain(monster, monster);
    Masking.excerpt(monster, 0, monster.codePointCount(0, monster.length()));
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(5));
  }

  private static List<Word<Integer>> words(Random random) {
    return IntStream.range(0, 1 + random.nextInt(12))
        .mapToObj(
            i ->
                new Word<>(
                    WORDS[random.nextInt(WORDS.length)],
                    LOOSENESSES.get(random.nextInt(LOOSENESSES.size())),
                    i))
        .toList();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String packed(String text) {
    FoldBuffer buffer = new FoldBuffer().fold(text);
    buffer.pack();
    return new String(buffer.packed, 0, buffer.packedLength);
  }

  /** The syllables of a text: as it is written, with its parts put together, with its emoji. */
  private static List<String> sounds(String text) {
    FoldBuffer buffer = new FoldBuffer().fold(text);
    buffer.sounds.read(buffer);
    String written = buffer.sounds.text();
    buffer.sounds.join(buffer);
    String joined = buffer.sounds.text();
    buffer.sounds.see(buffer);
    return List.of(written, joined, buffer.sounds.text());
  }

  private static String slice(String text, int start, int end) {
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }
}
