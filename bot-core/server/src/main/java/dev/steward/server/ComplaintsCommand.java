package dev.steward.server;

import dev.steward.engine.prices.TalkJudge;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceBookFile;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.complaints.ComplaintExport;
import dev.steward.server.config.Config;
import dev.steward.server.export.Format;
import dev.steward.server.prices.LabelledTalk;
import dev.steward.server.prices.TalkScore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code steward complaints}: all complaints as a file, and how well they are told from other talk.
 */
final class ComplaintsCommand {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Arguments arguments;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  ComplaintsCommand(Arguments arguments, Language language, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  /**
   * Writes all complaints, also while a server works on the same data: CSV to the output, JSON with
   * {@code --json}, or a file by its name's end.
   *
   * @param store what is kept
   * @param zone of the times in CSV and XLSX
   */
  int export(Config.Store store, ZoneId zone) throws Exception {
    Optional<Path> to =
        arguments.option("--xlsx").or(() -> arguments.option("--csv")).map(Path::of);
    boolean workbook = arguments.option("--xlsx").isPresent();
    ComplaintExport export = new ComplaintExport(zone, true);
    try (Database database = store.open();
        Sql sql = new Sql(database.openForReading())) {
      if (to.isEmpty()) {
        if (arguments.flag("--json")) {
          export.write(Format.JSONL, sql, out);
        } else {
          export.write(Format.CSV, sql, out);
        }
        return Commands.DONE;
      }
      Path whole = to.get().toAbsolutePath();
      Path part = whole.resolveSibling(whole.getFileName() + ".part");
      try {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
          if (workbook) {
            export.write(Format.XLSX, sql, file);
          } else {
            export.write(Format.CSV, sql, file);
          }
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      err.println(language.pick("已写到 ", "Written to ") + whole);
      return Commands.DONE;
    }
  }

  int evaluate() throws Arguments.UsageException, IOException {
    List<LabelledTalk.Message> messages =
        LabelledTalk.messages(Files.readString(file("--messages")));
    List<LabelledTalk.Talk> threads =
        LabelledTalk.threads(Files.readAllLines(file("--threads")), ZONE);
    PriceBookFile.Reading book =
        PriceBookFile.read(Files.readAllBytes(file("--pricebook")), PriceBook.USUAL_TIERS, ZONE);
    book.problems()
        .forEach(
            problem ->
                err.println(problem.mark() + " " + language.pick(problem.zh(), problem.en())));
    if (book.problems().stream().anyMatch(problem -> problem.isError())) {
      return Commands.FOUND;
    }
    TalkScore lines = new TalkScore();
    messages.forEach(one -> lines.add(one.inconsistent(), TalkJudge.inconsistent(one.text())));
    TalkScore incidents = new TalkScore();
    Map<String, int[]> right = new LinkedHashMap<>();
    for (LabelledTalk.Talk talk : threads) {
      talk.score(TalkJudge.incidents(talk.lines(), book.book()), incidents, right);
    }
    print(lines, incidents, right);
    return Commands.DONE;
  }

  private Path file(String option) throws Arguments.UsageException {
    return Path.of(
        arguments
            .option(option)
            .orElseThrow(
                () ->
                    new Arguments.UsageException(
                        "complaints evaluate 要有 --messages、--threads 和 --pricebook 三个文件",
                        "complaints evaluate needs the files --messages, --threads and --pricebook")));
  }

  private void print(TalkScore lines, TalkScore incidents, Map<String, int[]> right) {
    Map<String, Object> details = new LinkedHashMap<>();
    right.forEach((what, of) -> details.put(what, TalkScore.share(of[0], of[1])));
    Map<String, Object> found = new LinkedHashMap<>(incidents.json());
    found.putAll(details);
    if (arguments.flag("--json")) {
      out.println(Json.write(Map.of("messages", lines.json(), "incidents", found)));
      return;
    }
    out.println(language.pick("单句 ", "lines ") + lines.json());
    out.println(language.pick("事件 ", "incidents ") + found);
  }
}
