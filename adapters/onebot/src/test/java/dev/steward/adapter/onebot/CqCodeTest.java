package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CqCodeTest {
  private static final String LETTERS = "ab[]&,;=#49CQ:字😀 \n";

  private static List<Frame.Piece> text(String text) {
    return List.of(new Frame.Piece("text", Map.of("text", text)));
  }

  @Test
  void whatLooksLikeACodeAndIsNoneStaysWords() {
    assertThat(CqCode.read("")).isEmpty();
    assertThat(CqCode.read("[CQ:at,qq=1")).isEqualTo(text("[CQ:at,qq=1"));
    assertThat(CqCode.read("[cq:at]")).isEqualTo(text("[cq:at]"));
    assertThat(CqCode.read("&#91;CQ:at,qq=all&#93;")).isEqualTo(text("[CQ:at,qq=all]"));
    assertThat(CqCode.read("&amp;#91;")).isEqualTo(text("&#91;"));
    assertThat(CqCode.read("&unknown; & &#91")).isEqualTo(text("&unknown; & &#91"));
    assertThat(CqCode.read("[CQ:face,id=1,id,=x]"))
        .containsExactly(new Frame.Piece("face", Map.of("id", "1")));
  }

  @Test
  void aMillionCodesBecomeSomePiecesAndWords() {
    List<Frame.Piece> pieces = CqCode.read("[CQ:face,id=1]".repeat(200_000));
    assertThat(pieces).hasSizeLessThan(5_010);
    assertThat(pieces.getLast().type()).isEqualTo("text");
  }

  /** What a faithful implementation writes is read as it was meant. */
  @Test
  void whatIsWrittenIsReadAgain() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Map<String, Object>> pieces = new ArrayList<>();
      boolean words = false;
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        words = !words && random.nextBoolean();
        Map<String, Object> data = new LinkedHashMap<>();
        if (words) {
          data.put("text", some(random) + "!");
        } else {
          int keys = random.nextInt(4);
          for (int k = 0; k < keys; k++) {
            data.put("k" + k, some(random));
          }
        }
        pieces.add(Map.of("type", words ? "text" : "type" + i, "data", data));
      }
      String written = FakeCq.write(pieces);
      assertThat(
              CqCode.read(written).stream()
                  .map(piece -> Map.<String, Object>of("type", piece.type(), "data", piece.data()))
                  .toList())
          .as("seed %d: %s", seed, written)
          .isEqualTo(pieces);
    }
  }

  private static String some(Random random) {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
