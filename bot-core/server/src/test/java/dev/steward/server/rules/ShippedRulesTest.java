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
    "mother-and-baby, exam-k.tsv, 0.97, 0.015",
    "skincare, exam-en.tsv, 0.92, 0.035",
    "skincare, exam-en2.tsv, 0.90, 0.025"
  })
  void theFiguresDoNotFall(String name, String file, double recall, double falsePositiveRate)
      throws Exception {
    TextJudge judge = judge(name);
    DetectionScore score =
        DetectionScore.of(messages(file), message -> judge.judge(message.text()).isPresent());
    assertThat(score.recall()).isGreaterThanOrEqualTo(recall);
    assertThat(score.falsePositiveRate()).isLessThanOrEqualTo(falsePositiveRate);
  }

  /** Each message that violates with two harmless ones before it. */
  @ParameterizedTest
  @CsvSource({
    "mother-and-baby, exam-g.tsv, 0.82",
    "mother-and-baby, exam-k.tsv, 0.87",
    "skincare, exam-en.tsv, 0.58"
  })
  void harmlessWordsBesideItHideNoAdvert(String name, String file, double recall) throws Exception {
    List<LabelledMessage> messages = messages(file);
    List<String> plain =
        messages.stream()
            .filter(message -> message.kind().equals("plain"))
            .map(LabelledMessage::text)
            .toList();
    assertThat(plain).hasSizeGreaterThan(100);
    TextJudge judge = judge(name);
    List<LabelledMessage> violating = messages.stream().filter(LabelledMessage::violates).toList();
    int found = 0;
    for (int i = 0; i < violating.size(); i++) {
      String first = plain.get(i % plain.size());
      String second = plain.get((i + 7) % plain.size());
      String text = first + "，" + second + "\n" + violating.get(i).text();
      found += judge.judge(text).isPresent() ? 1 : 0;
    }
    assertThat((double) found / violating.size()).isGreaterThanOrEqualTo(recall);
  }

  private static List<LabelledMessage> messages(String file) throws Exception {
    return LabelledMessage.read(MESSAGES.resolve(file));
  }

  private static TextJudge judge(String name) throws Exception {
    Path folder = ROOT.resolve("scripts").resolve(name);
    Pack pack = Objects.requireNonNull(PackReader.read(PackFiles.fromFolder(folder)).pack());
    return new TextJudge(pack, TextLessons.NONE);
  }
}
