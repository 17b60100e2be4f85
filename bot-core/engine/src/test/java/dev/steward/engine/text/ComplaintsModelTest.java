package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.LabelledTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code complaints-model.gz} is made here from {@code complaints.txt} and the messages in {@code
 * messages/}, and checked in every build. Make it anew with {@code mvn test
 * -Dtest=ComplaintsModelTest -Dsteward.tables=write}.
 */
final class ComplaintsModelTest {
  private static final Path MESSAGES =
      Path.of("src/test/resources/dev/steward/engine/text/messages");
  private static final Path COMPLAINTS =
      Path.of("src/main/resources/dev/steward/engine/rules/complaints.txt");
  private static final Path MODEL =
      Path.of("src/main/resources/dev/steward/engine/text/complaints-model.gz");
  private static final String COMPLAINT = "hard_complaint";

  /** What a text must reach to be spared, if nothing else speaks against it. */
  private static final double MAYBE = 0.12;

  private static List<LabelledTable.Row> read(Path file) throws LabelledFileException {
    LabelledTable table = LabelledTable.read(file);
    table.expect(List.of(List.of("text", "label", "class", "evasion")));
    return table.rows();
  }

  private static String text(LabelledTable.Row row) {
    return row.get("text").replace("\\n", "\n");
  }

  private static TextModel model() throws IOException, LabelledFileException {
    TextTrainer trainer = new TextTrainer(List.of(COMPLAINT));
    try (Stream<Path> files = Files.list(MESSAGES)) {
      for (Path file :
          files
              .filter(one -> one.getFileName().toString().startsWith("train-"))
              .sorted()
              .toList()) {
        for (LabelledTable.Row row : read(file)) {
          trainer.add(text(row), row.get("class").equals(COMPLAINT) ? COMPLAINT : "");
        }
      }
    }
    Files.readAllLines(COMPLAINTS).forEach(complaint -> trainer.add(complaint, COMPLAINT));
    return trainer.train();
  }

  @Test
  void theModelIsWhatTheMessagesTeach() throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    model().write(made);
    if ("write".equals(System.getProperty("steward.tables"))) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(MODEL))) {
        out.write(made.toByteArray());
      }
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(MODEL))) {
      assertThat(in.readAllBytes()).isEqualTo(made.toByteArray());
    }
  }

  /** What it says of messages that it has not learned from. */
  @ParameterizedTest
  @CsvSource({
    "exam-g.tsv, 0.8, 0.005",
    "exam-i.tsv, 0.6, 0.005",
    "exam-j.tsv, 0.33, 0.005",
    "exam-en.tsv, 0.8, 0.005",
    "exam-en2.tsv, 1.0, 0.006"
  })
  void whatItLearnsHoldsForOtherMessages(String file, double recall, double wrongly)
      throws Exception {
    TextModel model = TextModel.ofComplaints();
    TextFeatures features = new TextFeatures();
    FoldBuffer folded = new FoldBuffer();
    int complaints = 0;
    int found = 0;
    int violate = 0;
    int excused = 0;
    for (LabelledTable.Row row : read(MESSAGES.resolve(file))) {
      boolean hit = model.likelihood(features.read(folded.fold(text(row)))) >= MAYBE;
      if (row.get("class").equals(COMPLAINT)) {
        complaints++;
        found += hit ? 1 : 0;
      } else if (row.get("label").equals("violate")) {
        violate++;
        excused += hit ? 1 : 0;
      }
    }
    assertThat((double) found / complaints).as("complaints").isGreaterThanOrEqualTo(recall);
    assertThat((double) excused / violate).as("violations").isLessThanOrEqualTo(wrongly);
  }
}
