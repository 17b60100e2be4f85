package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
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
