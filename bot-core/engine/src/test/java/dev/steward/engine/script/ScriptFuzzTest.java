package dev.steward.engine.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is written, the answer is a value or problems, soon. The seed is the parameter: a
 * failure names it, and {@code -Dsteward.seed=N} repeats it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("rounds")
class ScriptFuzzTest {
  private static final int ROUNDS = 300;
  private static final String PIECES =
      "：，、“”‘’【】（）｛｝{{}}[]{}:,-|>&*!%@`#'\"\\\t\n \u0000\u202E\uFEFF\u0085\u2028?~=0a中👍";

  private static final String[] FILES = {
    "pack.yaml",
    "rules.yaml",
    "welcome.yaml",
    "checkin.yaml",
    "topics.yaml",
    "prices.yaml",
    "prices.csv",
    "faq.yaml",
    "polls/a.yaml",
    "words/a.txt"
  };
  private static final String RICH =
      Written.RULES
          + """
            ladders:
              default: [警告, 禁言 10分钟, mute 1h, 移出]
            strikes-expire: 30d
            repeatable: [签到]
            raid: {joins: 10, within: 30s, guard: 30m}
            shared-bans: {from: [skincare], then: 先问}
            names: {at-least: 60}
            """
          + """
            # more rules below
            """;
  private static final String MORE =
      """
        p:
          clause: no-ads
          patterns: ['(?i)v[0-9]{6}']
          when: {cel: 'member.days < 3 && text.contains("x")', between: 22:00-08:00, days: [周末]}
          notice: "{{name}} {{clause}}"
        w:
          clause: no-ads
          words: {file: words/a.txt, match: 宽松, list: [扫码进群 = exact]}
        l:
          clause: no-ads
          links: {allow: [shop.example-brand.com], others: 禁止}
        f: {clause: no-ads, flood: {more-than: 5, within: 5s}, delete: false}
        n: {clause: no-ads, newcomer: {within: 1d, may-not-post: [链接]}, when: {on-guard: true}}
        c: {clause: no-ads, contacts: {kinds: [微信, QQ], allow: [example_kf]}, ask-first: model}
        s: {clause: no-ads, shops: {platforms: [淘宝], own: [shop.example-brand.com]}}
        q: {clause: no-ads, qr-codes: {allow: [example-brand.com]}, ask-first: true}
        r: {clause: no-ads, resembles: {kinds: [广告], at-least: 60}}
        e:
          clause: no-ads
          evidence:
            find:
              hints: {words: [返利], weight: 40}
              contact: {contacts: {kinds: [电报]}, weight: 50}
            at-least: 70
            any: [hints, contact]
          when: {cel: weight >= 90 && "hints" in found}
      """;

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null
        ? LongStream.of(only)
        : LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3));
  }

  static byte[] mutated(byte[] good, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : good) {
      bytes.add(b);
    }
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.size() + 1);
      switch (random.nextInt(5)) {
        case 0 -> {
          int[] points = PIECES.codePoints().toArray();
          byte[] piece =
              Character.toString(points[random.nextInt(points.length)])
                  .getBytes(StandardCharsets.UTF_8);
          for (int k = piece.length - 1; k >= 0; k--) {
            bytes.add(at, piece[k]);
          }
        }
        case 1 -> bytes.add(at, (byte) random.nextInt(256));
        case 2 -> {
          int end = Math.min(bytes.size(), at + 1 + random.nextInt(30));
          bytes.subList(at, end).clear();
        }
        case 3 -> {
          int end = Math.min(bytes.size(), at + 1 + random.nextInt(60));
          List<Byte> copy = List.copyOf(bytes.subList(at, end));
          for (int k = random.nextInt(20); k >= 0; k--) {
            bytes.addAll(at, copy);
          }
        }
        default -> {
          if (at < bytes.size()) {
            bytes.set(at, (byte) random.nextInt(256));
          }
        }
      }
    }
    byte[] out = new byte[bytes.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = bytes.get(i);
    }
    return out;
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(Random random, String words, int most) {
    String[] parts = words.split(" ", -1);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void packs(long seed) {
    Random random = new Random(seed);
    byte[][] good = {
      Written.PACK.getBytes(StandardCharsets.UTF_8),
      RICH.replace("rules:\n", "rules:\n" + MORE).getBytes(StandardCharsets.UTF_8),
      Written.WELCOME.getBytes(StandardCharsets.UTF_8),
      Written.CHECKIN.getBytes(StandardCharsets.UTF_8),
      Written.TOPICS.getBytes(StandardCharsets.UTF_8),
      Written.PRICES.getBytes(StandardCharsets.UTF_8),
      Written.BOOK.getBytes(StandardCharsets.UTF_8),
      Written.FAQ.getBytes(StandardCharsets.UTF_8),
      Written.POLL.getBytes(StandardCharsets.UTF_8),
      "# words\n加我微信 = loose\n扫码进群\n".getBytes(StandardCharsets.UTF_8),
    };
    for (int round = 0; round < ROUNDS; round++) {
      Written pack = Written.good();
      for (int i = 0; i < FILES.length; i++) {
        int kind = random.nextInt(20);
        pack.with(
            FILES[i], kind == 0 ? noise(random) : kind < 10 ? good[i] : mutated(good[i], random));
      }
      AnythingWritten.inAPack(pack);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conversations(long seed) {
    Random random = new Random(seed);
    byte[] good =
        """
        # 标题
        ! 工作人员：店长
        @ 2026-11-02 09:00
        [一群]
        + 小明 (管理员)
        小明 > 群管家：@群管家 [图片] 你好
          第二行
        = 群管家 → 小明：你好…
        = 待人工：禁言 小明 10分钟
        @ 次日 08:00
        小明 [按]：我知道了
        = 沉默
        """
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.inAPack(
          Written.good()
              .with(
                  "tests/a.chat", random.nextInt(10) == 0 ? noise(random) : mutated(good, random)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bindings(long seed) {
    Random random = new Random(seed);
    byte[] yaml =
        "groups:\n  - {group: web:1, pack: mama, values: {brand: x}, off: [ads]}\n  - {pairing-word: abcd, pack: mama}\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] sheet =
        BindingsReaderTest.sheet(
            s -> {
              s.value(0, 0, "群");
              s.value(0, 1, "脚本包");
              s.value(1, 0, "web:1");
              s.value(1, 1, "mama");
            });
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.asBindings(
          "groups.yaml", random.nextInt(10) == 0 ? noise(random) : mutated(yaml, random));
      AnythingWritten.asBindings(
          "groups.xlsx", random.nextInt(10) == 0 ? noise(random) : mutated(sheet, random));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void expressions(long seed) {
    Random random = new Random(seed);
    String words =
        "text member.days message.links time.hour ( ) && || ! < == + - / % 1 0 'a' ['a','b'] .exists(x, .all(y, .contains( .matches('a+') ? : , . [ ] { } true member 9223372036854775807 in x y \\";
    for (int round = 0; round < ROUNDS; round++) {
      AnythingWritten.asExpression(text(random, words, 40));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void templates(long seed) {
    Random random = new Random(seed);
    String words =
        "{{ }} { } # ^ / > ! & = names count group this . {{names}} {{#group}} {{/group}} {{^count}} {{/count}} 你好 \n ｛｛";
    for (int round = 0; round < ROUNDS * 5; round++) {
      AnythingWritten.asTemplate(text(random, words, 20));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void names(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS * 10; round++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        name.appendCodePoint(
            random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x3000));
      }
      AnythingWritten.asName(name.toString());
    }
  }
}
