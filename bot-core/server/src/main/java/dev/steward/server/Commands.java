package dev.steward.server;

import dev.steward.engine.faq.Models;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigException;
import dev.steward.server.config.ConfigReader;
import dev.steward.server.config.HolidaysReader;
import dev.steward.server.console.RoomLinks;
import dev.steward.server.data.Backup;
import dev.steward.server.data.DataFolder;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each command does. */
final class Commands {
  static final int DONE = 0;
  static final int FOUND = 1;
  static final int USAGE = 2;
  static final int FAILED = 3;

  /** The server runs on; the process goes on until it is told to stop. */
  static final int RUNNING = -1;

  private static final String HELP =
      """
      steward run [--config FILE] [--data DIR] [--port N] [--pack DIR]... [--watch]
          启动服务 / start the server
      steward check PACK...        检查脚本包 / check packs: where, what is wrong, how to mend it
      steward rehearse PACK        演一遍 tests/ 里的对话 / play the conversations in tests/
          [--conversation FILE.chat] [--update] [--words]
                                   一段对话；按实际重写期望；答疑只看字词 / one; rewrite what is expected; answer by words alone
          --from DATE --days N [--groups N] [--newcomers N] [--check-ins N]
                                   一段日历 / a stretch of calendar, with newcomers and check-ins a day
      steward faq evaluate --kb FILE --queries FILE [--at DATE] [--words] [--json]
          用标好的问题量一量自动答疑 / how well labelled questions are answered
      steward rules evaluate --pack PACK --messages FILE [--train FILE] [--json]
          用标好的消息量一量规则；先教它另一份 / how well the rules do on labelled messages;
          what they learn from others first
      steward rules scenarios --file FILE [--pack PACK] [--gold]
          在虚拟时间里演一遍标好的场景，决定和预期不同就退出 1；--gold 只看规则，不看读懂没有
          / play labelled scenarios in virtual time, exit 1 on any difference;
          --gold judges the rules apart from reading
      steward backtest PACK [--days N | --from DATE --to DATE] [--group GROUP] [--json]
          拿草稿去看说过的话：会多命中、少命中什么，谁会受影响 / hold a draft against what was said:
          what it would hit anew and no longer, and whom that concerns
      steward publish PACK         发布一个不可变的版本 / publish an immutable version
      steward backup FILE          备份，服务可以开着 / a consistent copy, also while the server runs
      steward restore FILE         恢复，服务要停着 / put a copy back, while no server runs
      steward transfer --to postgresql://USER@HOST:5432/DATABASE [--json]
          把 SQLite 的数据搬到空的 PostgreSQL，逐行核对 / carry the data over, checked row by row
      steward member export|erase LOGIN
          导出或抹去一个人的资料 / all that is kept of a person, or forget it
      steward member tiers FILE.csv
          导入会员等级（账号,等级）/ take over members' tiers (login,tier)
      steward prices parse [TEXT]  读出一句话里的价格 / the prices in a text, or in each line of the input
      steward prices evaluate --expressions FILE
          和标注过的句子比 / how well they are read, by labelled lines
      steward token create NAME --scope polls:read [--days 90] | list | revoke TOKEN
          数据接口的令牌 / tokens of the pull API
      steward polls export NUMBER [--form wide|long|codebook] [--format csv|xlsx|jsonl] [--out FILE]
          导出投票 / a poll's answers as a file, also while the server runs
      steward complaints export [--json | --csv FILE | --xlsx FILE]
          导出全部投诉 / all complaints; without FILE: CSV to the output
      steward complaints evaluate --messages TSV --threads JSONL --pricebook CSV
          和标注过的聊天比 / how well complaints are told from other talk
      steward version | help
      --lang zh|en                 中文或英文 / the language of what is printed
      """;

  private final Path installation;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Commands(
      Path installation,
      Map<String, String> environment,
      InstantSource clock,
      PrintStream out,
      PrintStream err) {
    this(installation, environment, clock, InputStream.nullInputStream(), out, err);
  }

