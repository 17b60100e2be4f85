package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An advert disappears and its author is warned with the clause, muted the third time; console and
 * member see why, to the character; staff take it back in the chat. Pictures go to {@code
 * target/story}.
 */
@Tag("packaged")
final class AdvertStoryTest {
  private static Chromium chromium;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @ParameterizedTest
  @EnumSource
  void anAdvertIsHandledExplainedAndTakenBack(Chromium.Screen screen) throws Exception {
    try (Running server = Installed.unpack(folder).run();
        Visitor owner = chromium.visitor("advert", screen);
        Visitor ming = chromium.visitor("advert", screen);
        Visitor hong = chromium.visitor("advert", screen)) {
      owner.signIn(server);
      ming.join(server.room("上海一群"), "小明");
      hong.join(server.room("上海一群"), "小红");
      owner.goLive(server, "web:mama-1");

      hong.say("大家好，今天宝宝睡得早");
      hong.speak();
      ming.listen();
      String[] adverts = {"姐妹们加我微信领券", "有需要的加 我 微 信", "最后一次，加我微信"};
      for (int i = 0; i < adverts.length; i++) {
        ming.say(adverts[i]);
        ming.waitForText("#messages .message:last-of-type", "群规第 1 条");
        hong.hears("(#" + (i + 1) + ")");
        for (String advert : adverts) {
          hong.waitUntilGone(advert);
        }
      }
      hong.hears("小明");
      hong.picture("chat");

      hong.hears("第 3 次，禁言 10 分钟");
      ming.page.waitForSelector("#composer:disabled");
      assertThat(ming.page.getAttribute("#composer", "placeholder")).contains("禁言到");
      ming.picture("muted");

      seeWhyInTheConsole(owner, server);

      hong.say(chatCode(owner, server));
      hong.hears("我认得你了");
      hong.say("撤销 #3");
      hong.hears("禁言已解除");
      ming.say("谢谢，我会注意的");
      hong.hears("谢谢，我会注意的");

      ming.say("我的记录");
      ming.openPrivate();
      ming.hearsInPrivate("#3");
      ming.hearsInPrivate("已撤销，不计入");
      ming.hearsInPrivate("加我微信");
      ming.picture("record");
    }
  }

  private static void seeWhyInTheConsole(Visitor owner, Running server) {
    owner.open(server, "/console/flow");
    owner.page.waitForSelector("[data-testid=flow-row] mark");
    assertThat(owner.page.locator("[data-testid=flow-row] mark").first().innerText())
        .isEqualTo("加我微信");
    owner.picture("flow");
    owner.open(server, "/console/case?number=2");
    assertThat(owner.page.locator("[data-testid=evidence] mark").innerText()).isEqualTo("加 我 微 信");
    owner.picture("case");
  }

  private static String chatCode(Visitor owner, Running server) {
    owner.open(server, "/console/me");
    owner.page.click("#connect-chat");
    return owner.text("chat-code").strip();
  }
}
