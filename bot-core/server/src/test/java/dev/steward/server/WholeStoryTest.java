package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Problem;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole story in Chromium: the server as it is shipped, the owner signs in, two members join,
 * the group goes live, an advert disappears and its author is warned with the clause, muted the
 * third time; console and member see why, to the character; staff take it back in the chat.
 * Pictures go to {@code target/story}.
 */
@Tag("real-peers")
final class WholeStoryTest {
  private static final Path ROOT = Path.of(System.getProperty("steward.root", "."));
  private static final String PASSWORD = "correct-horse-battery";

  private static Playwright playwright;
  private static Browser chromium;

  @TempDir Path folder;

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
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--use-fake-ui-for-media-stream",
                            "--use-fake-device-for-media-stream")));
  }

  @AfterAll
  static void stop() {
    playwright.close();
  }

  @ParameterizedTest
  @CsvSource({"390,844", "1280,800"})
  void anAdvertIsHandledExplainedAndTakenBack(int width, int height) throws Exception {
    try (Steward steward = server();
        Visitor owner = new Visitor(width, height);
        Visitor ming = new Visitor(width, height);
        Visitor hong = new Visitor(width, height)) {
      signIn(owner, steward);
      String room = room(steward);
      join(ming, room, "小明");
      join(hong, room, "小红");
      goLive(owner, steward);

      hong.say("大家好，今天宝宝睡得早");
      hong.speak();
      ming.listen();
      String[] adverts = {"姐妹们加我微信领券", "有需要的加 我 微 信", "最后一次，加我微信"};
      for (int i = 0; i < adverts.length; i++) {
        ming.say(adverts[i]);
        ming.waitForText("#messages .message:last-of-type", "群规第 1 条");
        hong.waitForText("#messages", "(#" + (i + 1) + ")");
        for (String advert : adverts) {
          hong.waitUntilGone(advert);
        }
      }
      hong.waitForText("#messages", "小明");
      hong.picture("chat", width);

      hong.waitForText("#messages", "第 3 次，禁言 10 分钟");
      ming.page.waitForSelector("#composer:disabled");
      assertThat(ming.page.getAttribute("#composer", "placeholder")).contains("禁言到");
      ming.picture("muted", width);

      seeWhyInTheConsole(owner, steward, width);

      String code = chatCode(owner, steward);
      hong.say(code);
      hong.waitForText("#messages", "我认得你了");
      hong.say("撤销 #3");
      hong.waitForText("#messages", "禁言已解除");
      ming.say("谢谢，我会注意的");
      hong.waitForText("#messages", "谢谢，我会注意的");

      ming.say("我的记录");
      ming.page.click("#open-private");
      ming.waitForText("#private-messages", "#3");
      ming.waitForText("#private-messages", "已撤销，不计入");
      ming.waitForText("#private-messages", "加我微信");
      ming.picture("record", width);
    }
  }

  private Steward server() throws Exception {
    Config shipped = ConfigReader.read(ROOT.resolve("config/steward.yaml"), ROOT, Map.of());
    Config.Http http = shipped.http();
    Config config =
        new Config(
            folder.resolve("data"),
            Language.ZH,
            shipped.zone(),
            new Config.Http(http.bind(), 0, "", false, http.mostConnections(), false),
            shipped.packs(),
            shipped.groups(),
            shipped.holidays(),
            shipped.retention(),
            shipped.backups(),
            shipped.webhook(),
            shipped.approvalAbove(),
            shipped.meanings(),
            shipped.limits(),
            shipped.adapters());
    return Steward.start(
        config,
        InstantSource.system(),
        folder,
        config.packs(),
        false,
        new Steward.Told() {
          @Override
          public void problems(List<Problem> problems) {
            assertThat(problems).isEmpty();
          }

          @Override
          public void line(String zh, String en) {}
        });
  }

  private static void signIn(Visitor owner, Steward steward) {
    owner.page.navigate(steward.firstSignInLink().orElseThrow());
    owner.page.fill("#password", PASSWORD);
    owner.page.fill("#again", PASSWORD);
    owner.page.click("#choose");
    owner.page.waitForSelector("[data-testid=group-row]");
  }

  private static String room(Steward steward) {
    return steward.rooms().stream()
        .filter(room -> room.name().equals("上海一群"))
        .findFirst()
        .orElseThrow()
        .url();
  }

  private static void join(Visitor visitor, String link, String name) {
    visitor.page.navigate(link);
    visitor.page.fill("#nickname", name);
    visitor.page.click("#join");
    visitor.page.waitForSelector("#composer");
  }

  private static void goLive(Visitor owner, Steward steward) {
    owner.page.navigate(steward.url() + "/console/groups");
    owner
        .page
        .locator("[data-testid=group-row][data-group='web:mama-1'] input[type=checkbox]")
        .check();
    owner.page.click("#go-live");
    owner.page.waitForSelector(
        "[data-testid=group-row][data-group='web:mama-1'] [data-testid=stage][data-stage=live]");
  }

  private static void seeWhyInTheConsole(Visitor owner, Steward steward, int width) {
    owner.page.navigate(steward.url() + "/console/flow");
    owner.page.waitForSelector("[data-testid=flow-row] mark");
    assertThat(owner.page.locator("[data-testid=flow-row] mark").first().innerText())
        .isEqualTo("加我微信");
    owner.picture("flow", width);
    owner.page.navigate(steward.url() + "/console/case?number=2");
    assertThat(owner.page.locator("[data-testid=evidence] mark").innerText()).isEqualTo("加 我 微 信");
    owner.picture("case", width);
  }

  private static String chatCode(Visitor owner, Steward steward) {
    owner.page.navigate(steward.url() + "/console/me");
    owner.page.click("#connect-chat");
    return owner.page.locator("[data-testid=chat-code]").innerText().strip();
  }

  /** Somebody with a browser of their own. */
  private static final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;

    Visitor(int width, int height) {
      context =
          chromium.newContext(
              new Browser.NewContextOptions().setViewportSize(width, height).setLocale("zh-CN"));
      context.setDefaultTimeout(20_000);
      page = context.newPage();
    }

    void say(String text) {
      page.fill("#composer", text);
      page.click("#send");
      page.waitForFunction("document.querySelector('#composer').value === ''");
    }

    /** Records a voice note of a second or so, with Chromium's own microphone that beeps. */
    void speak() {
      page.click("#record");
      page.waitForSelector("#record.on");
      page.waitForFunction(
          "since => performance.now() - since > 1200", page.evaluate("performance.now()"));
      page.click("#record");
      page.waitForSelector("#messages button.voice");
    }

    /** Plays the voice note: the browser must be able to fetch and to decode it. */
    void listen() {
      page.click("#messages button.voice");
      page.waitForSelector("#messages button.voice.playing");
    }

    void waitForText(String selector, String text) {
      page.waitForFunction(
          "([s, t]) => [...document.querySelectorAll(s)].some(e => e.innerText.includes(t))",
          List.of(selector, text));
    }

    /** Waits until no message says this any more. */
    void waitUntilGone(String text) {
      page.waitForFunction(
          "t => ![...document.querySelectorAll('#messages .text')].some(e => e.innerText === t)",
          text);
    }

    void picture(String name, int width) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/story/" + name + "-" + width + ".png")));
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
