package dev.steward.server.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of the machine, with a microphone that beeps. */
final class Chromium implements AutoCloseable {
  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of("/usr/bin/chromium"))
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--use-fake-ui-for-media-stream",
                          "--use-fake-device-for-media-stream")));

  /** Somebody at a phone or a desk, whose pictures begin with the story's name. */
  Visitor visitor(String story, Screen screen) {
    return new Visitor(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setTimezoneId("Asia/Shanghai")
                .setLocale("zh-CN")),
        story,
        screen);
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** What people look at, in CSS pixels. */
  enum Screen {
    PHONE(390, 844),
    DESK(1280, 800);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }
  }
}
