package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.steward.engine.flow.Span;
import dev.steward.engine.rules.BacktestReport;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code steward backtest}: a draft is held against what was said. */
class BacktestCommandTest extends CommandLine {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

  private Path draft;
  private long seq;

  @BeforeEach
  void membersSaidThisAndThat() throws Exception {
    clock = InstantSource.fixed(NOON.plusSeconds(86_400));
    draft = Files.createDirectories(home.resolve("scripts/tea"));
    Files.writeString(
        draft.resolve("pack.yaml"),
        """
        title: 茶友群
        language: zh
        zone: Asia/Shanghai
        personas:
          assistant: {name: 群管家, kind: 助手}
        """);
    draft("加微信");
    assertThat(steward("publish", draft.toString())).as(said()).isEqualTo(Commands.DONE);
    try (Database database = TestStore.open(home.resolve("data/steward.db"))) {
      Changes changes = Changes.of(database);
      said(changes, "web:tea-1", "ming", "2026-09-01T04:00:00Z", "先加我拼团");
      said(changes, "web:tea-1", "ming", "2026-11-18T04:00:00Z", "加微信领茶样");
      said(changes, "web:tea-1", "hong", "2026-11-19T15:30:00Z", "周末加我拼团，白茶一饼\n两百");
      said(changes, "web:tea-2", "lan", "2026-11-19T16:30:00Z", "今天喝什么茶");
      said(changes, "web:other", "lan", "2026-11-20T03:00:00Z", "加我拼团吗");
    }
  }

  private void draft(String words) throws Exception {
    Files.writeString(
        draft.resolve("rules.yaml"),
        """
        clauses:
          no-ads: 不发广告
        ladders:
          default: [警告, 禁言 3天, 移出]
        rules:
          ads:
            clause: no-ads
            words: [%s]
        """
            .formatted(words));
  }

  private void said(Changes changes, String group, String user, String at, String text) {
    long number = ++seq;
    Instant when = Instant.parse(at);
    var _ =
        changes.change(
            sql ->
                sql.update(
                        "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind,"
                            + " user_id, message_id, happened, arrived, fate) VALUES (?, ?,"
                            + " 'web:steward', ?, ?, 'message-posted', ?, ?, ?, ?, 'handled')",
                        number,
                        "group:" + group,
                        "e" + number,
                        number,
                        "web:" + user,
                        "m" + number,
                        when,
                        when)
                    + sql.update(
                        "INSERT INTO body (seq, text) VALUES (?, ?)",
                        number,
                        "[{\"type\":\"text\",\"text\":" + Json.quote(text) + "}]"));
  }

  private void bound(String group) throws Exception {
    try (Database database = TestStore.open(home.resolve("data/steward.db"))) {
      var _ =
          Changes.of(database)
              .change(
                  sql ->
                      sql.update(
                          "INSERT INTO chat_group (group_id, title, account, state, capabilities,"
                              + " pack, stage, live_rules, first_seen) VALUES (?, '茶友群',"
                              + " 'web:steward', 'present', '[]', 'tea', 'live', '[]', ?)",
                          group,
                          NOON));
    }
  }

  private String[] backtest(String... more) {
    return with(new String[] {"backtest", draft.toString()}, more);
  }

  private BacktestReport report(String... more) {
    assertThat(steward(with(backtest(more), "--json"))).as(said()).isEqualTo(Commands.DONE);
    assertThat(err.toString(StandardCharsets.UTF_8)).as("a file gets no bar").isEmpty();
    return Json.read(out.toString(StandardCharsets.UTF_8), BacktestReport.class);
  }

