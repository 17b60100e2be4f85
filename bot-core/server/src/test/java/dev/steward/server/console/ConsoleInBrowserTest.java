package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The console in Chromium. Pictures of all pages go to {@code target/console}: look at them after
 * each change of style.
 */
@Isolated
@Tag("real-peers")
final class ConsoleInBrowserTest {
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("groups", "/console/groups"),
          Map.entry("group", "/console/group?id=web:g0"),
          Map.entry("rehearse", "/console/rehearse?group=web:g0"),
          Map.entry("rehearse-chat", "/console/rehearse/chat?group=web:g0"),
          Map.entry("members", "/console/members?group=web:g0"),
          Map.entry("flow", "/console/flow"),
          Map.entry("cases", "/console/cases"),
          Map.entry("case", "/console/case?number=1"),
          Map.entry("rules", "/console/rules"),
          Map.entry("todo", "/console/todo"),
          Map.entry("duty", "/console/duty"),
          Map.entry("health", "/console/health"),
          Map.entry("staff", "/console/staff"),
          Map.entry("audit", "/console/audit"),
          Map.entry("broadcasts", "/console/broadcasts"),
          Map.entry("broadcast", "/console/broadcast?number=1"),
          Map.entry("answers", "/console/answers"),
          Map.entry("polls", "/console/polls"),
          Map.entry("poll", "/console/poll?number={SELECT max(number) FROM poll}"),
          Map.entry("results", "/console/poll?number={SELECT min(number) FROM poll}"),
          Map.entry("complaints", "/console/complaints"),
          Map.entry("complaint", "/console/complaint?number={SELECT min(number) FROM complaint}"),
          Map.entry("incident", "/console/incident?number={SELECT min(number) FROM incident}"),
          Map.entry("write-down", "/console/complaint/new"),
          Map.entry("tokens", "/console/tokens"),
          Map.entry("me", "/console/me"),
          Map.entry("more", "/console/more"));

  private static ConsoleRig rig;
  private static Playwright playwright;
  private static com.microsoft.playwright.Browser chromium;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    Demo.play(rig);
    Afternoon.play(rig);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
  }

  @AfterAll
  static void stop() {
    playwright.close();
    rig.close();
  }

  private static BrowserContext context(int width, int height, String language) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale(language));
  }

  private static BrowserContext owner(int width, int height, String language) {
    BrowserContext context = context(width, height, language);
    context.addCookies(
        List.of(new Cookie(Sessions.COOKIE, "token-owner").setUrl(rig.url() + "/console")));
    return context;
  }

  /** The number that a page is about stands there as the question which finds it. */
  private static String filledIn(String path) {
    int start = path.indexOf('{');
    return start < 0
        ? path
        : path.substring(0, start)
            + rig.texts(path.substring(start + 1, path.length() - 1)).getFirst();
  }

  private static void picture(Page page, String name, int width, String language) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/console/" + name + "-" + width + "-" + language + ".png"))
            .setFullPage(width > 400));
  }

  @ParameterizedTest
  @CsvSource({"390,844,zh-CN", "390,844,en", "1280,800,zh-CN", "1280,800,en"})
  void everyPageFitsAndRunsNothingForeign(int width, int height, String language) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = owner(width, height, language)) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (!message.type().equals("debug") && !message.type().equals("verbose")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      PAGES.forEach(
          (name, path) -> {
            page.navigate(rig.url() + filledIn(path));
            if (name.equals("flow")) {
              page.waitForSelector("[data-testid=flow-row] mark");
            }
            assertThat(page.title()).doesNotContain("hacked");
            if (width > 400) {
              assertThat(page.locator("nav.more a").count())
                  .as("%s has its menu", name)
                  .isPositive();
            }
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits %d px", name, width)
                .isEqualTo(true);
            picture(page, name, width, language);
          });
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void wordsOfMembersAreNeverMarkup() {
    try (BrowserContext context = owner(1280, 800, "zh-CN")) {
      Page page = context.newPage();
      page.navigate(rig.url() + "/console/flow");
      page.waitForSelector("[data-testid=flow-row] mark");
      assertThat(page.locator("#flow img, #flow script").count()).isZero();
      assertThat(page.locator("#flow").innerText()).contains(Demo.HOSTILE);
      assertThat(page.locator("#flow mark").first().innerText()).isEqualTo("加我微信");
      page.navigate(rig.url() + "/console/case?number=1");
      assertThat(page.locator("[data-testid=evidence] mark").innerText()).isEqualTo("加我微信");
    }
  }

  @Test
  void aStrangerChoosesAPasswordTicksGroupsAndUndoesACase() {
    rig.write(sql -> sql.update("DELETE FROM staff_code"));
    String link = rig.console.firstSignInLink(rig.url()).toCompletableFuture().join().orElseThrow();
    try (BrowserContext context = context(390, 844, "zh-CN")) {
      Page page = context.newPage();
      page.navigate(link);
      picture(page, "welcome", 390, "zh-CN");
      page.fill("#password", "暖暖的早餐 oatmeal");
      page.fill("#again", "暖暖的早餐 oatmeal");
      page.click("#choose");
      page.waitForURL("**/console/groups");

      assertThat(page.isVisible("#go-live")).as("nothing is ticked yet").isFalse();
      page.check("[data-group='web:g2'] input");
      page.check("[data-group='web:g3'] input");
      picture(page, "ticked", 390, "zh-CN");
      page.click("#go-live");
      page.waitForSelector("[data-testid=notice]");
      assertThat(page.getAttribute("[data-group='web:g2'] [data-testid=stage]", "data-stage"))
          .isEqualTo("live");

      page.onDialog(dialog -> dialog.accept());
      page.navigate(
          rig.url()
              + filledIn(
                  "/console/case?number={SELECT max(number) FROM moderation_case"
                      + " WHERE mode <> 'observed' AND state = 'open'}"));
      page.click("#confirm");
      page.waitForSelector("[data-testid=confirmed]");
      page.click("#undo");
      page.waitForSelector("[data-testid=undone]");

      page.navigate(rig.url() + "/console/more");
      page.click("main button");
      page.waitForSelector("#sign-in");
      picture(page, "door", 390, "zh-CN");
      page.fill("#login", "owner");
      page.fill("#password", "暖暖的早餐 oatmeal");
      page.click("#sign-in");
      page.waitForURL("**/console/groups");
    }
  }

  private static void fits(Page page, String what) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits", what)
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"390,844,糖糖妈", "1280,800,小鱼儿他爸"})
  void aComplaintIsWrittenDownForAMember(int width, int height, String member) {
    try (BrowserContext context = owner(width, height, "zh-CN")) {
      Page page = context.newPage();
      page.navigate(rig.url() + "/console/group?id=web:g0");
      page.click("[data-testid=complain]");
      assertThat(page.inputValue("#find-member select"))
          .as("the group is known")
          .isEqualTo("web:g0");

      page.fill("#find-member [name=q]", "没有这个人");
      page.click("#find");
      assertThat(page.locator("#find-member .call").innerText()).contains("没有叫这个名字");
      assertThat(page.locator("#write-down").count()).isZero();
      fits(page, "nobody found");

      page.fill("#find-member [name=q]", member);
      page.click("#find");
      assertThat(page.locator("#write-down select[name=user] option").allInnerTexts())
          .as("two of one name are told apart")
          .hasSize(2)
          .doesNotHaveDuplicates()
          .allMatch(name -> name.startsWith(member + " · web:"));
      page.fill("#write-down [name=product]", "小禾有机奶粉3段800g");
      page.fill("#write-down [name=paid]", "两百多");
      page.fill("#write-down [name=seen]", "238");
      page.fill("#write-down textarea", "客服电话里说买贵了" + Demo.HOSTILE);
      page.click("#open-complaint");
      assertThat(page.locator("[data-testid=wrong]").innerText()).contains("239.50");
      assertThat(page.inputValue("#write-down [name=paid]")).as("kept").isEqualTo("两百多");
      assertThat(page.inputValue("#write-down textarea")).endsWith(Demo.HOSTILE);
      fits(page, "a mistake");
      picture(page, "write-down-wrong", width, "zh-CN");

      page.fill("#write-down [name=paid]", "248");
      page.click("#open-complaint");
      page.waitForURL("**/console/complaint?number=*");
      assertThat(page.locator("[data-testid=notice]").innerText()).contains("已替成员登记");
      assertThat(page.locator("main").innerText()).contains(member, "小禾有机奶粉3段800g");
      assertThat(page.locator("[data-testid=proof]").first().innerText()).contains(Demo.HOSTILE);
      assertThat(page.title()).doesNotContain("hacked");
      fits(page, "the complaint");
      picture(page, "write-down-done", width, "zh-CN");
    }
  }

  @ParameterizedTest
  @CsvSource({"390,844,web:糖糖妈", "1280,800,web:小鱼儿他爸"})
  void aTierIsSetWhereTheMemberIsFound(int width, int height, String user) {
    try (BrowserContext context = owner(width, height, "zh-CN")) {
      Page page = context.newPage();
      page.navigate(rig.url() + "/console/group?id=web:g0");
      page.click("[data-testid=members]");
      String row = "[data-user='" + user + "'] ";
      page.selectOption(row + "select", "svip");
      page.click(row + "[data-testid=set-tier]");
      page.waitForSelector("[data-testid=notice]");
      assertThat(page.locator(row + "[data-testid=tier]").innerText()).isEqualTo("SVIP");
      fits(page, "members");
      picture(page, "tier", width, "zh-CN");
    }
  }

  @ParameterizedTest
  @CsvSource({"390,844", "1280,800"})
  void aConversationIsRehearsed(int width, int height) {
    try (BrowserContext context = owner(width, height, "zh-CN")) {
      Page page = context.newPage();
      page.navigate(rig.url() + "/console/rehearse/chat?group=web:g0");
      page.selectOption("#choose-chat select", "tests/checkin.chat");
      page.click("#take");
      page.click("#play");
      assertThat(page.locator("[data-testid=verdict]").innerText()).contains("和期望的都一样");
      assertThat(page.locator("[data-testid=transcript]").innerText()).contains("checkin.yaml:");
      fits(page, "a conversation");
      picture(page, "rehearsed", width, "zh-CN");
    }
  }
}
