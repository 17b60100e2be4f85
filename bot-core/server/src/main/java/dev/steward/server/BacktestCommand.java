package dev.steward.server;

import dev.steward.chat.GroupId;
import dev.steward.engine.rules.Backtest;
import dev.steward.engine.rules.BacktestReport;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Config;
import dev.steward.server.packs.PackInForce;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code steward backtest}: what a draft would have done to what was said. */
final class BacktestCommand {
  private static final int DAYS = 30;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Arguments arguments;
  private final Config.Store store;
  private final InstantSource clock;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  BacktestCommand(
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

  /** Reads, judges, prints, and returns the exit status. */
  int run() throws Exception {
    Path folder =
        Path.of(arguments.need(0, "backtest 后面写脚本包的文件夹", "backtest needs the folder of a pack"));
    PackReading reading = PackReader.read(PackFiles.fromFolder(folder));
    Pack draft = reading.pack();
    if (draft == null) {
      err.println(new ProblemPrinter(language).print(reading.problems()));
      return Commands.FOUND;
    }
    Pace pace = Pace.of(store.folder(), Runtime.getRuntime().availableProcessors());
    try (Database database = store.open()) {
      Pack inForce;
      Set<GroupId> groups = new HashSet<>();
      try (Sql sql = new Sql(database.openForReading())) {
        inForce = PackInForce.of(sql, draft.name()).orElse(null);
        groups.addAll(
            sql.list(
                "SELECT group_id FROM chat_group WHERE pack = ?",
                row -> GroupId.parse(row.text(1)),
                draft.name()));
      }
      if (!arguments.all("--group").isEmpty()) {
        groups.clear();
        arguments.all("--group").forEach(group -> groups.add(GroupId.parse(group)));
      }
      Instant to = day("--to", draft.zone(), 1, clock.instant());
      Instant from = day("--from", draft.zone(), 0, to.minus(Duration.ofDays(days())));
      ProgressBar bar = new ProgressBar(err, ProgressBar.onTerminal());
      BacktestReport report =
          Backtest.of(
              database,
              new Backtest.Asked(draft, inForce, from, to, groups, pace.workers(), pace.rest()),
              bar::show);
      bar.done();
      if (arguments.flag("--json")) {
        out.println(Json.write(report));
      } else {
        print(report, draft, inForce);
      }
    }
    return Commands.DONE;
  }

  private int days() throws Arguments.UsageException {
    String days = arguments.option("--days").orElse(Integer.toString(DAYS));
    if (!days.matches("[1-9]\\d{0,3}")) {
      throw new Arguments.UsageException(
          "--days：" + days + "（应为 1 到 9999）", "--days: " + days + " (expected: 1 to 9999)");
    }
    return Integer.parseInt(days);
  }

  /** The beginning of a day, or of the one after it. */
  private Instant day(String option, ZoneId zone, int later, Instant otherwise)
      throws Arguments.UsageException {
    if (arguments.option(option).isEmpty()) {
      return otherwise;
    }
    String written = arguments.option(option).get();
    try {
      return LocalDate.parse(written).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new Arguments.UsageException(
          option + "：" + written + "（应为日期，如 2026-11-01）",
          option + ": " + written + " (expected: a date such as 2026-11-01)");
    }
  }

  private void print(BacktestReport report, Pack draft, @Nullable Pack inForce) {
    ZoneId zone = draft.zone();
    out.println(
        language.pick(
                report.groups() + " 个群、" + report.members() + " 个人的 " + report.messages() + " 条消息",
                report.messages()
                    + " messages by "
                    + report.members()
                    + " people in "
                    + report.groups()
                    + " groups")
            + (report.from() == null || report.to() == null
                ? ""
                : language.pick("，", ", ")
                    + time(report.from(), zone)
                    + " – "
                    + time(report.to(), zone)));
    if (inForce == null) {
      out.println(
          language.pick(
              "这个脚本还没有发布过，没有可以比的版本。",
              "Nothing was published under this name: there is nothing to compare with."));
    }
    if (draft.rules().rules().stream()
        .flatMap(rule -> rule.conditions().stream())
        .anyMatch(BacktestCommand::countsMessages)) {
      out.println(
          language.pick(
              "看发言数的条件：这段时间以前就在群里的人，按今天的数算。",
              "Conditions on how much somebody has posted take today's number for those who were"
                  + " there before this stretch."));
    }
    examples(report, zone);
    rules(report.rules());
    sanctions(report);
    people(report, zone);
  }

  private static boolean countsMessages(Condition condition) {
    return condition instanceof Condition.FirstMessages
        || (condition instanceof Condition.Cel cel && cel.expression().contains("messages"));
  }

  private String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  private void examples(BacktestReport report, ZoneId zone) {
    for (boolean fresh : List.of(true, false)) {
      List<BacktestReport.Example> some =
          report.examples().stream()
              .filter(one -> one.fresh() == fresh)
              .sorted(Comparator.comparing(BacktestReport.Example::rule))
              .toList();
      if (!some.isEmpty()) {
        out.println();
        out.println(
            fresh
                ? language.pick("新命中的，例如：", "newly hit, for example:")
                : language.pick("不再命中的，例如：", "no longer hit, for example:"));
        some.forEach(
            one ->
                out.println(
                    "  "
                        + one.rule()
                        + "  "
                        + time(one.at(), zone)
                        + "  "
                        + one.user().id()
                        + language.pick("：", ": ")
                        + MarkedText.of(one.text(), one.spans())));
      }
    }
  }

  private void rules(Map<String, BacktestReport.Hits> rules) {
    out.println();
    out.println(
        language.pick(
            "规则：现在的版本 → 草稿（新命中、不再命中）", "rules: in force → draft (newly hit, no longer hit)"));
    rules.forEach(
        (rule, hits) ->
            out.println(
                "  "
                    + rule
                    + "  "
                    + hits.inForce()
                    + " → "
                    + hits.draft()
                    + (hits.fresh() > 0 || hits.lost() > 0
                        ? "  (+" + hits.fresh() + " −" + hits.lost() + ")"
                        : "")));
  }

  private void sanctions(BacktestReport report) {
    out.println();
    out.println(
        language.pick("按阶梯会怎样处理：现在的版本 → 草稿", "what the ladders would have done: in force → draft"));
    report
        .sanctions()
        .forEach(
            (sanction, both) ->
                out.println("  " + word(sanction) + "  " + both.inForce() + " → " + both.draft()));
    out.println(
        "  "
            + language.pick("被处理的人  ", "people  ")
            + report.people().inForce()
            + " → "
            + report.people().draft());
  }

  private String word(Sanction sanction) {
    return switch (sanction) {
      case NONE -> language.pick("只撤回", "message only");
      case WARN -> language.pick("提醒", "warning");
      case MUTE -> language.pick("禁言", "mute");
      case KICK -> language.pick("移出", "kick");
      case BAN -> language.pick("封禁", "ban");
    };
  }

  private void people(BacktestReport report, ZoneId zone) {
    if (!report.muted().isEmpty()) {
      out.println();
      out.println(language.pick("照草稿，现在还在禁言的：", "muted now by the draft:"));
      report
          .muted()
          .forEach(
              one ->
                  out.println(
                      "  "
                          + one.user().id()
                          + language.pick("，到 ", ", until ")
                          + time(one.until(), zone)));
    }
    if (!report.gone().isEmpty()) {
      out.println();
      out.println(language.pick("照草稿，已经被移出的：", "removed by the draft:"));
      report.gone().forEach(user -> out.println("  " + user.id()));
    }
  }
}