  Commands(
      Path installation,
      Map<String, String> environment,
      InstantSource clock,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.in = in;
    this.installation = installation;
    this.environment = environment;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Runs a command line and returns the exit status. */
  int run(List<String> line) {
    Language language = Language.ZH;
    try {
      Arguments arguments = Arguments.read(line);
      language = language(arguments);
      return switch (arguments.command()) {
        case "run" -> serve(arguments);
        case "check" -> new CheckCommand(arguments, language, out).run();
        case "rehearse" -> rehearse(arguments, language);
        case "faq" -> new FaqCommand(arguments, language, out, err).run();
        case "backtest" ->
            new BacktestCommand(arguments, config(arguments).store(), clock, language, out, err)
                .run();
        case "publish" ->
            new PublishCommand(arguments, config(arguments).store(), clock, language, out, err)
                .run();
        case "backup" -> backup(arguments, language);
        case "restore" -> restore(arguments, language);
        case "transfer" ->
            new TransferCommand(
                    arguments, config(arguments).data(), environment, language, out, err)
                .run();
        case "member" ->
            new MemberCommand(arguments, config(arguments).store(), clock, language, out, err)
                .run();
        case "complaints" -> complaints(arguments, language);
        case "rules" -> new RulesCommand(arguments, language, out, err).run();
        case "prices" -> new PricesCommand(arguments, language, in, out, err).run();
        case "token" -> token(arguments, language);
        case "polls" -> export(arguments, language).polls();
        case "version" -> say(Version.get());
        default -> say(HELP);
      };
    } catch (Arguments.UsageException e) {
      err.println(e.zh);
      err.println(e.en);
      err.println(HELP);
      return USAGE;
    } catch (ConfigException e) {
      err.println(e.text(language));
      return USAGE;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      return FAILED;
    }
  }

  private int rehearse(Arguments arguments, Language language) throws Exception {
    Config config = config(arguments);
    boolean words = arguments.flag("--words") || !config.meanings();
    try (Models models = words ? Models.none() : Models.ofMeaning()) {
      return new RehearseCommand(arguments, language, holidays(config), models, clock, out).run();
    }
  }

  private int complaints(Arguments arguments, Language language) throws Exception {
    String what = arguments.rest().isEmpty() ? "" : arguments.rest().getFirst();
    ComplaintsCommand command = new ComplaintsCommand(arguments, language, out, err);
    return switch (what) {
      case "evaluate" -> command.evaluate();
      case "export" -> {
        Config config = config(arguments);
        yield command.export(config.store(), config.zone());
      }
      default ->
          throw new Arguments.UsageException(
              "complaints " + what + "：应为 export 或 evaluate",
              "complaints " + what + ": expected export or evaluate");
    };
  }

  private int say(String text) {
    out.println(text);
    return DONE;
  }

  private Language language(Arguments arguments) throws Arguments.UsageException {
    String asked =
        arguments
            .option("--lang")
            .orElse(environment.getOrDefault("LANG", "").startsWith("en") ? "en" : "zh");
    return switch (asked) {
      case "zh" -> Language.ZH;
      case "en" -> Language.EN;
      default ->
          throw new Arguments.UsageException(
              "--lang：" + asked + "（应为 zh 或 en）", "--lang: " + asked + " (expected: zh or en)");
    };
  }

  /** The settings of the file, with what the command line says instead. */
  private Config config(Arguments arguments) throws ConfigException, Arguments.UsageException {
    Path usual = installation.resolve("config").resolve("steward.yaml");
    Optional<String> given = arguments.option("--config");
    Path file = given.isPresent() ? Path.of(given.get()) : Files.exists(usual) ? usual : null;
    Config config = ConfigReader.read(file, installation, environment);
    Config.Http http = config.http();
    int port = http.port();
    Optional<String> asked = arguments.option("--port");
    if (asked.isPresent()) {
      if (!asked.get().matches("\\d{1,5}") || Integer.parseInt(asked.get()) > 65_535) {
        throw new Arguments.UsageException(
            "--port：" + asked.get() + "（应为 0 到 65535）",
            "--port: " + asked.get() + " (expected: 0 to 65535)");
      }
      port = Integer.parseInt(asked.get());
    }
    return new Config(
        new Config.Store(
            arguments.option("--data").map(Path::of).orElse(config.data()),
            config.store().postgres(),
            config.store().lanes()),
        config.language(),
        config.zone(),
        new Config.Http(
            http.bind(),
            port,
            http.publicUrl(),
            http.behindProxy(),
            http.mostConnections(),
            http.openMetrics()),
        arguments.all("--pack").isEmpty()
            ? config.packs()
            : arguments.all("--pack").stream().map(Path::of).toList(),
        config.groups(),
        config.holidays(),
        config.retention(),
        config.backups(),
        config.webhook(),
        config.opinion(),
        config.approvalAbove(),
        config.meanings(),
        config.limits(),
        config.adapters());
  }

  private static Holidays holidays(Config config) throws ConfigException {
    return config.holidays() == null ? Holidays.NONE : HolidaysReader.read(config.holidays());
  }

  private int serve(Arguments arguments) throws Exception {
    Config config = config(arguments);
    Language language = config.language();
    ProblemPrinter printer = new ProblemPrinter(language);
    Steward steward =
        Steward.start(
            config,
            clock,
            installation,
            config.packs(),
            arguments.flag("--watch"),
            new Steward.Told() {
              @Override
              public void problems(List<Problem> problems) {
                if (!problems.isEmpty()) {
                  out.println(printer.print(problems));
                }
              }

              @Override
              public void line(String zh, String en) {
                out.println(language.pick(zh, en));
              }
            });
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(steward::close));
    greet(steward, language);
    return RUNNING;
  }

