package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.faq.Score;
import dev.steward.engine.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measuring command, over the practice shops that the gate is trained on. */
class FaqCommandTest {
  private static final Path PRACTICE =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")))
          .resolve("bot-core/bench/faq");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... line) {
    return new Commands(
            folder,
            Map.of(),
            InstantSource.system(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(line));
  }

  @Test
  void measuresAShopAndStaysSilentInTalk() {
    int status =
        run(
            "faq",
            "evaluate",
            "--kb",
            PRACTICE.resolve("pet_kb.tsv").toString(),
            "--queries",
            PRACTICE.resolve("pet_queries.tsv").toString(),
            "--json");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    Score score = Json.read(out.toString(StandardCharsets.UTF_8), Score.class);
    assertThat(score.top1()).isGreaterThan(0.85);
    assertThat(score.mrr()).isGreaterThanOrEqualTo(score.top1());
    assertThat(score.coverage()).isGreaterThan(0.3);
    assertThat(score.wrong()).isLessThanOrEqualTo(0.03);
    assertThat(score.falseAnswers().chat()).isLessThanOrEqualTo(0.03);
  }

  @Test
  void wordsAloneAreStricter() {
    assertThat(
            run(
                "faq",
                "evaluate",
                "--kb",
                PRACTICE.resolve("pet_kb.tsv").toString(),
                "--queries",
                PRACTICE.resolve("pet_queries.tsv").toString(),
                "--words",
                "--json"))
        .isZero();
    Score score = Json.read(out.toString(StandardCharsets.UTF_8), Score.class);
    assertThat(score.top1()).isGreaterThan(0.7);
    assertThat(score.falseAnswers().chat()).isLessThanOrEqualTo(0.03);
  }

  @Test
  void anAnswerOutOfItsDatesIsNotGiven() throws IOException {
    Path kb = folder.resolve("kb.tsv");
    Path queries = folder.resolve("q.tsv");
    Files.writeString(
        kb,
        """
        answer_id\tquestion\tanswer\tvalid_from\tvalid_until
        A\t几天发货\t两天内发。\t\t
        B\t五一活动怎么算\t满200减30。\t2026-04-28\t2026-05-05
        """);
    Files.writeString(queries, "text\tanswer_id\tkind\n五一活动怎么算？\tB\tin\n");
    String[] line = {
      "faq",
      "evaluate",
      "--kb",
      kb.toString(),
      "--queries",
      queries.toString(),
      "--words",
      "--json",
      "--at",
      "2026-05-05"
    };
    assertThat(run(line)).isZero();
    assertThat(Json.read(out.toString(StandardCharsets.UTF_8), Score.class).top1()).isEqualTo(1);
    out.reset();
    line[line.length - 1] = "2026-05-06";
    assertThat(run(line)).isZero();
    assertThat(Json.read(out.toString(StandardCharsets.UTF_8), Score.class).top1()).isZero();
  }

  @Test
  void badFilesAndOptionsAreExplained() throws IOException {
    Path kb = folder.resolve("kb.tsv");
    Files.writeString(kb, "问题\t答案\n");
    assertThat(run("faq", "evaluate", "--kb", kb.toString(), "--queries", kb.toString()))
        .isEqualTo(Commands.FOUND);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("kb.tsv:1")
        .contains("answer_id question answer");
    assertThat(run("faq", "evaluate", "--kb", kb.toString())).isEqualTo(Commands.USAGE);
    assertThat(run("faq", "evaluate", "--kb", "a", "--queries", "b", "--at", "明天"))
        .isEqualTo(Commands.USAGE);
    assertThat(run("faq")).isEqualTo(Commands.USAGE);
  }
}
