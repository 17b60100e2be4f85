package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternSetTest {
  @Test
  void hitsAreToldInCodePointsOfTheOriginal() {
    PatternSet<String> set = set("v[xX]\\d+", "群\\d{3}");

    assertThat(set.find("😀加vx12，😀vX3，群123"))
        .extracting(hit -> hit.entry().payload() + "@" + hit.start() + "-" + hit.end())
        .containsExactly("v[xX]\\d+@2-6", "v[xX]\\d+@8-11", "群\\d{3}@12-16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          加(微信        | 1 | 缺少右括号
          a(b)😀)        | 5 | 多了一个右括号
          微[a-          | 1 | 缺少 ]
          x[z-a]         | 2 | 从小到大
          a**            | 1 | 不能连着写
          *a             | 0 | 前面没有内容
          加(?=微)       | 1 | 向前向后看
          (a)\\1          | 3 | 转义
          ab\\            | 2 | 结尾
          a{3,2}         | 1 | 次数
          (?P<n          | 0 | 命名分组
          a*             | 0 | 空白内容
          ((a{100}){100}){100} | 9 | 重复次数太多
          """)
  void aMistakeIsLocatedAndExplained(String regex, int index, String explanation) {
    String pattern = regex.replace("\\\\", "\\");
    PatternMistake mistake = catchThrowableOfType(PatternMistake.class, () -> set(pattern));

    assertThat(mistake.pattern()).isEqualTo(pattern);
    assertThat(mistake.index()).isEqualTo(index);
    assertThat(mistake.zh()).contains(explanation);
    assertThat(mistake.en()).isNotBlank().isEqualTo(mistake.getMessage());
  }

  @Test
  void aVeryLongPatternIsRefused() {
    PatternMistake mistake = catchThrowableOfType(PatternMistake.class, () -> set("加".repeat(301)));

    assertThat(mistake.zh()).contains("301").contains("词表");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(.*)(.*)(.*)b"})
  void noPatternBlowsUp(String regex) {
    assertThat(set(regex).find("a".repeat(20_000))).isEmpty();
  }

  @Test
  void unpairedSurrogatesAreNoTrouble() {
    assertThat(set("x").find("\ud83dx\udc00x")).extracting(Hit::start).containsExactly(1, 3);
  }

  private static PatternSet<String> set(String... patterns) {
    return PatternSet.of(
        List.of(patterns).stream().map(regex -> new WrittenPattern<>(regex, regex)).toList());
  }
}
