package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The README's story, from the zip to the pulled data: a manager makes a pack of their own and goes
 * live; members check in, answer a topic, ask, vote; two of them compare prices, and the staff give
 * the difference back; the product team pulls it all. Nobody but Steward knows what time it is: the
 * topic falls due on the real clock. Pictures go to {@code target/story}.
 */
@Tag("packaged")
final class WholeStoryTest {
  private static final String GROUP = "web:mama-1";
  private static final String PACK = "scripts/warm-moms";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Between writing the topic's time down and being live there is as long as this. */
  private static final Duration AHEAD = Duration.ofSeconds(45);

  @TempDir Path folder;

  /** Mostly it waits for the clock, so that both screens' stories are played at once. */
  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  @Timeout(300)
  void fromTheZipToThePulledData(Chromium.Screen screen) throws Exception {
    Installed installed = Installed.unpack(folder);
    if (screen == Chromium.Screen.PHONE) {
      // The story is the same whether questions are compared by meaning or by words alone.
      installed.edit("config/steward.yaml", "vectors: auto", "vectors: off");
    }
    try (Running server = installed.run();
        Chromium chromium = new Chromium();
        Visitor manager = chromium.visitor("whole", screen);
        Visitor tang = chromium.visitor("whole", screen);
        Visitor yu = chromium.visitor("whole", screen);
        Visitor nian = chromium.visitor("whole", screen)) {
      manager.signIn(server);
      copyThePack(installed);
      assertThat(installed.steward("check", PACK)).contains("没有问题");
      assertThat(installed.steward("publish", PACK)).contains("第 1 版已生效");
      bindAndPreviewTheWeek(manager, server);
      manager.goLive(server, GROUP);

      tang.join(server.room("上海一群"), "糖糖妈");
      yu.join(server.room("上海一群"), "小鱼妈");
      nian.join(server.room("上海一群"), "年糕爸");

      checkInAndAnswerTheTopic(tang, yu, nian);
      askAndBeAnswered(yu, nian);
      vote(manager, server, tang, yu, nian);
      comparePrices(yu, nian);
      approveTheDifference(manager, server);
      nian.hearsInPrivate("退差价 14 元，工作人员已经批准");
      nian.picture("remedy");
      nian.closePrivate();
      closeThePoll(manager, server, tang);
      onlyThatWasSaid(tang);
      pull(manager, server);
      assertThat(manager.everyPage(server))
          .as("pages and downloads of the console")
          .hasSizeGreaterThan(30);
    }
  }

  /** What a manager does in the files: a name, a topic that is due in a minute, no pause. */
  private static void copyThePack(Installed installed) throws IOException {
    installed.copy("scripts/mother-and-baby", PACK);
    installed.edit(PACK + "/pack.yaml", "title: 母婴会员群", "title: 暖暖妈妈群");
    installed.edit(PACK + "/pack.yaml", "brand: 示例母婴", "brand: 暖暖母婴");
    LocalTime now = LocalTime.now(ZONE);
    // Whenever the story is played, it isn't night in the group.
    String night = now.getHour() >= 4 && now.getHour() < 16 ? "22:00-03:00" : "05:00-08:00";
    installed.edit(PACK + "/pack.yaml", "22:00-08:00", night);
    installed.edit(PACK + "/pack.yaml", "pause: 20m", "pause: 0m");
    Files.writeString(
        installed.file(PACK + "/topics.yaml"),
        """
          proud:
            at: 每天 %s
            say: 今天谁家宝宝有新本事？说来一起乐一乐。
        """
            .formatted(now.plus(AHEAD).plusMinutes(1).truncatedTo(ChronoUnit.MINUTES)),
        StandardOpenOption.APPEND);
  }

  private static void bindAndPreviewTheWeek(Visitor manager, Running server) {
    manager.open(server, "/console/groups");
    manager.tick(GROUP);
    manager.page.selectOption("[data-bar] select[name=pack]", "warm-moms");
    manager.page.click("#bind");
    manager.waitForText("[data-testid=group-row][data-group='" + GROUP + "']", "暖暖妈妈群");
    manager.picture("bound");
    manager.page.click("[data-group='" + GROUP + "'] a");
    manager.page.waitForSelector("[data-testid=coming]");
    manager.picture("group");
    manager.page.click("[data-testid=rehearse]");
    manager.waitForText("[data-testid=bubble]", "今天谁家宝宝有新本事");
    assertThat(manager.page.locator("[data-testid=rehearse-day]").count()).isEqualTo(7);
    manager.picture("week");
  }

  private static void checkInAndAnswerTheTopic(Visitor tang, Visitor yu, Visitor nian) {
    tang.tell("签到");
    yu.tell("打卡");
    tang.hears("小鱼妈：签到成功", 50);
    assertThat(tang.stewardSaid().getLast()).contains("糖糖妈：签到成功，+5 分", "今天已有 2 人签到");
    nian.hears("今天谁家宝宝有新本事", 120);
    nian.tell("我家今天会叫爸爸了！");
    tang.hears("会叫爸爸了");
    tang.picture("topic");
  }

  /** Talk gets silence: what Steward says next is the answer to the question that came after it. */
  private static void askAndBeAnswered(Visitor yu, Visitor nian) {
    int said = yu.stewardSaid().size();
    yu.tell("羡慕！你们家宝宝几点睡呀？");
    nian.hears("你们家宝宝几点睡呀");
    nian.tell("请问今天下单几天发货呀？");
    yu.hears("现货付款后 24 小时内发出");
    assertThat(yu.stewardSaid()).hasSize(said + 1);
    yu.picture("answer");
  }

