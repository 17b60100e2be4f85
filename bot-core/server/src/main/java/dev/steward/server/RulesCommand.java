package dev.steward.server;

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

/** {@code steward rules evaluate}: how well a pack's rules do on messages that people labelled. */
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
    if (!arguments.rest().equals(List.of("evaluate"))) {
      throw new Arguments.UsageException("rules 后面写 evaluate", "rules needs evaluate after it");
    }
    Path folder = file("--pack");
    Path messages = file("--messages");
    PackReading reading = PackReader.read(PackFiles.fromFolder(folder));
    Pack pack = reading.pack();
    if (pack == null) {
      err.println(new ProblemPrinter(language).print(reading.problems()));
      return Commands.FOUND;
    }
    try {
      measure(pack, lessons(), LabelledMessage.read(messages));
      return Commands.DONE;
    } catch (LabelledFileException e) {
      err.println(e.text(language));
      return Commands.FOUND;
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

  private Path file(String option) throws Arguments.UsageException {
    return Path.of(
        arguments
            .option(option)
            .orElseThrow(
                () ->
                    new Arguments.UsageException(
                        "rules evaluate 要写 --pack 文件夹 和 --messages 文件",
                        "rules evaluate needs --pack FOLDER and --messages FILE")));
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
