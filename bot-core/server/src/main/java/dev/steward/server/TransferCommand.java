package dev.steward.server;

import dev.steward.engine.script.Language;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.Transfer;
import dev.steward.server.data.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** {@code steward transfer}: from the data folder's SQLite to PostgreSQL. */
final class TransferCommand {
  /** Where PostgreSQL's own programs look for the password as well. */
  private static final String PASSWORD = "PGPASSWORD";

  /** So often it tells how far it is. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final Arguments arguments;
  private final Path folder;
  private final Map<String, String> environment;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;
  private long told = System.nanoTime() - BETWEEN.toNanos();

  /**
   * @param folder the data folder, of which no server may be running
   */
  TransferCommand(
      Arguments arguments,
      Path folder,
      Map<String, String> environment,
      Language language,
      PrintStream out,
      PrintStream err) {
    this.arguments = arguments;
    this.folder = folder;
    this.environment = environment;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  /** Carries everything over; 0 when every row is there, 1 when nothing was transferred. */
  int run() throws Arguments.UsageException, IOException {
    PostgresAddress target = target();
    try (DataFolder data = DataFolder.lock(folder)) {
      tell(new Transfer(data.database(), target, this::progress).run(), target);
      return Commands.DONE;
    } catch (DataFolder.InUseException e) {
      err.println(
          language.pick(
              folder + "：服务开着。先停下服务再转移。",
              folder + ": a server works here. Stop it, then transfer."));
    } catch (Transfer.TransferException e) {
      err.println(language.pick(e.zh, e.en));
    } catch (DatabaseException | SQLException e) {
      err.println(e.getMessage());
    }
    return Commands.FOUND;
  }

  private PostgresAddress target() throws Arguments.UsageException {
    PostgresAddress target =
        arguments
            .option("--to")
            .flatMap(PostgresAddress::read)
            .orElseThrow(
                () ->
                    new Arguments.UsageException(
                        "transfer 要写 --to postgresql://用户@主机:5432/数据库",
                        "transfer needs --to postgresql://user@host:5432/database"));
    String password = environment.getOrDefault(PASSWORD, "");
    return target.password() == null && !password.isEmpty()
        ? target.withPassword(password)
        : target;
  }

  private void progress(Transfer.Step step, String table, long rows) {
    long now = System.nanoTime();
    if (now - told < BETWEEN.toNanos()) {
      return;
    }
    told = now;
    String what =
        switch (step) {
          case COPIED -> language.pick("已搬", "copied");
          case COMPARED -> language.pick("已核对", "compared");
        };
    err.println(table + " " + what + " " + String.format(Locale.ROOT, "%,d", rows));
  }

  private void tell(Transfer.Result result, PostgresAddress target) {
    if (arguments.flag("--json")) {
      out.println(Json.write(result));
      return;
    }
    for (Transfer.Carried table : result.tables()) {
      out.printf(
          Locale.ROOT,
          "%-20s %,12d  %s%n",
          table.table(),
          table.rows(),
          table.sha256().substring(0, 16));
    }
    String rows = String.format(Locale.ROOT, "%,d", result.rows());
    out.println(
        language.pick(
            "共 " + rows + " 行，逐行核对，两边一样。",
            rows + " rows, read back one by one: the same on both sides."));
    if (result.replaced() > 0) {
      out.println(
          language.pick(
              result.replaced() + " 处文字里有 PostgreSQL 存不了的空字符（U+0000），换成了 U+FFFD。",
              "texts with a character that PostgreSQL can't keep (U+0000), now U+FFFD: "
                  + result.replaced()));
    }
    out.println(
        language.pick(
            "接下来：在 config/steward.yaml 写 database: "
                + target.written()
                + "（密码写 database-password: ${env:…}），然后启动。数据文件夹留着：匿名投票的密钥（seals/）、各平台自己的文件（adapters/）还在里面用。steward.db 没有改动，确认无误后可以删。",
            "Next: set database: "
                + target.written()
                + " in config/steward.yaml (and database-password: ${env:…}), then start. Keep the data"
                + " folder: the keys of anonymous polls (seals/) and the platforms' own files"
                + " (adapters/) are still used there. steward.db was not changed; delete it once you"
                + " are sure."));
  }
}
