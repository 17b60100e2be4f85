package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Span;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesTest {
  private static final String GROUP = "web:mama/1?x=<1>";
  private static final String USER = "web:u1";
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  private ConsoleRig rig;
  private Seeds seeds;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.bare(folder);
    seeds = new Seeds(rig);
    rig.group(GROUP, HOSTILE, "mother-and-baby");
    rig.group("web:new", "新群", null);
    seeds.member(GROUP, USER, HOSTILE);
    seeds.moderationCase(7, GROUP, USER, "😀加我微信" + HOSTILE, new Span(1, 5, "加我微信"));
    seeds.todo(5, GROUP, HOSTILE, HOSTILE, HOSTILE, Duration.ofMinutes(-5));
    rig.write(
        sql -> {
          sql.update(
              "INSERT INTO todo_note (id, number, at, login, what, note)"
                  + " VALUES (1, 5, 0, 'owner', 'handover', ?)",
              HOSTILE);
          seeds.action(sql, 70, 7, GROUP, "done", "{\"type\":\"confirmed\",\"nativeId\":\"\"}");
          seeds.action(
              sql, 71, 7, GROUP, "failed", "{\"type\":\"refused\",\"reason\":\"no right\"}");
          return 0;
        });
    rig.publish("mother-and-baby", "lin");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void whatWasPublishedStandsThereInBothLanguages() {
    Browser owner = rig.signedIn(StaffRole.OWNER);
    assertThat(owner.speaking("zh-CN").get("/console/health").body())
        .contains("mother-and-baby v1", "lin", "新脚本包「母婴会员群」：9 条群规");
    assertThat(owner.speaking("en-GB").get("/console/health").body())
        .contains("mother-and-baby v1", "lin", "New pack &quot;母婴会员群&quot;: 9 clauses");
  }

  private static String groupPage() {
    return Visit.link("/console/group", "id", GROUP);
  }

  private List<String> pages() {
    return List.of(
        "/console/groups",
        groupPage(),
        "/console/group?id=web:new",
        Visit.link("/console/rehearse", "group", GROUP),
        "/console/rehearse?group=web:new",
        "/console/flow",
        "/console/cases",
        "/console/case?number=7",
        "/console/rules",
        "/console/todo",
        "/console/todo?tab=mine",
        "/console/todo?tab=done",
        "/console/answers",
        "/console/duty",
        "/console/polls",
        "/console/poll?number=1",
        "/console/health",
        "/console/me",
        "/console/more",
        "/console/staff",
        "/console/tokens",
        "/console/audit",
        "/console/nowhere");
  }

  @Test
  void everyPageSpeaksBothLanguagesAndNeverRawMarkup() {
    for (StaffRole role : StaffRole.values()) {
      Browser browser = rig.signedIn(role);
      for (String page : pages()) {
        for (String language : List.of("zh-CN,zh;q=0.9", "en-GB,en;q=0.8")) {
          HttpResponse<String> answer = browser.speaking(language).get(page);
          String what = page + " " + role + " " + language;
          assertThat(answer.statusCode()).as(what).isNotEqualTo(500);
          assertThat(answer.body())
              .as(what)
              .contains(language.startsWith("zh") ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">")
              .doesNotContain("<script>alert", "<img src=x", "{{");
        }
      }
    }
  }

  @Test
  void hostileNamesAreShownAsTheyAre() {
    String shown = "&lt;script&gt;alert(1)&lt;/script&gt;";
    Browser owner = rig.signedIn(StaffRole.OWNER);
    for (String page :
        List.of("/console/groups", groupPage(), "/console/cases", "/console/case?number=7")) {
      assertThat(owner.get(page).body()).as(page).contains(shown);
    }
    assertThat(owner.get("/console/todo").body()).contains(shown, "已超时 5 分钟", "todo-row");
  }

  @Test
  void aGroupsPageTellsWhatComesAndWhoCheckedIn() {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO checkin_standing (group_id, month, user_id, days, points, last_day)"
                    + " VALUES (?, ?, 'web:u', 1, 5, ?)",
                GROUP,
                2026 * 12L + 10,
                LocalDate.of(2026, 11, 3).toEpochDay()));
    String page = rig.signedIn(StaffRole.ANALYST).get(groupPage()).body();
    // The rig's clock stands at 14:00 on Tuesday, 3 November 2026.
    assertThat(page)
        .contains("今天已有 1 人签到")
        .contains("<strong>11-04 09:30</strong> <code>morning</code>")
        .contains("<strong>11-04 20:00</strong> <code>night-class</code>")
        .contains("<strong>11-06 12:00</strong> <code>market</code>")
        .contains("还没有公布节假日安排");
    assertThat(rig.signedIn(StaffRole.OWNER).get("/console/group?id=web:new").body())
        .doesNotContain("今天和接下来");
  }

  @Test
  void theComingWeekIsRehearsed() {
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    assertThat(analyst.get(groupPage()).body()).contains("data-testid=\"rehearse\"");
    String page = analyst.get(Visit.link("/console/rehearse", "group", GROUP)).body();
    // The rig's clock stands on Tuesday, 3 November 2026; the week is played from its morning.
    assertThat(page)
        .contains("11月3日 周二", "11月9日 周一")
        .contains("<p>早上好！昨晚宝宝睡得怎么样？</p>", "09:30 · 群管家")
        .contains("<code>topics.yaml:", "</code> 到时间了：morning（工作日 09:30）")
        .contains("2026 年的放假安排没有公布");
    assertThat(page.split("data-testid=\"rehearse-day\"", -1)).hasSize(8);
    assertThat(page.split("data-testid=\"bubble\"", -1)).hasSizeGreaterThanOrEqualTo(8);
    assertThat(analyst.get("/console/rehearse?group=web:new").body()).contains("这个群还没有脚本");
    assertThat(analyst.get("/console/rehearse?group=web:nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void matchedCharactersAreMarked() {
    String page = rig.signedIn(StaffRole.MANAGER).get("/console/case?number=7").body();

    assertThat(page)
        .contains("😀<mark title=\"加我微信\">加我微信</mark>&lt;script&gt;")
        .contains("data-testid=\"strikes-now\">1<")
        .contains("已确认生效", "平台拒绝：no right");
  }

  @Test
  void analystsSeeNoNamesAndNoWords() {
    Browser analyst = rig.signedIn(StaffRole.ANALYST);
    for (String page : List.of("/console/cases", "/console/case?number=7", "/console/todo")) {
      assertThat(analyst.get(page).body())
          .as(page)
          .doesNotContain(
              "微信",
              USER,
              "name=\"csrf\" value=\"csrf-analyst\"><input type=\"hidden\" name=\"case\"");
    }
    assertThat(analyst.get("/console/case?number=7").body()).contains("看不到成员的名字和发言");
    assertThat(rig.texts("SELECT what FROM audit WHERE login = 'analyst'")).isEmpty();
  }

  @Test
  void looksAtWordsAreWrittenInTheAudit() {
    Browser manager = rig.signedIn(StaffRole.MANAGER);
    manager.get("/console/case?number=7");
    manager.get(groupPage());
    manager.get("/console/health");
    rig.settle();

    assertThat(rig.texts("SELECT what || ' ' || target FROM audit ORDER BY id"))
        .containsExactly("case 7", "group " + GROUP);
    assertThat(rig.signedIn(StaffRole.OWNER).get("/console/audit").body())
        .contains("看了案件", "audit-row", "manager");
  }

  @Test
  void casesAndAuditArePagedThrough() {
    for (int number = 100; number < 100 + CasesPage.PER_PAGE + 5; number++) {
      seeds.moderationCase(number, GROUP, USER, "x");
    }
    Browser owner = rig.signedIn(StaffRole.OWNER);
    String first = owner.get("/console/cases").body();
    assertThat(count(first, "data-testid=\"case-row\"")).isEqualTo(CasesPage.PER_PAGE);
    String older = link(first, "older");
    String second = owner.get(older).body();
    assertThat(count(second, "data-testid=\"case-row\"")).isEqualTo(6);
    assertThat(second).doesNotContain("data-testid=\"older\"").contains("data-case=\"7\"");
  }

  @Test
  void theSameTextBySeveralIsOneCaseAmongTheOthers() {
    seeds.campaign(8, GROUP, "今晚八点抢试用装", USER, "web:u2", "web:u3");
    Browser manager = rig.signedIn(StaffRole.MANAGER);

    assertThat(manager.get("/console/cases").body())
        .contains("data-case=\"8\"", "data-case=\"7\"", "3 个人", "1 个群", "多人同文");
    String page = manager.get("/console/case?number=8").body();
    assertThat(page).contains("今晚八点抢试用装", "3 条，3 个人，1 个群", "还在", "id=\"undo\"", "id=\"confirm\"");
    assertThat(count(page, "data-testid=\"post\"")).isEqualTo(3);
    assertThat(rig.signedIn(StaffRole.ANALYST).get("/console/case?number=8").body())
        .doesNotContain("今晚八点抢试用装", "web:u2", "id=\"undo\"");
    assertThat(manager.get("/console/case?number=9").statusCode()).isEqualTo(404);

    assertThat(manager.post("/console/case/undo", "case", "8").headers().firstValue("location"))
        .hasValueSatisfying(where -> assertThat(where).contains("number=8", "done=undo"));
    assertThat(manager.post("/console/case/undo", "case", "9").statusCode()).isEqualTo(404);
    rig.settle();
    assertThat(rig.texts("SELECT lane_key FROM journal WHERE kind = 'staff-command'"))
        .contains("brand:");

    rig.write(sql -> sql.update("UPDATE campaign SET state = 'undone', by_login = 'manager'"));
    assertThat(manager.get("/console/case?number=8").body())
        .contains("已撤销：", "data-testid=\"undone\"")
        .doesNotContain("id=\"undo\"");
    assertThat(manager.get("/console/cases?state=undone").body()).contains("data-case=\"8\"");
    assertThat(manager.get("/console/cases?state=open").body()).doesNotContain("data-case=\"8\"");
  }

  @Test
  void groupsArePagedThroughAndFound() {
    for (int i = 0; i < 60; i++) {
      rig.group("web:g" + i, "宝宝 " + i, null);
    }
    Browser owner = rig.signedIn(StaffRole.OWNER);
    String first = owner.get("/console/groups").body();
    assertThat(count(first, "data-testid=\"group-row\"")).isEqualTo(50);
    assertThat(count(owner.get(link(first, "older")).body(), "data-testid=\"group-row\""))
        .isEqualTo(12);
    assertThat(count(owner.get("/console/groups?q=宝宝+59").body(), "data-testid=\"group-row\""))
        .isEqualTo(1);
    assertThat(count(owner.get("/console/groups?q=%25").body(), "data-testid=\"group-row\""))
        .as("a percent sign is a percent sign")
        .isZero();
    assertThat(owner.get("/console/groups?pack=mother-and-baby").body())
        .contains("&lt;script&gt;")
        .doesNotContain("宝宝 1");
  }

  @Test
  void aGroupShowsWhatWouldHaveBeenDone() {
    rig.write(
        sql -> {
          for (long seq = 1; seq <= 4; seq++) {
            sql.update(
                "INSERT INTO journal (seq, lane_key, source, event_id, fingerprint, kind, happened,"
                    + " arrived, fate) VALUES (?, ?, 'web', ?, ?, 'message-posted', 0, 0,"
                    + " 'handled')",
                seq,
                "group:" + GROUP,
                seq,
                seq);
            seeds.decision(sql, seq * 2, seq, GROUP, seq == 4 ? "live" : "observed");
            seeds.decision(sql, seq * 2 + 1, seq, GROUP, seq == 4 ? "live" : "observed");
          }
          return 0;
        });
    String rule = ConsoleRig.MAMA.rules().rules().getFirst().id();
    String page = rig.signedIn(StaffRole.OWNER).get(groupPage()).body();

    assertThat(page).contains("data-rule=\"" + rule + "\"", "data-testid=\"observed-count\">3<");
  }

  @Test
  void newRulesAskToGoLive() {
    String page = rig.signedIn(StaffRole.OWNER).get(groupPage()).body();
    assertThat(page).contains("观察中：只记录会怎么做");
    rig.write(sql -> sql.update("UPDATE chat_group SET stage = 'live' WHERE pack IS NOT NULL"));
    int rules = ConsoleRig.MAMA.rules().rules().size();
    assertThat(rig.browserOf(StaffRole.OWNER).get(groupPage()).body())
        .contains("有 " + rules + " 条新规则还在观察", "data-stage=\"live\"");
  }

  @Test
  void theLanguageIsKeptInTheBrowser() {
    HttpResponse<String> answer =
        rig.browser().get("/console/language?to=en&back=https://evil.example/");
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
        .startsWith(Doorway.LANGUAGE_COOKIE + "=en; Path=/console");
    assertThat(answer.headers().firstValue("location")).contains("/console/groups");
  }

  @Test
  void assetsAreServedAndNothingElse() {
    Browser browser = rig.browser();
    assertThat(browser.get("/console/assets/console.css").headers().firstValue("content-type"))
        .contains("text/css; charset=utf-8");
    for (String name : List.of("nothing.js", "..%2Ftexts.zh.properties", "%2e%2e/Console.class")) {
      assertThat(browser.get("/console/assets/" + name).statusCode()).as(name).isIn(400, 404);
    }
  }

  private static int count(String page, String what) {
    return page.split(Pattern.quote(what), -1).length - 1;
  }

  private static String link(String page, String testId) {
    Matcher link =
        Pattern.compile("data-testid=\"" + testId + "\" href=\"([^\"]+)\"").matcher(page);
    assertThat(link.find()).as("a link " + testId).isTrue();
    return link.group(1).replace("&#x3D;", "=").replace("&amp;", "&");
  }

  @Test
  void anAddressThatSomebodyMadeUpFailsNothing() {
    assertThat(rig.signedIn(StaffRole.OWNER).get("/console/groups?done=bind&n=x").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatWasDoneIsNotSaidAgainOnTheNextPage() {
    for (int i = 0; i < 60; i++) {
      rig.group("web:g" + i, "宝宝 " + i, null);
    }
    Browser owner = rig.signedIn(StaffRole.OWNER);
    String first = owner.get("/console/groups?done=pause&n=3").body();
    assertThat(first).contains("已暂停");
    assertThat(owner.get(link(first, "older")).body()).doesNotContain("已暂停");
  }

  @Test
  void noTodoSlipsBetweenTwoPages() {
    rig.write(sql -> sql.update("DELETE FROM todo_note") + sql.update("DELETE FROM todo"));
    for (int i = 1; i <= 60; i++) {
      seeds.todo(i, "web:a", "第 " + i, "No " + i, "x", Duration.ofMinutes(i / 3));
    }
    Browser owner = rig.signedIn(StaffRole.OWNER);
    String first = owner.get("/console/todo").body();
    assertThat(numbers(first)).containsExactlyElementsOf(upTo(1, 50));
    seeds.todo(61, "web:a", "急", "urgent", "x", Duration.ofMinutes(-5));
    rig.write(sql -> sql.update("UPDATE todo SET state = 'done', ended = due WHERE number = 51"));
    String second = owner.get(link(first, "older")).body();
    assertThat(numbers(second)).containsExactlyElementsOf(upTo(52, 60));
    assertThat(second).doesNotContain("data-testid=\"older\"");

    rig.write(sql -> sql.update("UPDATE todo SET state = 'done', ended = due"));
    String done = owner.get("/console/todo?tab=done").body();
    assertThat(numbers(done)).containsExactlyElementsOf(upTo(11, 60).reversed());
    assertThat(numbers(owner.get(link(done, "older")).body()))
        .containsExactlyElementsOf(
            Stream.concat(upTo(1, 10).reversed().stream(), Stream.of(61L)).toList());
    assertThat(owner.get("/console/todo?at=x").statusCode()).isEqualTo(400);
  }

  private static List<Long> upTo(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static List<Long> numbers(String page) {
    return Pattern.compile("data-todo=\"(\\d+)\"")
        .matcher(page)
        .results()
        .map(found -> Long.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void aResultIsInSomebodysWords() {
    rig.write(sql -> sql.update("UPDATE todo SET state = 'done', ended = 0, result = '小明换过了'"));
    String page = "/console/todo?tab=done";
    assertThat(rig.signedIn(StaffRole.MANAGER).get(page).body()).contains("小明换过了");
    assertThat(rig.signedIn(StaffRole.ANALYST).get(page).body()).doesNotContain("小明");
  }
}
