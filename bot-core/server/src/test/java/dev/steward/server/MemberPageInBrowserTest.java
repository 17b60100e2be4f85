package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The member page in Chromium, from the link to the answer. Pictures go to {@code target/page}:
 * look at them after each change of style.
 */
@Isolated
@Tag("real-peers")
final class MemberPageInBrowserTest {
  private static Playwright playwright;
  private static Browser chromium;

  @TempDir Path home;

  @BeforeAll
  static void start() {
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
  }

  @ParameterizedTest
  @CsvSource({
    "390,844,zh-CN,mother-and-baby,我的页面,签到,今天签到了",
    "1280,800,en,skincare,my page,Check in,Checked in today"
  })
  void aMemberChecksInVotesAndAsksForTheMoneyBack(
      int width, int height, String language, String pack, String word, String checkIn, String done)
      throws Exception {
    List<String> complaints = new ArrayList<>();
    try (MemberHouse house = new MemberHouse(home, pack, "妈妈一群");
        BrowserContext context =
            chromium.newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setLocale(language))) {
      PageBrowser chat = house.member("豆豆妈妈");
      house.opensPoll("下次聊什么", false);
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.navigate(house.asks(chat, word, "?private=1"));
      assertThat(page.locator("header").innerText()).contains("豆豆妈妈");
      picture(page, "fresh", width);
      page.locator("button", new Page.LocatorOptions().setHasText(checkIn)).first().click();
      assertThat(page.locator("#days").innerText()).contains(done);
      page.locator("#polls button", new Page.LocatorOptions().setHasText("配方奶")).click();
      assertThat(page.locator("#polls button.mine").innerText()).contains("配方奶");
      page.locator("#complaints button").click();
      assertThat(page.locator("#talk .bubble").count()).isPositive();
      page.locator("#talk input[name=text]").fill("<b>339</b>");
      page.locator("#talk .say button").click();
      assertThat(page.locator("#talk").innerText()).contains("<b>339</b>");
      assertThat(page.locator("#talk b").count()).isZero();
      picture(page, "used", width);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("it fits %d px", width)
          .isEqualTo(true);
    }
    assertThat(complaints).isEmpty();
  }

  private static void picture(Page page, String name, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/page/" + name + "-" + width + ".png"))
            .setFullPage(true));
  }
}
