package dev.steward.server;

import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Config;
import dev.steward.server.export.Format;
import dev.steward.server.export.PollExport;
import dev.steward.server.export.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code steward polls export}: also while a server works on the same data. */
final class ExportCommand {
  private final Arguments arguments;
  private final Config.Store store;
  private final ZoneId zone;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param store what is kept, in use or not
   * @param zone of the times in CSV and XLSX
   */
  ExportCommand(
      Arguments arguments,
      Config.Store store,
      ZoneId zone,
      Language language,
      PrintStream out,
      PrintStream err) {
    this.arguments = arguments;
    this.store = store;
    this.zone = zone;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  int polls() throws Exception {
    export("polls");
    String number =
        arguments
            .need(1, "还要写投票的编号，例如 7", "and the poll's number, such as 7")
            .replaceFirst("^#", "");
    PollExport.Form form = choice("--form", "wide", PollExport.Form::of, "wide long codebook");
    Format format = format();
    try (Database database = store.open();
        Sql sql = new Sql(database.openForReading())) {
      Optional<PollExport> found =
          number.matches("[0-9]{1,18}")
              ? PollExport.find(sql, Long.parseLong(number), true)
              : Optional.empty();
      if (found.isEmpty()) {
        err.println(number + language.pick("：没有这个投票。", ": there is no such poll."));
        return Commands.FOUND;
      }
      if (!found.get().has(form)) {
        err.println(
            language.pick(
                "#" + number + " 是匿名投票：没有人能知道谁选了什么。",
                "#" + number + " is anonymous: nobody can know who chose what."));
        return Commands.FOUND;
      }
      write(format, found.get().tables(form), sql);
      return Commands.DONE;
    }
  }

  private void export(String command) throws Arguments.UsageException {
    String what = arguments.need(0, command + " 后面写 export", command + " needs export after it");
    if (!what.equals("export")) {
      throw new Arguments.UsageException(
          command + " " + what + "：应为 export", command + " " + what + ": expected export");
    }
  }

  private Format format() throws Arguments.UsageException {
    Format format = choice("--format", "csv", Format::of, "csv xlsx jsonl");
    if (format == Format.XLSX && arguments.option("--out").isEmpty()) {
      throw new Arguments.UsageException(
          "xlsx 要写到文件里：--out 文件名", "xlsx goes to a file: --out FILE");
    }
    return format;
  }

  private interface Reading<T> {
    Optional<T> of(String word);
  }

  private <T> T choice(String option, String usual, Reading<T> reading, String all)
      throws Arguments.UsageException {
    String word = arguments.option(option).orElse(usual);
    return reading
        .of(word)
        .orElseThrow(
            () ->
                new Arguments.UsageException(
                    option + "：" + word + "（应为 " + all.replace(" ", "、") + "）",
                    option + ": " + word + " (expected: " + all.replace(" ", ", ") + ")"));
  }

  /** To a file, which is there once it is whole, or to the output. */
  private void write(Format format, List<Table> tables, Sql sql) throws IOException {
    Optional<Path> to = arguments.option("--out").map(Path::of);
    if (to.isEmpty()) {
      format.write(out, tables, sql, zone);
      out.flush();
      return;
    }
    Path whole = to.get().toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
        format.write(file, tables, sql, zone);
      }
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    err.println(language.pick("已写到 ", "Written to ") + whole);
  }
}
