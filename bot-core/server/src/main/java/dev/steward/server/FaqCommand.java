package dev.steward.server;

import dev.steward.engine.faq.BgeEmbedder;
import dev.steward.engine.faq.Entry;
import dev.steward.engine.faq.FaqIndex;
import dev.steward.engine.faq.Gate;
import dev.steward.engine.faq.Labelled;
import dev.steward.engine.faq.LabelledFiles;
import dev.steward.engine.faq.Score;
import dev.steward.engine.faq.Tongue;
import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code steward faq evaluate}: how well labelled questions are answered when nobody spoke to
 * Steward, with the index and the gate that run in the groups.
 */
final class FaqCommand {
  private final Arguments arguments;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  FaqCommand(Arguments arguments, Language language, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  /** Measures, prints, and returns the exit status. */
  int run() throws Arguments.UsageException, IOException {
    if (!arguments.rest().equals(List.of("evaluate"))) {
      throw new Arguments.UsageException("faq 后面写 evaluate", "faq needs evaluate after it");
    }
    Path kb = file("--kb");
    Path queries = file("--queries");
    LocalDate day = day();
    try {
      List<Entry> entries = LabelledFiles.entries(kb);
      List<Labelled> questions = LabelledFiles.questions(queries, entries);
      Tongue tongue = Tongue.of(entries);
      try (BgeEmbedder model = arguments.flag("--words") ? null : BgeEmbedder.of(tongue)) {
        FaqIndex index = new FaqIndex(entries, model);
        Gate gate = index.gate();
        List<Score.Line> lines =
            Score.ask(index, gate, questions, entry -> day == null || entry.validOn(day));
        Score score = Score.at(lines, gate.unprompted());
        out.println(arguments.flag("--json") ? Json.write(score) : text(score, lines.size()));
      }
      return Commands.DONE;
    } catch (LabelledFileException e) {
      err.println(e.text(language));
      return Commands.FOUND;
    }
  }

  private Path file(String option) throws Arguments.UsageException {
    Optional<String> given = arguments.option(option);
    if (given.isEmpty()) {
      throw new Arguments.UsageException(
          "faq evaluate 要写 " + option + " 和文件", "faq evaluate needs " + option + " and a file");
    }
    return Path.of(given.get());
  }

  private @Nullable LocalDate day() throws Arguments.UsageException {
    Optional<String> given = arguments.option("--at");
    try {
      return given.map(LocalDate::parse).orElse(null);
    } catch (DateTimeParseException e) {
      throw new Arguments.UsageException(
          "--at：" + given.orElse("") + "（应为日期，如 2026-11-26）",
          "--at: " + given.orElse("") + " (expected: a date such as 2026-11-26)");
    }
  }

  private String text(Score score, int questions) {
    return String.format(
        Locale.ROOT,
        language.pick(
            """
            %d 句话，没人点名问群管家时：
              答案排在第一 %.1f%%（MRR %.3f）
              该答的里答对了 %.1f%%，答错 %.1f%%
              不该答却答了：同话题但没写答案的 %.1f%%，没写的话题 %.1f%%，闲聊 %.1f%%
              开口的门槛 %.3f""",
            """
            %d texts, nobody having spoken to Steward:
              right answer ranked first %.1f%% (MRR %.3f)
              of what can be answered, right %.1f%%, wrong %.1f%%
              answered though silence was right: same topic without an answer %.1f%%, topics \
            without entries %.1f%%, talk %.1f%%
              speaks when at least %.3f sure"""),
        questions,
        100 * score.top1(),
        score.mrr(),
        100 * score.coverage(),
        100 * score.wrong(),
        100 * score.falseAnswers().near(),
        100 * score.falseAnswers().dom(),
        100 * score.falseAnswers().chat(),
        score.threshold());
  }
}
