package dev.steward.server;

import dev.steward.engine.faq.Models;
import dev.steward.engine.rehearsal.CalendarPlay;
import dev.steward.engine.rehearsal.CalendarPrinter;
import dev.steward.engine.rehearsal.CalendarReport;
import dev.steward.engine.rehearsal.Happening;
import dev.steward.engine.rehearsal.Play;
import dev.steward.engine.rehearsal.Transcript;
import dev.steward.engine.rehearsal.TranscriptPrinter;
import dev.steward.engine.rehearsal.TranscriptUpdate;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code steward rehearse}: a stretch of calendar, one written conversation, or all that lie beside
 * a pack.
 */
final class RehearseCommand {
  private static final List<String> OF_CALENDAR =
      List.of("--from", "--days", "--groups", "--newcomers", "--check-ins");

  private final Arguments arguments;
  private final Language language;
  private final Holidays holidays;
  private final Models models;
  private final InstantSource clock;
  private final PrintStream out;

  RehearseCommand(
      Arguments arguments,
      Language language,
      Holidays holidays,
      Models models,
      InstantSource clock,
      PrintStream out) {
    this.arguments = arguments;
    this.language = language;
    this.holidays = holidays;
    this.models = models;
    this.clock = clock;
    this.out = out;
  }

  /** Plays what the command line asks for; returns the exit status. */
  int run() throws Arguments.UsageException, IOException {
    if (arguments.rest().size() != 1) {
      throw new Arguments.UsageException(
          "rehearse 后面写一个脚本包的文件夹", "rehearse needs the folder of one pack");
    }
    Path folder = Path.of(arguments.rest().getFirst());
    Optional<String> one = arguments.option("--conversation");
    boolean calendar = OF_CALENDAR.stream().anyMatch(arguments::flag);
    if (calendar && (one.isPresent() || arguments.flag("--update"))) {
      throw new Arguments.UsageException(
          "日历和对话要分开演：去掉 --conversation 和 --update，或者去掉 --from、--days",
          "the calendar and a conversation are rehearsed apart: leave out --conversation and --update, or --from and --days");
    }
    PackFiles files = PackFiles.fromFolder(folder);
    PackReading reading =
        calendar
            ? PackReader.read(files.withoutTests())
            : one.isPresent()
                ? PackReader.read(files.withoutTests(), Path.of(one.get()))
                : PackReader.read(files);
    Pack pack = reading.pack();
    if (pack == null) {
      return wrong(reading.problems());
    }
    return calendar ? calendar(pack) : conversations(folder, one, reading, pack);
  }

  private int wrong(List<Problem> problems) {
    out.println(
        arguments.flag("--json")
            ? Json.write(Map.of("problems", problems))
            : new ProblemPrinter(language).print(problems));
    return Commands.FOUND;
  }

  private int calendar(Pack pack) throws Arguments.UsageException {
    LocalDate today = clock.instant().atZone(pack.zone()).toLocalDate();
    CalendarPlay.Asked asked;
    try {
      LocalDate from = arguments.option("--from").map(LocalDate::parse).orElse(today);
      asked =
          new CalendarPlay.Asked(
              pack.title(),
              from,
              number("--days", 7),
              number("--groups", 1),
              number("--newcomers", 0),
              number("--check-ins", 0));
    } catch (DateTimeException e) {
      throw new Arguments.UsageException(
          "--from：" + arguments.option("--from").orElse("") + "（应为 2026-11-02 这样的日期）",
          "--from: "
              + arguments.option("--from").orElse("")
              + " (expected: a date like 2026-11-02)");
    } catch (IllegalArgumentException e) {
      throw new Arguments.UsageException(
          "天数乘群数应在 1 到 " + CalendarPlay.MOST + " 之间",
          "days times groups should be from 1 to " + CalendarPlay.MOST);
    }
    CalendarReport report = CalendarPlay.of(pack, 0, holidays, asked, () -> false);
    out.println(
        arguments.flag("--json")
            ? Json.write(report)
            : new CalendarPrinter(language, holidays).print(report));
    return Commands.DONE;
  }

  private int number(String option, int otherwise) throws Arguments.UsageException {
    String given = arguments.option(option).orElse(Integer.toString(otherwise));
    if (!given.matches("\\d{1,5}")) {
      throw new Arguments.UsageException(
          option + "：" + given + "（应为整数）", option + ": " + given + " (expected: a whole number)");
    }
    return Integer.parseInt(given);
  }

  private int conversations(Path folder, Optional<String> one, PackReading reading, Pack pack)
      throws IOException {
    List<Transcript> all = new ArrayList<>();
    TranscriptPrinter printer = new TranscriptPrinter(language);
    boolean json = arguments.flag("--json");
    for (Conversation conversation : reading.conversations()) {
      Transcript transcript = Play.of(conversation, pack, holidays, models);
      all.add(transcript);
      if (!json) {
        out.println(one.isPresent() ? printer.print(transcript) : verdict(transcript, printer));
      }
      if (arguments.flag("--update")) {
        update(one.map(Path::of).orElse(folder.resolve(conversation.file())), transcript);
      }
    }
    if (json) {
      out.println(Json.write(all.stream().map(RehearseCommand::told).toList()));
    } else if (all.isEmpty()) {
      out.println(
          language.pick(
              "tests/ 里没有 .chat 文件；可以用 --from 2026-11-02 --days 7 演一段日历。",
              "There is no .chat file in tests/; --from 2026-11-02 --days 7 plays a stretch of calendar."));
    }
    return all.stream().allMatch(Transcript::asExpected) ? Commands.DONE : Commands.FOUND;
  }

  private String verdict(Transcript transcript, TranscriptPrinter printer) {
    String name = transcript.conversation().file() + "  " + transcript.conversation().title();
    return transcript.asExpected()
        ? "✔ " + name
        : "✘ " + name + "\n" + printer.differences(transcript).indent(2).stripTrailing();
  }

  private void update(Path file, Transcript transcript) throws IOException {
    String fresh = TranscriptUpdate.of(transcript);
    if (!fresh.equals(String.join("\n", transcript.conversation().lines()))) {
      Files.writeString(file, fresh);
      out.println(
          file
              + language.pick(
                  "：已按实际重写期望，请看一遍", ": the expectations are rewritten; please read them"));
    }
  }

  /** A transcript as JSON. */
  private static Map<String, Object> told(Transcript transcript) {
    return Map.of(
        "file", transcript.conversation().file(),
        "title", transcript.conversation().title(),
        "asExpected", transcript.asExpected(),
        "steps", transcript.steps().stream().map(RehearseCommand::step).toList());
  }

  /** One step as JSON: the line, the time, what came, and what is not as expected. */
  private record Step(
      int line,
      Instant at,
      String group,
      String blocked,
      List<Happening> happenings,
      List<Transcript.Difference> differences) {}

  private static Step step(Transcript.Played played) {
    Transcript.Blocked blocked = played.blocked();
    return new Step(
        played.step().line(),
        played.at(),
        played.room(),
        blocked == null ? "" : blocked.zh(),
        played.happenings(),
        played.differences());
  }
}
