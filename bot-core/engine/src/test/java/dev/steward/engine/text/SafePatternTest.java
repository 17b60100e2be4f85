package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePatternTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\\b(bit\\.ly|t\\.me)/[a-z0-9]+",
        "[0-9]{6}.{20,40}",
        "(ab{10}){20}",
        "[]{9999}x]"
      })
  void ordinaryPatternsCompile(String pattern) {
    assertThat(SafePattern.compile(pattern)).isNotNull();
  }

  /** Nested counts once filled the memory while they were compiled. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((a{1000}){1000}){1000})",
        "((a{100}){100}){100}",
        "((((((a{9}){9}){9}){9}){9}){9}){9}",
        "(abc{999}d){50,}",
        "[\\]x]{1000}{1000}"
      })
  void nestedCountsAreRefused(String pattern) {
    assertThatThrownBy(() -> SafePattern.compile(pattern))
        .isInstanceOf(PatternSyntaxException.class);
  }

  /** RE2/J folds these nine letters forever, also inside a range that spans them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1C80",
        "(?i)[\u1C88]",
        "(?i)[A-z-龥]",
        "(?si)[A-\uFFFF]",
        "x(?i:[a-\\x{10FFFF}])",
        "(?i)\\x{1c85}",
        "(?i)[^]a-龥]",
        "(?i)[]-龥]",
        "(?i)\\Q[\\E[z-龥]",
        "(?i)\\Q\u1C80\\E",
        "(?i)[\\]-\\x{9000}]",
        "(?i)[\\t-龥]",
        "(?i)[[:alpha:]x-龥]",
        "(?i)[--龥]",
        "(?i)[^--龥]"
      })
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void lettersThatCannotBeFoldedAreRefused(String pattern) {
    assertThatThrownBy(() -> SafePattern.compile(pattern))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("U+1C80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u1C80",
        "[A-龥]",
        "(?i)加v-微",
        "(?i)[a-z一-龥-]+",
        "(?i)[^a-z]",
        "(?i)[[:alpha:]-龥]",
        "(?i)\\Qa-龥[b-龥\\E",
        "(?i)[\\p{Han}-z]",
        "(?i)[\\w-龥]"
      })
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void otherFoldedPatternsCompile(String pattern) {
    assertThat(SafePattern.compile(pattern)).isNotNull();
  }

  /** Whatever the pattern, compiling it ends. */
  @RepeatedTest(3)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void compilingEnds(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String[] pieces = {
      "(?i)",
      "(?i:",
      ")",
      "[",
      "]",
      "^",
      "-",
      "\\Q",
      "\\E",
      "a",
      "z",
      "龥",
      "\u1C83",
      "\\x{1C81}",
      "\\x41",
      "\\x{10FFFF}",
      "\\101",
      "\\",
      "\\]",
      "[:alpha:]",
      "\\pL",
      "\\p{Han}",
      "\\d",
      "\\t",
      "+",
      "😀"
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder pattern = new StringBuilder("(?i)");
      for (int i = random.nextInt(10); i >= 0; i--) {
        pattern.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        assertThat(SafePattern.compile(pattern.toString())).isNotNull();
      } catch (PatternSyntaxException refused) {
        assertThat(refused.getDescription()).isNotBlank();
      }
    }
  }

  /** Within a condition a pattern may match nothing; as a rule's own it would hit everything. */
  @Test
  void onlyARulesOwnPatternMayNotMatchNothing() {
    assertThat(PatternCheck.read("[0-9]*").matcher("12").matches()).isTrue();
    assertThatThrownBy(() -> PatternCheck.compile("[0-9]*")).isInstanceOf(PatternMistake.class);
  }

  @Test
  void whatIsTooBigIsToldInBothLanguages() {
    assertThatThrownBy(() -> PatternCheck.read("(" + "abcdefgh".repeat(20) + "){900}"))
        .isInstanceOfSatisfying(
            PatternMistake.class,
            mistake -> {
              assertThat(mistake.zh()).contains("重复次数太多").doesNotContain("repetitions");
              assertThat(mistake.en()).contains("Too many repetitions");
            });
  }

  @Test
  void brokenOnesAreRefused() {
    for (String pattern : new String[] {"(", "[", "a{2", "\\", "(?=x)", "\\1", "*"}) {
      try {
        assertThat(SafePattern.compile(pattern)).isNotNull();
      } catch (PatternSyntaxException refused) {
        assertThat(refused.getDescription()).isNotBlank();
      }
    }
  }
}
