package dev.steward.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.rules.TextJudge;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.text.TextLessons;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How well the shipped packs do on labelled messages: the figures may only get better. Their model
 * knows {@code dev.tsv} and {@code exam.tsv}, and never learned from the others.
 */
class ShippedRulesTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Path MESSAGES =
      ROOT.resolve("bot-core/engine/src/test/resources/dev/steward/engine/text/messages");

  @ParameterizedTest
  @CsvSource({
    "mother-and-baby, dev.tsv, 0.98, 0.004",
    "mother-and-baby, exam.tsv, 0.97, 0.01",
    "mother-and-baby, exam-g.tsv, 0.93, 0.015",
    "mother-and-baby, exam-i.tsv, 0.94, 0.025",
    "mother-and-baby, exam-j.tsv, 0.94, 0.02",
    "skincare, exam-en.tsv, 0.92, 0.035",
    "skincare, exam-en2.tsv, 0.90, 0.025"
  })
  void theFiguresDoNotFall(String name, String file, double recall, double falsePositiveRate)
      throws Exception {
    List<LabelledMessage> messages = LabelledMessage.read(MESSAGES.resolve(file));
    Path folder = ROOT.resolve("scripts").resolve(name);
    Pack pack = Objects.requireNonNull(PackReader.read(PackFiles.fromFolder(folder)).pack());
    TextJudge judge = new TextJudge(pack, TextLessons.NONE);
    DetectionScore score =
        DetectionScore.of(messages, message -> judge.judge(message.text()).isPresent());
    assertThat(score.recall()).isGreaterThanOrEqualTo(recall);
    assertThat(score.falsePositiveRate()).isLessThanOrEqualTo(falsePositiveRate);
  }
}
