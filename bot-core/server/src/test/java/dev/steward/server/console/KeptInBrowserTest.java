package dev.steward.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What was typed when the session ended is there again after the sign-in, in Chromium. */
@Isolated
@Tag("real-peers")
final class KeptInBrowserTest {
  private static final String PASSWORD = "热牛奶 and warm bread";
  private static final String WORDS = "换了新的，已经寄出";

  @Test
  void wordsSurviveTheSignIn(@TempDir Path folder) throws Exception {
    try (ConsoleRig rig = ConsoleRig.bare(folder);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        com.microsoft.playwright.Browser chromium =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
        BrowserContext context = chromium.newContext()) {
      Seeds seeds = new Seeds(rig);
      seeds.todo(1, "web:a", "一", "one", "x", Duration.ofHours(1));
      seeds.todo(2, "web:a", "二", "two", "x", Duration.ofHours(2));
      Browser _ = rig.signedIn(StaffRole.OWNER);
      String link =
          rig.console.firstSignInLink(rig.url()).toCompletableFuture().join().orElseThrow();
      rig.browser()
          .post(
              "/console/welcome",
              "code",
              link.substring(link.indexOf("code=") + 5),
              "password",
              PASSWORD,
              "again",
              PASSWORD);
      rig.write(
          sql ->
              sql.update(
                  "INSERT INTO staff_session (token, login, csrf, created, seen, expires)"
                      + " VALUES (?, 'owner', 'csrf', ?, ?, ?)",
                  Secrets.sha256("token"),
                  rig.clock.instant(),
                  rig.clock.instant(),
                  rig.clock.instant().plus(Sessions.LONGEST)));
      context.addCookies(
          List.of(new Cookie(Sessions.COOKIE, "token").setDomain("127.0.0.1").setPath("/console")));
      Page page = context.newPage();
      page.navigate(rig.url() + "/console/todo?tab=open");
      String second = "[data-todo='2'] ";
      page.locator(second + "details:has([data-testid=done]) summary").click();
      page.locator(second + "textarea[name=result]").fill(WORDS);
      rig.clock.pass(Sessions.IDLE);
      page.locator(second + "[data-testid=done]").click();

      assertThat(page.locator("[data-door][data-lost]")).isVisible();
      page.locator("#login").fill("owner");
      page.locator("#password").fill("not the password");
      page.locator("#sign-in").click();
      assertThat(page.locator("[data-door]:not([data-lost])")).isVisible();
      page.locator("#password").fill(PASSWORD);
      page.locator("#sign-in").click();

      assertThat(page.locator("[data-testid=kept]")).isVisible();
      assertThat(page.locator(second + "textarea[name=result]")).hasValue(WORDS);
      assertThat(page.locator("[data-todo='1'] textarea[name=result]")).hasValue("");
      page.locator(second + "[data-testid=done]").click();
      assertThat(page.locator("[data-testid=notice]")).isVisible();
      assertThat(page.locator("[data-testid=kept]")).hasCount(0);
      page.reload();
      assertThat(page.locator("[data-testid=kept]")).hasCount(0);
    }
  }
}
