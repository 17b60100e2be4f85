package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody with a browser of their own: a member in a room, or a colleague in the console. */
final class Visitor implements AutoCloseable {
  private static final Path PICTURES = Path.of("target/story");
  private static final int MOST_PAGES = 200;
  private static final Pattern LINK = Pattern.compile("href=\"(/console/[^\"]*)");
  private static final String PASSWORD = "correct-horse-battery";
  private static final String SAYS =
      "([s, t]) => [...document.querySelectorAll(s)].some(e => e.innerText.includes(t))";
  private static final String GONE =
      "t => ![...document.querySelectorAll('#messages .text')].some(e => e.innerText === t)";

  final Page page;
  private final BrowserContext context;
  private final String story;
  private final Chromium.Screen screen;

  Visitor(BrowserContext context, String story, Chromium.Screen screen) {
    this.context = context;
    this.story = story;
    this.screen = screen;
    context.setDefaultTimeout(20_000);
    page = context.newPage();
    page.onDialog(Dialog::accept);
  }

  // ---- in a room

  void join(String link, String name) {
    page.navigate(link);
    page.fill("#nickname", name);
    page.click("#join");
    page.waitForSelector("#composer");
  }

  void say(String text) {
    page.fill("#composer", text);
    page.click("#send");
    page.waitForFunction("document.querySelector('#composer').value === ''");
  }

  /** Says it, and waits until it stands in the room. */
  void tell(String text) {
    say(text);
    waitForText("#messages .mine", text);
  }

  /** Records a voice note of a second or so, with Chromium's own microphone. */
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

  /** Waits until somebody in the room says this. */
  void hears(String text) {
    hears(text, 20);
  }

  void hears(String text, int seconds) {
    waitForText("#messages", text, seconds);
  }

  /** Waits until Steward says this in private. */
  void hearsInPrivate(String text) {
    waitForText("#private-messages", text, 20);
  }

  /** Everything that Steward has said in the room, as this member sees it. */
  List<String> stewardSaid() {
    return page.locator("#messages .from-bot .text").allInnerTexts();
  }

  void openPrivate() {
    page.click("#open-private");
    page.waitForSelector("#private-composer");
  }

  void closePrivate() {
    page.click("#private [data-close]");
  }

  /** Presses the newest button of this label in the room. */
  void press(String label) {
    choice("#messages", label).click();
  }

  /** The same in the private talk. */
  void pressInPrivate(String label) {
    choice("#private-messages", label).click();
  }

  private Locator choice(String list, String label) {
    return page.locator(list)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .last();
  }

  /** Scrolls to the newest message in the room that says this. */
  void lookAt(String text) {
    page.locator("#messages .message")
        .filter(new Locator.FilterOptions().setHasText(text))
        .last()
        .evaluate("line => line.scrollIntoView({block: 'start'})");
  }

  /** Waits until no message says this any more. */
  void waitUntilGone(String text) {
    page.waitForFunction(GONE, text);
  }

  // ---- in the console

  /** The first owner chooses a password. */
  void signIn(Running server) {
    page.navigate(server.firstSignIn());
    page.fill("#password", PASSWORD);
    page.fill("#again", PASSWORD);
    page.click("#choose");
    page.waitForSelector("[data-testid=group-row]");
  }

  void open(Running server, String path) {
    page.navigate(server.url() + path);
    fits(path);
  }

  /** Ticks a group on the page of groups. */
  void tick(String group) {
    page.check("[data-testid=group-row][data-group='" + group + "'] input[type=checkbox]");
  }

  void goLive(Running server, String group) {
    open(server, "/console/groups");
    tick(group);
    page.click("#go-live");
    page.waitForSelector(
        "[data-testid=group-row][data-group='" + group + "'] [data-testid=stage][data-stage=live]");
  }

  /** Follows the links from page to page, each of which must open; returns where they led. */
  Set<String> everyPage(Running server) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of("/console/groups"));
    while (!next.isEmpty() && seen.size() < MOST_PAGES) {
      String path = next.remove();
      if (!seen.add(path)) {
        continue;
      }
      APIResponse answer = page.request().get(server.url() + path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      if (answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
        LINK.matcher(answer.text())
            .results()
            .map(link -> link.group(1).replace("&amp;", "&").replace("&#x3D;", "="))
            .filter(link -> !link.startsWith("/console/language"))
            .forEach(next::add);
      }
    }
    return seen;
  }

  String text(String testId) {
    return page.locator("[data-testid=" + testId + "]").first().innerText();
  }

  // ---- on any page

  void waitForText(String selector, String text) {
    waitForText(selector, text, 20);
  }

  private void waitForText(String selector, String text, int seconds) {
    try {
      page.waitForFunction(
          SAYS,
          List.of(selector, text),
          new Page.WaitForFunctionOptions().setTimeout(seconds * 1_000.0));
    } catch (TimeoutError never) {
      throw new AssertionError(
          "«%s» did not come in %d s; %s says: %s"
              .formatted(text, seconds, selector, page.locator(selector).allInnerTexts()),
          never);
    }
  }

  private void fits(String what) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits %d px", what, screen.width())
        .isEqualTo(true);
  }

  /** Keeps what is on the screen. */
  void picture(String name) {
    fits(name);
    // So that nothing lights up under the mouse.
    page.mouse().move(0, 0);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(story + "-" + name + "-" + screen.width() + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
