package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts on their way out and in. */
final class SpeechTest {
  private static final UserId US = new UserId("irc", "steward");

  @Test
  void nothingIsLostAndEachPieceFits() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] parts = {
      "a", "字", "。", " ", "👨‍👩‍👧‍👦", "e\u0301", "\n", "𠮷", "\uD83D", "very-long-word"
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(400); i >= 0; i--) {
        made.append(parts[random.nextInt(parts.length)]);
      }
      String text = Speech.clean(made.toString());
      int most = 64 + random.nextInt(400);
      List<Speech.Piece> pieces = Speech.pieces(text, most);
      StringBuilder again = new StringBuilder();
      for (int i = 0; i < pieces.size(); i++) {
        Speech.Piece piece = pieces.get(i);
        assertThat(piece.bytes()).as("seed %d", seed).isLessThanOrEqualTo(most);
        again.append(i == 0 || piece.goesOn() ? "" : "\n").append(piece.text());
      }
      assertThat(again.toString()).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void aCutComesAfterASentenceAndNotInsideACharacter() {
    String sentence = "这是一句话，说完了。";
    List<Speech.Piece> pieces = Speech.pieces(sentence.repeat(4), 75);
    assertThat(pieces.getFirst().text()).isEqualTo(sentence.repeat(2));
    String family = "👨‍👩‍👧‍👦";
    assertThat(Speech.pieces(family.repeat(10), 64).getFirst().text()).isEqualTo(family.repeat(2));
  }

  @Test
  void messagesHoldWhatTheServerAllows() {
    List<Speech.Piece> pieces = Speech.pieces("一\n二\n三\n四\n五", 100);
    assertThat(Speech.messages(pieces, 1_000, 2)).hasSize(3);
    assertThat(Speech.messages(pieces, 7, 100).getFirst()).hasSize(2);
    assertThat(Speech.messages(Speech.pieces("\n \n", 100), 100, 100)).isEmpty();
  }

  @Test
  void buttonsAreNumberedLines() {
    Content ask = Content.of(new Segment.Text("选"), new Segment.Mention(US, "steward"));
    assertThat(Speech.text(ask, List.of(new Button("好", "y"), new Button("不", "n"))))
        .isEqualTo("选@steward\n1 好\n2 不");
    assertThat(Speech.text(Content.of(" \n"), List.of())).isEmpty();
  }

  @Test
  void aTopicIsOneLine() {
    assertThat(Speech.oneLine(" 今晚八点\r\n 直播\n\n")).isEqualTo("今晚八点 · 直播");
  }

  @ParameterizedTest
  @MethodSource("formatted")
  void formattingIsNoWord(String typed, String read) {
    assertThat(Words.read(typed, Map.of(), "steward", US).text()).isEqualTo(read);
  }

  static Stream<Arguments> formatted() {
    return Stream.of(
        Arguments.of("\u0002粗\u0002体", "粗体"),
        Arguments.of("\u00034红\u0003", "红"),
        Arguments.of("\u00034,12红\u0003字", "红字"),
        Arguments.of("\u000304,1212", "12"),
        Arguments.of("\u0004FF00aa彩\u0004", "彩"),
        Arguments.of("\u001D斜\u001F线\u001E删\u0011码\u0016反\u000F", "斜线删码反"),
        Arguments.of("无\u0007声", "无声"),
        Arguments.of("\u0001ACTION 挥手\u0001", "挥手"),
        Arguments.of("\u0001ACTION 挥手\u0001加我微信", "挥手加我微信"),
        Arguments.of("\u0001加我微信\u0001", "加我微信"),
        Arguments.of("\u0001a\u0001加我微信", "a加我微信"),
        Arguments.of("\u0001a\n加我\n微信", "a\n加我\n微信"));
  }

  @Test
  void otherClientsQuestionsAreKeptAsTheyAreAndReadAsWords() {
    Content read = Words.read("\u0001DCC SEND x 1 2 3\u0001", Map.of(), "steward", US);
    assertThat(read.segments())
        .containsExactly(
            new Segment.Unknown("ctcp", "DCC SEND x 1 2 3"), new Segment.Text("DCC SEND x 1 2 3"));
  }

  @ParameterizedTest
  @CsvSource({
    "'steward: 帮助', true",
    "'Steward，帮助', true",
    "'steward 帮助', true",
    "'steward', true",
    "'问 @Steward 一下', true",
    "'stewardship', false",
    "'a@steward.org', false",
    "'我找steward', false",
  })
  void ourNickAtTheBeginningOrAfterAnAtSignCalls(String text, boolean called) {
    assertThat(Words.read(text, Map.of(), "steward", US).mentions(US)).isEqualTo(called);
  }
}
