package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.LabelledFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text can be asked and any file can be given: there is a figure or a clear error. */
class FaqFuzzTest {
  private static final String ALPHABET = "退货包邮吗？?a1 @\u200D\uD83D\uDE00\uD83D\t\n[]{}。「」Ａ\u0000ſ幾";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyTextIsRanked(long seed) {
    Random random = new Random(seed);
    FaqIndex index =
        new FaqIndex(
            List.of(
                new Entry("a", 1, List.of(text(random), "包邮吗"), text(random), null, null),
                new Entry("b", 2, List.of("退货"), "", null, null)),
            null);
    Gate gate = index.gate();
    for (int i = 0; i < 200; i++) {
      String asked = text(random);
      assertThat(gate.sure(index.rank(asked, _ -> true)))
          .as("seed %d, text %s", seed, asked)
          .isBetween(0.0, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyFileIsReadOrRefused(long seed) throws Exception {
    Random random = new Random(seed);
    Path file = folder.resolve("any.tsv");
    for (int i = 0; i < 100; i++) {
      Files.write(file, bytes(random));
      try {
        List<Entry> entries = LabelledFiles.entries(file);
        assertThat(entries).as("seed %d", seed).isNotEmpty();
        assertThat(LabelledFiles.questions(file, entries)).isNotEmpty();
      } catch (LabelledFileException refused) {
        assertThat(refused).hasMessageStartingWith(file.toString());
      }
    }
  }

  @Test
  void anErrorNamesTheLineAndWhatWasExpected() throws Exception {
    Path file = folder.resolve("kb.tsv");
    Files.writeString(file, "answer_id\tquestion\tanswer\tvalid_from\nA\t退吗\t能\t昨天\n");
    assertThat(refusal(file))
        .isEqualTo(file + ":2: valid_from is \"昨天\" (expected: a date such as 2026-11-01)");
    Files.writeString(file, "id,question\n");
    assertThat(refusal(file)).startsWith(file + ":1: the headings are \"id,question\"");
    assertThat(refusal(folder.resolve("none.tsv"))).endsWith("no such file");
  }

  private static String refusal(Path file) {
    try {
      return LabelledFiles.entries(file).toString();
    } catch (LabelledFileException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] bytes(Random random) {
    if (random.nextInt(4) == 0) {
      byte[] raw = new byte[random.nextInt(60)];
      random.nextBytes(raw);
      return raw;
    }
    StringBuilder file =
        new StringBuilder(
            random.nextBoolean()
                ? "answer_id\tquestion\tanswer\n"
                : "query\tanswer_id\tsplit\tkind\n");
    for (int line = random.nextInt(5); line > 0; line--) {
      for (int cell = random.nextInt(5); cell > 0; cell--) {
        file.append(random.nextInt(3) == 0 ? "kb" : text(random)).append('\t');
      }
      file.append('\n');
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(40); length > 0; length--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
