package dev.steward.server;

import dev.steward.engine.rehearsal.Scenario;
import dev.steward.engine.rehearsal.ScenarioFile;
import dev.steward.engine.rehearsal.ScenarioPlay;
import dev.steward.engine.rules.TextJudge;
import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Json;
import dev.steward.engine.text.TextLessons;
import dev.steward.server.rules.DetectionScore;
import dev.steward.server.rules.LabelledMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code steward rules evaluate} and {@code steward rules scenarios}: how well rules do on messages
 * that people labelled, and in chats over time.
 */
final class RulesCommand {
  private final Arguments arguments;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  RulesCommand(Arguments arguments, Language language, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  /** Measures, prints, and returns the exit status. */
  int run() throws Arguments.UsageException, IOException {
    try {
      if (arguments.rest().equals(List.of("evaluate"))) {
        return evaluate(
            Path.of(needed("--pack", "evaluate")), Path.of(needed("--messages", "evaluate")));
      }
      if (arguments.rest().equals(List.of("scenarios"))) {
        return scenarios(Path.of(needed("--file", "scenarios")));
      }
    } catch (LabelledFileException e) {
      err.println(e.text(language));
      return Commands.FOUND;
    }
    throw new Arguments.UsageException(
        "rules 后面写 evaluate 或 scenarios", "rules needs evaluate or scenarios after it");
  }

  private String needed(String option, String what) throws Arguments.UsageException {
    return arguments
        .option(option)
        .orElseThrow(
            () ->
                new Arguments.UsageException(
                    "rules " + what + " 要写 " + option, "rules " + what + " needs " + option));
  }

  private @Nullable Pack pack(Path folder) throws IOException {
    PackReading reading = PackReader.read(PackFiles.fromFolder(folder));
    if (reading.pack() == null) {
      err.println(new ProblemPrinter(language).print(reading.problems()));
    }
    return reading.pack();
  }

  private int evaluate(Path folder, Path messages) throws IOException, LabelledFileException {
    Pack pack = pack(folder);
    if (pack == null) {
      return Commands.FOUND;
    }
    measure(pack, lessons(), LabelledMessage.read(messages));
    return Commands.DONE;
  }

  private int scenarios(Path file) throws IOException, LabelledFileException {
    Optional<String> folder = arguments.option("--pack");
    Pack pack = folder.isEmpty() ? null : pack(Path.of(folder.get()));
    if (folder.isPresent() && pack == null) {
      return Commands.FOUND;
    }
    List<Scenario> all = ScenarioFile.read(file);
    int broken = 0;
    for (Scenario scenario : all) {
      Scenario.Outcome outcome = ScenarioPlay.of(scenario, pack, arguments.flag("--gold"));
      out.println((outcome.asExpected() ? "✔ " : "✘ ") + scenario.id() + " " + scenario.title());
      if (!outcome.asExpected()) {
        broken++;
        differences(outcome);
      }
    }
    int good = all.size() - broken;
    out.println(
        language.pick(
            all.size() + " 个场景，" + good + " 个和预期一样",
            good + " of " + all.size() + " scenarios as expected"));
    return broken == 0 ? Commands.DONE : Commands.FOUND;
  }

  private void differences(Scenario.Outcome outcome) {
    List<Scenario.Happens> events = outcome.scenario().events();
    for (int i = 0; i < events.size(); i++) {
      Scenario.Happens event = events.get(i);
      if (!outcome.decided().get(i).equals(event.expected())) {
        out.println(
            "  "
                + i
                + " "
                + event.from()
                + language.pick("：", ": ")
                + event.text().replace("\n", "\\n"));
        out.println(
            language.pick("    应该 ", "    expected ") + ScenarioFile.words(event.expected()));
        out.println(
            language.pick("    实际 ", "    came     ")
                + ScenarioFile.words(outcome.decided().get(i)));
      }
    }
  }

  /** What {@code --train} teaches first. */
  private TextLessons lessons() throws LabelledFileException {
    Optional<String> file = arguments.option("--train");
    if (file.isEmpty()) {
      return TextLessons.NONE;
    }
    return TextLessons.of(
        LabelledMessage.read(Path.of(file.get())).stream()
            .map(message -> new TextLessons.Lesson(message.text(), message.violates()))
            .toList());
  }

  private void measure(Pack pack, TextLessons lessons, List<LabelledMessage> messages) {
    TextJudge judge = new TextJudge(pack, lessons);
    Map<LabelledMessage, TextJudge.Hit> hits = new LinkedHashMap<>();
    for (LabelledMessage message : messages) {
      judge.judge(message.text()).ifPresent(hit -> hits.put(message, hit));
    }
    DetectionScore score = DetectionScore.of(messages, hits::containsKey);
    if (arguments.flag("--json")) {
      out.println(Json.write(score));
      return;
    }
    mistakes(messages, hits);
    PercentLines percent = new PercentLines(language, out);
    parts("按类别", "by class", score.byClass());
    parts("按伪装", "by disguise", score.byEvasion());
    out.println(
        language.pick(
            messages.size() + " 条消息，每条单独看：", messages.size() + " messages, each by itself:"));
    percent.line(score.recall(), "违规的命中了", "of what violates, hit");
    percent.line(score.falsePositiveRate(), "没问题的误伤了", "of what is fine, hit wrongly");
    percent.line(score.precision(), "命中的里确实违规", "of what was hit, violating");
    percent.line(score.f1(), "两者的调和平均 F1", "recall and precision in one, F1");
  }

  /** What was missed and what was hit wrongly, with the rule and the characters that did it. */
  private void mistakes(List<LabelledMessage> messages, Map<LabelledMessage, TextJudge.Hit> hits) {
    for (LabelledMessage message : messages) {
      TextJudge.Hit hit = hits.get(message);
      if (message.violates() == (hit != null)) {
        continue;
      }
      String what =
          hit == null
              ? language.pick("漏掉", "missed")
              : language.pick("误伤，规则 ", "hit wrongly by ") + hit.rule() + characters(message, hit);
      out.println(
          message.line()
              + " "
              + what
              + language.pick("：", ": ")
              + message.text().replace("\n", "\\n")
              + kind(message));
    }
  }

  private static String characters(LabelledMessage message, TextJudge.Hit hit) {
    return hit.spans().stream()
        .map(span -> span.of(message.text()))
        .distinct()
        .collect(
            Collectors.joining(
                "、", hit.spans().isEmpty() ? "" : "「", hit.spans().isEmpty() ? "" : "」"));
  }

  private static String kind(LabelledMessage message) {
    String kind = (message.kind() + " " + message.evasion()).strip();
    return kind.isEmpty() ? "" : " (" + kind + ")";
  }

  private void parts(String zh, String en, Map<String, DetectionScore.Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    out.println(language.pick(zh, en));
    parts.forEach(
        (name, part) ->
            out.println(
                "  "
                    + name
                    + (part.violating() == 0
                        ? ""
                        : language.pick("  命中 ", "  hit ") + part.found() + "/" + part.violating())
                    + (part.fine() == 0
                        ? ""
                        : language.pick("  误伤 ", "  wrongly ")
                            + part.wronglyHit()
                            + "/"
                            + part.fine())));
  }
}
