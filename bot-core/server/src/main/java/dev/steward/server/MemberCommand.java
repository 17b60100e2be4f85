package dev.steward.server;

import dev.steward.adapter.web.WebRooms;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import dev.steward.server.data.Members;
import dev.steward.server.data.TierList;
import dev.steward.server.packs.Packs;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code steward member export | erase | tiers}: what is kept of a person, and their tiers. */
final class MemberCommand {
  private final Arguments arguments;
  private final Config.Store store;
  private final InstantSource clock;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param store what is kept, in use or not
   */
  MemberCommand(
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

  /** Does what is asked, through the server if one runs, and returns the exit status. */
  int run() throws Exception {
    String what =
        arguments.need(0, "member 后面写 export、erase 或 tiers", "member needs export, erase or tiers");
    if (what.equals("tiers")) {
      String file = arguments.need(1, "还要写 CSV 文件", "and the CSV file");
      return tiers(Path.of(file).toAbsolutePath());
    }
    String name = arguments.need(1, "还要写登录名，例如 web:u7f3", "and the login, such as web:u7f3");
    return switch (what) {
      case "export" -> export(name);
      case "erase" -> erase(name);
      default ->
          throw new Arguments.UsageException(
              "member " + what + "：应为 export、erase 或 tiers",
              "member " + what + ": expected export, erase or tiers");
    };
  }

  private int export(String name) throws Exception {
    try (Database database = store.open()) {
      Optional<String> all = new Members(database, Changes.of(database)).export(name);
      all.ifPresentOrElse(out::println, () -> nobody(name));
      return all.isPresent() ? Commands.DONE : Commands.FOUND;
    }
  }

  private int erase(String name) throws Exception {
    Optional<AdminClient> server = AdminClient.find(store.folder());
    Optional<Members.Erased> erased;
    if (server.isPresent()) {
      erased = server.get().askIfThere("erase", Map.of("name", name), Members.Erased.class);
    } else {
      try (DataFolder data = DataFolder.lock(store.folder());
          Database database = store.open()) {
        Path rooms = data.adapters().resolve("web");
        erased =
            new Members(database, Changes.of(database))
                .erase(
                    name,
                    clock.instant(),
                    login -> login.platform().equals("web") ? WebRooms.forget(rooms, login) : 0);
        database.purge();
      }
    }
    erased.ifPresentOrElse(done -> out.println(Json.write(done)), () -> nobody(name));
    return erased.isPresent() ? Commands.DONE : Commands.FOUND;
  }

  private int tiers(Path file) throws Exception {
    Optional<AdminClient> server = AdminClient.find(store.folder());
    TierList.Imported imported;
    if (server.isPresent()) {
      imported =
          server.get().ask("tiers", Map.of("file", file.toString()), TierList.Imported.class);
    } else {
      try (DataFolder _ = DataFolder.lock(store.folder());
          Database database = store.open()) {
        imported =
            TierList.take(
                file,
                Packs.load(database, clock).tiers(),
                Changes.of(database),
                "command-line",
                clock.instant());
      }
    }
    List<String> wrong = imported.wrong(language);
    if (!wrong.isEmpty()) {
      wrong.forEach(line -> err.println(file + " " + line));
      err.println(language.pick("有错误，什么也没有改。", "There are errors: nothing was changed."));
      return Commands.FOUND;
    }
    out.println(
        language.pick(
            imported.rows() + " 位成员，" + imported.changed() + " 位的等级变了。",
            "members: "
                + imported.rows()
                + ", with another tier than before: "
                + imported.changed()));
    return Commands.DONE;
  }

  private void nobody(String name) {
    err.println(name + language.pick("：没有这个人的任何资料。", ": nothing is kept of such a person."));
  }
}