  private void greet(Steward steward, Language language) {
    out.println();
    out.println(language.pick("群管家已启动。", "Steward is running."));
    out.println(language.pick("控制台  ", "Console  ") + steward.url() + "/console/");
    steward
        .firstSignInLink()
        .ifPresent(
            link ->
                out.println(
                    language.pick("首次登录（一次有效，24 小时内）  ", "First sign-in (once, within 24 hours)  ")
                        + link));
    for (RoomLinks.Room room : steward.rooms()) {
      out.println(language.pick("进群  ", "Join  ") + room.name() + "  " + room.url());
    }
    out.println();
  }

  private int backup(Arguments arguments, Language language) throws Exception {
    Path file =
        Path.of(arguments.need(0, "backup 后面写要写到的文件", "backup needs the file to write"))
            .toAbsolutePath();
    Config config = config(arguments);
    if (elsewhere(config, language)) {
      return FAILED;
    }
    Optional<AdminClient> server = AdminClient.find(config.data());
    if (server.isPresent()) {
      server.get().ask("backup", Map.of("file", file.toString()), Map.class);
    } else {
      try (DataFolder data = DataFolder.lock(config.data());
          Database database = config.store().open()) {
        Backup.write(database, data, file);
      }
    }
    out.println(language.pick("已备份到 ", "A copy is in ") + file);
    return DONE;
  }

  /**
   * Whether the database is a PostgreSQL server's, which makes copies by its own means; says so.
   */
  private boolean elsewhere(Config config, Language language) {
    PostgresAddress postgres = config.store().postgres();
    if (postgres == null) {
      return false;
    }
    err.println(
        language.pick(
            "数据库在 "
                + postgres
                + "：备份和恢复用 PostgreSQL 自己的 pg_dump、pg_restore。数据文件夹 "
                + config.data()
                + " 里还有各平台自己的文件（adapters/），请一起复制。",
            "The database is "
                + postgres
                + ": make and restore copies with PostgreSQL's own pg_dump and pg_restore. The"
                + " platforms' own files (adapters/) are in the data folder "
                + config.data()
                + "; copy them as well."));
    return true;
  }

  private int restore(Arguments arguments, Language language) throws Exception {
    Path file = Path.of(arguments.need(0, "restore 后面写备份文件", "restore needs the file of a copy"));
    Config config = config(arguments);
    if (elsewhere(config, language)) {
      return FAILED;
    }
    try (DataFolder data = DataFolder.lock(config.data())) {
      Path old = Backup.restore(file, data, clock.instant());
      out.println(language.pick("已恢复。原来的数据留在 ", "Done. What was there before is kept in ") + old);
    }
    return DONE;
  }

  private int token(Arguments arguments, Language language) throws Exception {
    return new TokenCommand(arguments, config(arguments).store(), clock, language, out, err).run();
  }

  private ExportCommand export(Arguments arguments, Language language)
      throws ConfigException, Arguments.UsageException {
    Config config = config(arguments);
    return new ExportCommand(arguments, config.store(), config.zone(), language, out, err);
  }
}
