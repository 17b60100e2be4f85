package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Role;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold whatever a manager writes, or a member is called: a value or problems, soon, and
 * no mention that nobody meant. For fuzzers.
 */
final class AnythingWritten {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Map<String, Pack> PACKS = Map.of("mama", Written.good().pack());
  private static final Set<String> NAMES = Set.of("names", "count", "group");
  private static final CelFacts FACTS =
      new CelFacts(
          "加我微信 aaaa",
          1,
          2,
          3,
          "",
          Role.MEMBER,
          false,
          7,
          0,
          1,
          0,
          0,
          2,
          true,
          false,
          ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
          List.of(),
          0);

  private AnythingWritten() {}

  static void soon(Runnable work) {
    long start = System.nanoTime();
    work.run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  static void inAPack(Written pack) {
    soon(
        () -> {
          PackReading reading = pack.read();
          assertThat(reading.pack() == null).isEqualTo(reading.hasErrors());
          assertThat(new ProblemPrinter(Language.ZH).print(reading.problems()))
              .doesNotContain("\u0000");
          assertThat(new ProblemPrinter(Language.EN).print(reading.problems())).isNotEmpty();
          assertThat(reading.problems()).extracting(Problem::code).doesNotContain("schema");
          Pack fresh = reading.pack();
          if (fresh != null) {
            assertThat(PackDiff.sentences(fresh, fresh, Language.ZH)).isEmpty();
            assertThat(PackDiff.sentences(Written.good().pack(), fresh, Language.EN)).isNotNull();
          }
        });
  }

  static void asBindings(String file, byte[] bytes) {
    soon(() -> assertThat(BindingsReader.read(file, bytes, PACKS)).isNotNull());
  }

  static void asExpression(String expression) {
    soon(
        () -> {
          if (CelCondition.tryCompile(expression) instanceof CelCondition.Compiled.Fine fine) {
            fine.condition().holds(FACTS);
          }
        });
  }

  static void asTemplate(String text) {
    TemplateData data =
        new TemplateData().member("names", "@all").number("count", 2).flag("group", true);
    soon(
        () -> {
          try {
            String said = Template.compile(text, NAMES).render(data);
            if (!text.contains("@")) {
              assertThat(said).doesNotContain("@");
            }
          } catch (TemplateException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
          }
        });
  }

  static void asName(String name) {
    String neutral = MemberText.neutral(name);
    assertThat(neutral)
        .isNotBlank()
        .doesNotContain("\n")
        .doesNotContain("@")
        .doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}].*");
    assertThat(neutral.codePointCount(0, neutral.length())).isLessThanOrEqualTo(MemberText.MOST);
  }
}
