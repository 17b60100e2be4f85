package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member asks what something costs. */
class PriceQuestionTest {
  @TempDir Path folder;
  private Sim sim;
  private Sim.Group group;

  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")));
    group = sim.group("宝妈一群");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private void at(String time) {
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse(time)));
  }

  @Test
  void theWholeTableIsShownToEverybody() {
    at("2026-11-03T02:00:00Z");
    group.says("小明", "价格 小禾3段");
    assertThat(group.answers()).containsExactly("【小禾奶粉3段】现在的价格（元）\n· 群内：普通 239；SVIP 219");
    group.says("小红", "价格　m2");
    assertThat(group.answers()).containsExactly("【小禾奶粉2段】现在的价格（元）\n· 全部渠道：普通 249");
  }

  @Test
  void aCampaignIsShownWithItsEndWhileItLasts() {
    at("2026-11-18T12:30:00Z");
    group.says("小明", "价格 小禾三段");
    assertThat(group.answers())
        .containsExactly("【小禾奶粉3段】现在的价格（元）\n· 群内：普通 239；SVIP 219\n· 直播间：普通 199（活动价，到 今天 23:00）");
    at("2026-11-18T15:00:00Z");
    group.says("小明", "价格 小禾三段");
    assertThat(group.answers().getFirst()).doesNotContain("199");
  }

  @Test
  void aSlipIsAnsweredWithWhatWasProbablyMeant() {
    group.says("小明", "价格 小禾奶粉");
    assertThat(group.answers()).singleElement().asString().startsWith("是不是想查「小禾奶粉");
    asksSteward("价格 轮胎");
    assertThat(group.answers()).containsExactly("价格本里没有找到，换个叫法试试。");
    group.says("小明", "价格");
    assertThat(group.answers()).containsExactly("想查哪个？发「价格 品名」。");
  }

  private void asksSteward(String words) {
    UserId us = new UserId(SimPlatform.ACCOUNT.platform(), SimPlatform.ACCOUNT.id());
    group.posts(
        "小明",
        Content.of(new Segment.Mention(us, "群管家"), new Segment.Text(" " + words)),
        sim.clock.instant());
  }

  /** Whoever is annoyed is not told that it is not in the price book. */
  @Test
  void aWordOfAngerIsNoQuestion() {
    group.says("小明", "价格 太离谱了");
    group.says("小红", "price went up again, why??");
    assertThat(group.answers()).isEmpty();
  }

  @Test
  void talkAboutPricesIsNoQuestion() {
    group.says("小明", "价格真好");
    group.says("小明", "这个价格 我觉得可以");
    assertThat(group.answers()).isEmpty();
  }
}
