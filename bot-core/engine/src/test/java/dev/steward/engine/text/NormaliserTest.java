package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormaliserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ＱＱ糖妈妈        | qq糖妈妈
          𝐒𝐀𝐋𝐄             | sale
          𝓛𝓲𝓵𝔂             | lily
          🅥🅧              | vx
          🅰🅱              | ab
          ᴡᴇᴄʜᴀᴛ           | wechat
          ⑤⓪个起批         | 50个起批
          ❶❷➌              | 123
          ⑴单              | 1单
          3️⃣倍             | 3倍
          jiā wēi xìn      | jia wei xin
          Straße           | strasse
          ｶﾞﾗｽ             | カラス
          ㎏               | kg
          賭場，儲值送彩金 | 赌场,储值送彩金
          妳著急嗎         | 你着急吗
          한국어           | 한국어
          iPhone™          | iphone™
          """)
  void dressedLettersCompareLikePlainOnes(String dressed, String plain) {
    assertThat(Normaliser.fold(dressed).text()).isEqualTo(plain);
  }

  @Test
  void invisibleCharactersLeaveNoTraceAndTheFamilyStays() {
    assertThat(Normaliser.fold("线\u200b上\u200c赌\u2060场\ufeff").text()).isEqualTo("线上赌场");
    assertThat(Normaliser.fold("a\u202eb\u2066c\u00add").text()).isEqualTo("abcd");
    assertThat(Normaliser.fold("👨\u200d👩\u200d👧").text()).isEqualTo("👨👩👧");
  }

  @Test
  void aRunOfSpacesIsOneSpaceAndKeepsItsLineBreak() {
    assertThat(Normaliser.fold("a \u3000\t b").text()).isEqualTo("a b");
    assertThat(Normaliser.fold("a \r\n\n b").text()).isEqualTo("a\nb");
  }

  @Test
  void eachFoldedCharKnowsWhereItStoodInCodePoints() {
    Folded folded = Normaliser.fold("😀\u200b𝐕❤x\u0301");

    assertThat(folded.text()).isEqualTo("😀v❤x");
    assertThat(folded.start(0)).isZero();
    assertThat(folded.end(1)).isEqualTo(1);
    assertThat(folded.start(2)).isEqualTo(2);
    assertThat(folded.end(2)).isEqualTo(3);
    assertThat(folded.start(4)).isEqualTo(4);
    assertThat(folded.end(4)).as("the accent belongs to the letter").isEqualTo(6);
  }

  @Test
  void allCharsOfAnExpansionStandInTheSamePlace() {
    Folded folded = Normaliser.fold("1㎏重");

    assertThat(folded.text()).isEqualTo("1kg重");
    assertThat(folded.start(1)).isEqualTo(1);
    assertThat(folded.start(2)).isEqualTo(1);
    assertThat(folded.end(2)).isEqualTo(2);
    assertThat(folded.start(3)).isEqualTo(2);
  }

  @Test
  void cyrillicAmongLatinIsADisguise() {
    assertThat(Normaliser.fold("wеchаt").text()).as("with Cyrillic е and а").isEqualTo("wechat");
    assertThat(Normaliser.fold("ΡayΡal").text()).as("with Greek Ρ").isEqualTo("paypal");
  }

  @Test
  void textNaturalInItsOwnScriptIsNeverEvidence() {
    String russian = "подскажите, есть ли размер 92? сор, рост, хор";
    assertThat(Normaliser.fold(russian).text()).isEqualTo(russian);
    assertThat(Normaliser.fold("οχι και αυτο").text()).isEqualTo("οχι και αυτο");
    assertThat(Normaliser.fold("Windowsом").text())
        .as("м looks like no Latin letter: a Russian ending on an English word")
        .isEqualTo("windowsом");
    assertThat(Normaliser.fold("vx и сор").text())
        .as("words next to each other")
        .isEqualTo("vx и сор");
  }

  @Test
  void vowelSignsThatSpellAreKept() {
    assertThat(Normaliser.fold("หนังสือ").text()).isEqualTo("หนังสือ");
    assertThat(Normaliser.fold("हिन्दी").text()).isEqualTo("हिन्दी");
  }

  @Test
  void unpairedSurrogatesCountAsOneCodePointEach() {
    Folded folded = Normaliser.fold("\ud83da\udc00");

    assertThat(folded.text()).isEqualTo("\ufffda\ufffd");
    assertThat(folded.end(2)).isEqualTo(3);
  }

  @Test
  void foldingTwiceChangesNothing() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String once = Normaliser.fold(Character.toString(point)).text();
      assertThat(Normaliser.fold(once).text()).as("U+%04X", point).isEqualTo(once);
    }
  }

  @Test
  void aBufferForgetsTheMessageBefore() {
    FoldBuffer buffer = new FoldBuffer();
    buffer.fold("a".repeat(5000) + "😀wеchаt");
    assertThat(buffer.fold("短").toFolded().text()).isEqualTo("短");
    assertThat(buffer.fold("").length()).isZero();
  }
}
