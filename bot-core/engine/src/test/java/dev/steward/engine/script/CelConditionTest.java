package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Role;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class CelConditionTest {
  private static final ZonedDateTime NIGHT =
      ZonedDateTime.of(2026, 11, 28, 23, 30, 0, 0, ZoneId.of("Asia/Shanghai"));

  private static CelFacts facts(String text) {
    return new CelFacts(
        text,
        2,
        1,
        0,
        "gold",
        Role.MEMBER,
        false,
        text.length(),
        0,
        1,
        2,
        0,
        0,
        false,
        true,
        NIGHT,
        List.of("hints"),
        40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "member.tier == 'gold' && member.tier in ['gold', 'silver']",
        "member.days < 7 && text.contains('代购')",
        "member.messages < 3 && (time.hour >= 23 || time.hour < 7)",
        "member.role == 'member' && !member.staff && member.strikes == 0",
        "message.links > 0 && message.images == 0 && message.mentions == 0",
        "message.addressed && !message.reply && message.length > 1",
        "time.weekday == 6 && time.minute == 30",
        "message.contacts == 2 && message.shops == 0",
        "'hints' in found && weight >= 40",
        "['代购', '批发'].exists(w, text.contains(w))",
        "text.matches('代.')",
      })
  void holds(String expression) {
    CelCondition condition = CelCondition.compile(expression);
    assertThat(condition.holds(facts("找我代购"))).isTrue();
    assertThat(condition.failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "member.dayz < 3",
        "text.contians('x')",
        "member.days",
        "text + 1 == 2",
        "1 +",
        "",
        "text.matches(text)",
        "text.matches('(')",
        "text.matches('a') || text.matches('b') || text.matches('c') || text.matches('d')",
        "text.matches('(((a{1000}){1000}){1000})')",
        "[1, 2].map(x, x * 2).size() == 2",
        "java.lang.System.exit(0)",
        "text.getClass().getName() == ''",
        "google.protobuf.Any{} == google.protobuf.Any{}",
      })
  void isRefused(String expression) {
    assertThat(CelCheck.flaws(expression)).isNotEmpty();
    assertThatThrownBy(() -> CelCondition.compile(expression))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHugeAndTheDeepAreRefused() {
    assertThat(CelCheck.flaws("true || ".repeat(100_000) + "true")).isNotEmpty();
    assertThat(CelCheck.flaws("(".repeat(400) + "true" + ")".repeat(400))).isNotEmpty();
    assertThat(CelCheck.flaws("!(".repeat(300) + "true" + ")".repeat(300))).isNotEmpty();
    assertThat(CelCheck.flaws("[".repeat(400) + "]".repeat(400) + " == []")).isNotEmpty();
    assertThat(CelCheck.flaws("true?".repeat(190) + "true" + ":false".repeat(10))).isNotEmpty();
  }

  @Test
  void aLongLoopEndsAtTheLimitAndIsCounted() {
    String ten = "[1,2,3,4,5,6,7,8,9,10]";
    CelCondition loops =
        CelCondition.compile(
            ten
                + ".all(a, "
                + ten
                + ".all(b, "
                + ten
                + ".all(c, "
                + ten
                + ".all(d, a + b + c + d > 0))))");
    assertThat(loops.holds(facts("x"))).isFalse();
    assertThat(loops.failures()).containsOnlyKeys(CelCondition.Failure.LIMIT);
  }

  @Test
  void anErrorIsNoAndIsCounted() {
    CelCondition division = CelCondition.compile("10 / member.strikes > 1");
    assertThat(division.holds(facts("x"))).isFalse();
    assertThat(division.holds(facts("x"))).isFalse();
    assertThat(division.failures()).containsEntry(CelCondition.Failure.ERROR, 2L);
  }

  @Test
  void catastrophicPatternsRunInLinearTime() {
    CelCondition condition =
        CelCondition.compile("text.matches('^(a+)+$') || text.matches('(x+x+)+y')");
    long start = System.nanoTime();
    assertThat(condition.holds(facts("a".repeat(100_000) + "b"))).isTrue(); // the first 2,000 count
    assertThat(condition.holds(facts("x".repeat(1_999) + "b"))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aFlawIsShownAtItsPlace() {
    Problem problem =
        Written.good()
            .with(
                "rules.yaml",
                Written.RULES + "    when:\n      cel: text != '' && member.dayz < 3\n")
            .read()
            .problems()
            .getFirst();
    assertThat(problem.mark()).isEqualTo(new SourceMark("rules.yaml", 8, 26));
    assertThat(problem.mendEn()).isEqualTo("did you mean member.days?");
  }
}
