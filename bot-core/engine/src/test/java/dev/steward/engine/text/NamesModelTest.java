package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.LabelledTable;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code names-model.gz} is made here from the nicknames in {@code names/}, and checked in every
 * build. Make it anew with {@code mvn test -Dtest=NamesModelTest -Dsteward.tables=write}.
 */
final class NamesModelTest {
  private static final Path NAMES = Path.of("src/test/resources/dev/steward/engine/text/names");
  private static final Path MODEL =
      Path.of("src/main/resources/dev/steward/engine/text/names-model.gz");
  private static final String SUSPICIOUS = "suspicious";

  private static List<LabelledTable.Row> read(String file) throws LabelledFileException {
    LabelledTable table = LabelledTable.read(NAMES.resolve(file));
    table.expect(List.of(List.of("text", "label", "why")));
    return table.rows();
  }

  private static TextModel model(String... files) throws LabelledFileException {
    TextTrainer trainer = new TextTrainer(List.of(SUSPICIOUS));
    for (String file : files) {
      for (LabelledTable.Row row : read(file)) {
        trainer.add(row.get("text"), row.get("label").equals(SUSPICIOUS) ? SUSPICIOUS : "");
      }
    }
    return trainer.train();
  }

  @Test
  void theModelIsWhatTheNamesTeach() throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    model("train.tsv", "exam.tsv", "dev.tsv").write(made);
    if ("write".equals(System.getProperty("steward.tables"))) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(MODEL))) {
        out.write(made.toByteArray());
      }
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(MODEL))) {
      assertThat(in.readAllBytes()).isEqualTo(made.toByteArray());
    }
  }

  /** What it says of names that it has not learned from. */
  @ParameterizedTest
  @CsvSource({"dev.tsv, 0.95, 0.05", "exam.tsv, 0.88, 0.15"})
  void whatItLearnsHoldsForOtherNames(String file, double recall, double falsePositives)
      throws Exception {
    TextModel model = model("train.tsv");
    TextFeatures features = new TextFeatures();
    FoldBuffer folded = new FoldBuffer();
    int suspicious = 0;
    int found = 0;
    int fine = 0;
    int wrongly = 0;
    for (LabelledTable.Row row : read(file)) {
      boolean hit = model.likelihood(features.read(folded.fold(row.get("text")))) >= 0.5;
      if (row.get("label").equals(SUSPICIOUS)) {
        suspicious++;
        found += hit ? 1 : 0;
      } else {
        fine++;
        wrongly += hit ? 1 : 0;
      }
    }
    assertThat((double) found / suspicious).as("recall").isGreaterThanOrEqualTo(recall);
    assertThat((double) wrongly / fine).as("false positives").isLessThanOrEqualTo(falsePositives);
  }
}
