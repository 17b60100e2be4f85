package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Prices;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt says what was published when somebody bought, whatever is published later. */
class PriceHistoryTest {
  private static final String YAML = "words: [买贵了]\n";

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk(YAML)));
    sim.staff("老师");
    chat = new Chat(sim, "宝妈一群");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  /** The book with another usual price of the milk, as if it had always been so. */
  private static Prices milkFor(String price) {
    return Shop.desk(
        YAML,
        Shop.BOOK.replace(
            "normal,239,2026-01-01 00:00,,group", "normal," + price + ",2026-01-01 00:00,,group"));
  }

  private String complain(String... answers) {
    chat.group.says("小明", "买贵了 小禾3段我付了239");
    for (String answer : answers) {
      chat.privately("小明", answer);
    }
    return chat.whisper("小明");
  }

  private String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  @Test
  void aPriceThatIsCorrectedLaterDoesNotChangeWhatWasPublishedThen() {
    sim.pass(Duration.ofDays(1));
    sim.publish(SimPacks.selling(milkFor("229")), 2);
    sim.pass(Duration.ofDays(1));
    assertThat(complain("11月2日", "普通", "229", "公告", "跳过", "对"))
        .contains(
            "当时的价格本：239 元（普通，群内，v1）\n",
            "后来的更正：v2（11月3日 09:00）把当时的价格改成 229 元\n",
            "结论：说得通：买了以后价格变了，从 11月3日 09:00 起（普通，群内，229 元）");
    assertThat(one("SELECT remedy FROM complaint")).as("our mistake").contains("REFUND", "1000");
    String kept = one("SELECT receipt FROM complaint");
    sim.publish(SimPacks.selling(milkFor("199")), 3);
    assertThat(one("SELECT receipt FROM complaint")).isEqualTo(kept);
  }

  @Test
  void whatIsPublishedWhileTheMemberIsAskedChangesNothing() {
    complain("今天", "普通", "229", "公告");
    sim.pass(Duration.ofMinutes(5));
    sim.publish(SimPacks.selling(milkFor("259")), 2);
    chat.privately("小明", "跳过");
    chat.privately("小明", "对");
    assertThat(chat.whisper("小明"))
        .contains("当时的价格本：239 元（普通，群内，v1）", "后来的更正：v2（11月2日 09:05）把当时的价格改成 259 元", "结论：两个价格对不上");
  }

  @Test
  void aVersionThatSaysNothingNewOfAProductIsNoEdition() {
    sim.publish(SimPacks.selling(Shop.desk("words: [买贵了]\nprotection: 7d\n")), 2);
    assertThat(sim.count("price_edition")).isEqualTo(3);
    assertThat(sim.count("price_edition WHERE version = 2")).isZero();
    sim.publish(SimPacks.selling(milkFor("229")), 3);
    assertThat(one("SELECT sku FROM price_edition WHERE version = 3")).isEqualTo("M3");
  }

  @Test
  void whatIsNoLongerSoldWasSoldThen() {
    sim.pass(Duration.ofDays(1));
    sim.publish(
        SimPacks.selling(
            Shop.desk(
                YAML,
                Shop.BOOK
                    .lines()
                    .filter(line -> !line.startsWith("CUP"))
                    .reduce("", (all, line) -> all + line + "\n"))),
        2);
    assertThat(sim.count("price_edition WHERE sku = 'CUP'")).isEqualTo(2);
    chat.group.says("小明", "大家好");
    chat.privately("小明", "价格 暖芽保温杯");
    assertThat(chat.whisper("小明")).contains("没有找到");
  }

  @Test
  void theTierOnFileIsTakenAndSaid() {
    chat.group.says("小明", "大家好");
    chat.group.says("老师", "等级 @小明 svip");
    sim.pass(Duration.ofMinutes(1));
    chat.group.answers();
    assertThat(complain("今天"))
        .as("the tier is known from the moment on when it was told")
        .startsWith("看到的更低价是多少");
    for (String answer : List.of("219", "群里别人", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("当时的价格本：219 元（SVIP·已登记，群内，v1）", "结论：付的比公布的价格高");
    chat.group.answers();
    chat.group.says("小明", "价格 小禾3段");
    assertThat(chat.group.answers()).containsExactly("【小禾奶粉3段】现在的价格（元）\n· 群内：普通 239；SVIP 219 ← 你");
  }

  @Test
  void whoDoesNotKnowTheirTierIsNotGuessedAt() {
    assertThat(complain("今天", "不清楚", "229", "群里别人", "跳过", "对"))
        .contains("SVIP 219 元（群内，v1，等级不清楚）", "结论：还不能确定，不知道当时的会员等级，由工作人员核对");
    assertThat(one("SELECT coalesce(remedy, 'none') FROM complaint")).isEqualTo("none");
  }

  /** Whoever bought while the group had another pack is not judged by the prices of this one. */
  @Test
  void anotherPacksBookDoesNotSayWhatWasAskedThen() {
    sim.publish(SimPacks.named("vip", SimPacks.selling(milkFor("199"))), 1);
    sim.pass(Duration.ofDays(5));
    chat.group.staffAsk("bind", Map.of("pack", "vip"));
    sim.pass(Duration.ofDays(1));
    String receipt = complain("11月5日", "普通", "229", "公告", "跳过", "对");
    assertThat(receipt).contains("现在的价格本里没有那时那个渠道的价格", "已交给工作人员").doesNotContain("当时的价格本", "199");
    assertThat(one("SELECT verdict FROM complaint")).isEqualTo("not_enough");
    chat.staffAsk("小明", chat.number(), "close", "");
    String later = complain("今天", "普通", "189", "公告", "跳过", "对");
    assertThat(later).contains("当时的价格本：199 元");
  }

  @Test
  void aCopyOfThePackSaysTheSameOfWhatWasBefore() {
    sim.publish(SimPacks.named("mine", SimPacks.selling(Shop.desk(YAML, Shop.BOOK))), 1);
    sim.pass(Duration.ofDays(5));
    chat.group.staffAsk("bind", Map.of("pack", "mine"));
    assertThat(complain("11月5日", "普通", "229", "公告", "跳过", "对"))
        .contains("当时的价格本：239 元", "结论：两个价格对不上");
  }

  @Test
  void theFirstPackOfAGroupAndTheSameOnceMoreCountForWhatWasBefore() {
    sim.pass(Duration.ofDays(5));
    chat.group.staffAsk("bind", Map.of("pack", "mama"));
    assertThat(complain("11月5日", "普通", "229", "公告", "跳过", "对")).contains("当时的价格本：239 元");
  }
}
