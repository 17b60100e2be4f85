package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimilarTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "宝妈福利群开放啦，加微信 wx_demo101 免费领辅食碗！",
        "宝妈福利群开放啦 加 微 信 ＷＸ＿ｄｅｍｏ101 免费领辅食碗🎉🎉",
        "寶媽福利群開放啦加微信wx\u200bdemo101免費領輔食碗"
      })
  void theSameTextHasTheSameFingerprintHoweverItIsDressed(String copy) {
    assertThat(Fingerprint.of(copy)).isEqualTo(Fingerprint.of("宝妈福利群开放啦，加微信 wx_demo101 免费领辅食碗"));
  }

  @Test
  void anotherTextHasAnother() {
    assertThat(Fingerprint.of("一二三四")).isNotEqualTo(Fingerprint.of("一二四三"));
    assertThat(Fingerprint.of("a").hash()).isNotEqualTo(Fingerprint.of("b").hash());
  }

  @Test
  void emojiAlonePrintNothing() {
    assertThat(Fingerprint.of("🎉🎉！！").letters()).isZero();
    assertThat(Fingerprint.of("好的👌").letters()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1. 小明\n2. 小红 2罐",
        "1、豆妈 2份\n2、小雨 1份\n3、糖糖妈 3份",
        "①豆妈\n②小雨",
        "１．豆妈\n２．小雨",
        "1️⃣豆妈\n2️⃣小雨",
        "#接龙\n奶粉团，今晚截止\n\n1. 小明 2罐",
        "4.妞妞妈 湿巾1箱\n5.大宝爸 湿巾2箱\n接龙到我这儿了，后面继续",
        "+1",
        "＋1 我要",
        "+1 +1 +1 我们家三个都要"
      })
  void signUpChainsAreRecognised(String turn) {
    assertThat(SimilarText.isSignUpChain(turn, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1. 小明",
        "①先看尺码 ②再看颜色 ③最后下单，我都是这么买的",
        "1. 小明\n3. 小红",
        "1. 打开链接 example.com\n2. 填写信息",
        "1. 加我微信免费领取全年奶粉，先到先得，名额有限，只送今天\n2. 拉三个宝妈进群就能再领一份，多拉多得，上不封顶，快来",
        "+1 加我微信 mama7788",
        "接龙是什么意思",
        "加微信",
        "+1000元",
        "1.5升的还有吗\n2.5升的也要",
        ""
      })
  void otherListsAreNot(String text) {
    assertThat(SimilarText.isSignUpChain(text, null)).isFalse();
  }

  @Test
  void oneLineCountsOnFromTheMessageBefore() {
    assertThat(SimilarText.isSignUpChain("3. 小刚", "1. 小明\n2. 小红")).isTrue();
    assertThat(SimilarText.isSignUpChain("4. 小刚", "1. 小明\n2. 小红")).isFalse();
    assertThat(SimilarText.isSignUpChain("2. 小红", "今天有货吗")).isFalse();
  }
}