  @Test
  void whatADraftWouldHitAnewIsShownWithItsCharacters() throws Exception {
    draft("拼团");
    assertThat(steward(backtest())).as(said()).isEqualTo(Commands.DONE);
    assertThat(said())
        .isEqualTo(
            """
            3 个群、3 个人的 4 条消息，2026-11-18 12:00 – 2026-11-20 11:00

            新命中的，例如：
              ads  2026-11-19 23:30  hong：周末加我「拼团」，白茶一饼 两百
              ads  2026-11-20 11:00  lan：加我「拼团」吗

            不再命中的，例如：
              ads  2026-11-18 12:00  ming：「加微信」领茶样

            规则：现在的版本 → 草稿（新命中、不再命中）
              ads  1 → 2  (+2 −1)

            按阶梯会怎样处理：现在的版本 → 草稿
              提醒  1 → 2
              被处理的人  1 → 2
            """);
    assertThat(guide()).as("the guide's example").contains(indented());
    assertThat(steward(backtest("--lang", "en"))).isEqualTo(Commands.DONE);
    assertThat(guide()).contains(indented());
    assertThat(said())
        .contains(
            "4 messages by 3 people in 3 groups, 2026-11-18 12:00 – 2026-11-20 11:00",
            "newly hit, for example:\n  ads  2026-11-19 23:30  hong: 周末加我「拼团」",
            "no longer hit, for example:",
            "rules: in force → draft (newly hit, no longer hit)",
            "  warning  1 → 2\n  people  1 → 2");
  }

  private String guide() throws Exception {
    return Files.readString(home.resolve("scripts/README.md"));
  }

  /** As it stands in the guide. */
  private String indented() {
    return said().indent(4).replaceAll("(?m)^ +$", "");
  }

