package dev.steward.server;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import dev.steward.server.packs.Packs;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code steward publish}: an immutable version of a pack, and what it changes. */
final class PublishCommand {
  private final Arguments arguments;
  private final Config.Store store;
  private final InstantSource clock;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param store what is kept, in use or not
   */
  PublishCommand(
      Arguments arguments,
      Config.Store store,
      InstantSource clock,
      Language language,
      PrintStream out,
      PrintStream err) {
    this.arguments = arguments;
    this.store = store;
    this.clock = clock;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  /** Publishes, through the server if one runs, and returns the exit status. */
  int run() throws Exception {
    Path pack =
        Path.of(arguments.need(0, "publish 后面写脚本包的文件夹", "publish needs the folder of a pack"))
            .toAbsolutePath()
            .normalize();
    Optional<AdminClient> server = AdminClient.find(store.folder());
    PublishAnswer answer;
    if (server.isPresent()) {
      answer = server.get().ask("publish", Map.of("folder", pack.toString()), PublishAnswer.class);
    } else {
      try (DataFolder _ = DataFolder.lock(store.folder());
          Database database = store.open()) {
        Packs packs = Packs.load(database, clock);
        answer =
            PublishAnswer.of(
                packs.publish(PackFiles.fromFolder(pack), "command-line", Changes.of(database)));
      }
    }
    if (arguments.flag("--json")) {
      out.println(Json.write(answer));
      return answer.version() == 0 ? Commands.FOUND : Commands.DONE;
    }
    if (!answer.problems().isEmpty()) {
      out.println(new ProblemPrinter(language).print(answer.problems()));
    }
    if (answer.version() == 0) {
      err.println(language.pick("有错误，没有发布。", "There are errors: nothing was published."));
      return Commands.FOUND;
    }
    out.println(
        answer.fresh()
            ? language.pick(
                answer.pack() + " 第 " + answer.version() + " 版已生效：",
                answer.pack() + " version " + answer.version() + " is in force:")
            : language.pick(
                answer.pack() + " 和第 " + answer.version() + " 版一样，没有新版本。",
                answer.pack()
                    + " is the same as version "
                    + answer.version()
                    + "; no new version."));
    answer.changes(language).forEach(sentence -> out.println("  " + sentence));
    return Commands.DONE;
  }
}