  private static void vote(
      Visitor manager, Running server, Visitor tang, Visitor yu, Visitor nian) {
    manager.open(server, "/console/polls");
    manager.page.fill("[name=title]", "下次老师讲座，想听什么？");
    manager.page.fill("[name=options]", "怎么睡整觉\n辅食怎么加\n陪玩玩什么");
    manager.page.check("#ask [name=group][value='" + GROUP + "']");
    manager.page.click("#preview-poll");
    manager.waitForText("[data-testid=preview]", "1. 怎么睡整觉");
    manager.picture("poll-preview");
    manager.page.click("#open-poll");
    manager.page.waitForSelector("[data-testid=poll-row]");

    tang.hears("【投票 #1】下次老师讲座，想听什么？");
    tang.press("辅食怎么加");
    yu.hears("【投票 #1】");
    yu.tell("2");
    nian.hears("【投票 #1】");
    nian.tell("选1");
    tang.hears("选1");
    tang.lookAt("【投票 #1】");
    tang.picture("vote");
    // In the order in which they came, a button not always before what was typed after it.
    tang.hears("，共 3 人已投", 50);
    assertThat(tang.stewardSaid())
        .anySatisfy(
            said ->
                assertThat(said)
                    .startsWith("投票 #1 记下了：")
                    .contains("糖糖妈", "小鱼妈", "年糕爸")
                    .endsWith("，共 3 人已投。"));
  }

  private static void comparePrices(Visitor yu, Visitor nian) {
    yu.tell("圆圆奶瓶到了，85 拿的，宝宝不胀气了");
    nian.hears("85 拿的");
    nian.tell("啊？我昨天付了 99，怎么差这么多");
    nian.hears("价格和会员等级、渠道、时间有关");
    nian.picture("compare");
    nian.press("私下核对");
    nian.hears("收到，我私下跟进");
    nian.openPrivate();
    nian.hearsInPrivate("什么时候买的？");
    nian.pressInPrivate("昨天");
    nian.hearsInPrivate("订单号方便的话发给我");
    nian.pressInPrivate("跳过");
    nian.hearsInPrivate("付了：99 元，1 件");
    nian.picture("private");
    nian.pressInPrivate("对");
    nian.hearsInPrivate("差价：99 − 85 = 14 元");
    nian.hearsInPrivate("已交给工作人员");
  }

  private static void approveTheDifference(Visitor manager, Running server) {
    manager.open(server, "/console/complaints");
    manager.picture("complaints");
    manager.page.click("[data-testid=complaint-row]");
    assertThat(manager.page.locator("[data-testid=proof]").allInnerTexts())
        .anyMatch(said -> said.contains("99"))
        .anyMatch(said -> said.contains("85"));
    assertThat(manager.text("receipt")).contains("99 − 85 = 14 元");
    assertThat(manager.text("remedy")).contains("退差价 14 元");
    manager.picture("complaint");
    manager
        .page
        .locator(
            "details",
            new com.microsoft.playwright.Page.LocatorOptions()
                .setHas(manager.page.locator("[data-testid=approve]")))
        .locator("summary")
        .click();
    manager.page.click("[data-testid=approve]");
    manager.waitForText("[data-testid=complaint-state]", "已补偿");
    manager.picture("approved");
  }

  private static void closeThePoll(Visitor manager, Running server, Visitor tang) {
    manager.open(server, "/console/poll?number=1");
    manager.page.click("#close-poll");
    manager.waitForText("[data-testid=poll-state]", "已结束");
    assertThat(manager.page.locator("[data-testid=bar]").allInnerTexts())
        .anyMatch(bar -> bar.contains("辅食怎么加 2"));
    manager.picture("results");
    tang.hears("【投票 #1 结果】");
    tang.picture("told");
  }

  /** All that Steward said in the group, in any order: nothing else, so talk was left alone. */
  private static void onlyThatWasSaid(Visitor tang) {
    tang.hears("欢迎 糖糖妈、小鱼妈、年糕爸 来到暖暖母婴的大家庭", 60);
    List<String> expected =
        List.of(
            "欢迎 ",
            "【签到】",
            "今天谁家宝宝",
            "现货付款后",
            "【投票 #1】",
            "投票 #1 记下了",
            "价格和会员等级",
            "收到，我私下跟进",
            "【投票 #1 结果】");
    assertThat(tang.stewardSaid())
        .allMatch(said -> expected.stream().anyMatch(said::startsWith))
        .hasSize(expected.size());
  }

  private void pull(Visitor manager, Running server) throws Exception {
    manager.open(server, "/console/tokens");
    manager.page.fill("form [name=name]", "新品调研");
    Stream.of("polls:read", "complaints:read")
        .forEach(scope -> manager.page.check("[name=scope][value='" + scope + "']"));
    manager.page.click("#make-token");
    Locator secret = manager.page.locator("[data-testid=secret]");
    Map<String, String> values =
        Map.of("STEWARD_URL", server.url(), "STEWARD_TOKEN", secret.inputValue(), "POLL", "1");
    assertThat(Readme.shell(folder, values))
        .contains("\"gapCents\":1400", "\"remedyCents\":1400", "\"hasMore\":false")
        .doesNotContain("糖糖妈", "小鱼妈", "年糕爸");
    assertThat(Readme.python(folder, values).lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("['怎么睡整觉']"))
        .filteredOn(line -> line.contains("['辅食怎么加']"))
        .hasSize(2);
    manager.open(server, "/console/tokens");
    manager.picture("tokens");
  }
}