  @Test
  void whoWouldBeMutedOrGoneNowIsNamed() throws Exception {
    Files.writeString(
        draft.resolve("rules.yaml"),
        Files.readString(draft.resolve("rules.yaml"))
            .replace("[警告, 禁言 3天, 移出]", "[禁言 3天]")
            .replace("[加微信]", "[拼团]"));
    assertThat(steward(backtest())).as(said()).isEqualTo(Commands.DONE);
    assertThat(said())
        .contains(
            "  禁言  0 → 2", "照草稿，现在还在禁言的：\n  lan，到 2026-11-23 11:00\n  hong，到 2026-11-22 23:30");
    Files.writeString(
        draft.resolve("rules.yaml"),
        Files.readString(draft.resolve("rules.yaml")).replace("[禁言 3天]", "[移出]"));
    assertThat(steward(backtest("--lang", "en"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("removed by the draft:\n").contains("  hong").contains("  lan");
  }

  @Test
  void itIsSaidWhatIsOnlyKnownOfToday() throws Exception {
    String today = "看发言数的条件：这段时间以前就在群里的人，按今天的数算。";
    assertThat(steward(backtest())).isEqualTo(Commands.DONE);
    assertThat(said()).doesNotContain(today);
    for (String when : List.of("{first-messages: 3}", "{cel: member.messages < 3}")) {
      draft("拼团]\n    when: " + when + "\n    # [");
      assertThat(steward(backtest())).as(said()).isEqualTo(Commands.DONE);
      assertThat(said()).contains(today);
    }
  }

  @Test
  void aDraftUnderANewNameHasNothingToBeComparedWith() throws Exception {
    Path other = home.resolve("scripts/coffee");
    Files.move(draft, other);
    draft = other;
    assertThat(steward(backtest())).isEqualTo(Commands.DONE);
    assertThat(said()).contains("这个脚本还没有发布过", "ads  0 → 1");
  }

  @Test
  void thoseGroupsAreLookedAtThatUseTheDraftOrThatAreNamed() throws Exception {
    assertThat(report().groups()).as("nobody uses it: all").isEqualTo(3);
    bound("web:tea-1");
    bound("web:tea-2");
    assertThat(report().groups()).as("those that use it").isEqualTo(2);
    assertThat(report().messages()).isEqualTo(3);
    assertThat(report("--group", "web:other").messages()).isEqualTo(1);
    assertThat(report("--group", "web:other", "--group", "web:tea-2").groups()).isEqualTo(2);
    assertThat(report("--group", "web:nobody").messages()).isZero();
  }

  @Test
  void daysAreThoseOfTheScriptsZone() {
    assertThat(report().messages()).as("thirty days").isEqualTo(4);
    assertThat(report("--days", "100").messages()).isEqualTo(5);
    assertThat(report("--days", "2").messages()).isEqualTo(3);
    assertThat(report("--from", "2026-11-20").messages()).isEqualTo(2);
    assertThat(report("--to", "2026-11-19").messages()).as("that day is in").isEqualTo(2);
    assertThat(report("--from", "2026-11-19", "--to", "2026-11-19").messages()).isEqualTo(1);
    assertThat(report("--from", "2026-08-01", "--to", "2026-09-30").messages()).isEqualTo(1);
  }

  @Test
  void aProgramReadsTheSame() throws Exception {
    draft("拼团");
    BacktestReport report = report();
    assertThat(report.rules()).containsOnlyKeys("ads");
    assertThat(report.rules().get("ads")).isEqualTo(new BacktestReport.Hits(1, 2, 2, 1));
    assertThat(report.examples())
        .extracting(one -> one.user() + " " + one.spans().getFirst().of(one.text()))
        .containsExactly("web:ming 加微信", "web:hong 拼团", "web:lan 拼团");
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    assertThat(steward("backtest")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("backtest 后面写脚本包的文件夹");
    assertThat(steward(backtest("--days", "0"))).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("--days: 0 (expected: 1 to 9999)");
    assertThat(steward(backtest("--from", "昨天"))).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("--from: 昨天 (expected: a date such as 2026-11-01)");
    draft("拼团]\n    oops: [x");
    assertThat(steward(backtest())).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("rules.yaml", "oops");
  }

  @Test
  void besideAServerItGivesWay() throws Exception {
    Path data = Files.createDirectories(home.resolve("beside"));
    assertThat(Pace.of(data, 8)).isEqualTo(new Pace(8, 0));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (DataFolder folder = DataFolder.lock(data)) {
      folder.announce(
          new DataFolder.Running("http://127.0.0.1:" + server.getAddress().getPort(), "secret"));
      assertThat(Pace.of(data, 8)).isEqualTo(new Pace(1, 0.6));
    } finally {
      server.stop(0);
    }
    assertThat(Pace.of(data, 8)).as("it was killed").isEqualTo(new Pace(8, 0));
  }

  @Test
  void howFarItIsIsShownOnATerminalOnly() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    for (boolean terminal : List.of(false, true)) {
      ProgressBar bar =
          new ProgressBar(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal);
      bar.show(0, 0);
      bar.show(4_000, 12_000);
      bar.show(12_000, 12_000);
      bar.done();
    }
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r"
                + "░".repeat(30)
                + " 0 %  0/0"
                + "\r"
                + "█".repeat(10)
                + "░".repeat(20)
                + " 33 %  4000/12000"
                + "\r"
                + "█".repeat(30)
                + " 100 %  12000/12000"
                + System.lineSeparator());
  }

  @Test
  void aMatchFarIntoALongMessageIsShownToo() {
    String tea = "茶".repeat(300);
    Span early = new Span(2, 5, "加微信");
    assertThat(MarkedText.of("先别加微信呀", List.of(early))).isEqualTo("先别「加微信」呀");
    assertThat(MarkedText.of("先别加微信呀", List.of(new Span(1, 1, "")))).isEqualTo("先别加微信呀");
    assertThat(MarkedText.of("😀别加微信" + tea, List.of(early)))
        .isEqualTo("😀别「加微信」" + "茶".repeat(155) + "…");
    assertThat(MarkedText.of(tea + "加微信呀", List.of(new Span(300, 303, "加微信"))))
        .isEqualTo("…" + "茶".repeat(156) + "「加微信」呀");
    assertThat(
            MarkedText.of(
                tea + "加微信" + tea + "加QQ",
                List.of(new Span(603, 606, "加QQ"), new Span(300, 303, "加微信"))))
        .as("around the first, whichever was found first")
        .isEqualTo("…" + "茶".repeat(40) + "「加微信」" + "茶".repeat(117) + "…");
    assertThat(MarkedText.of(tea, List.of(new Span(0, 300, "刷屏"))))
        .as("longer than what is shown")
        .isEqualTo("「" + "茶".repeat(160) + "」…");
  }
}
