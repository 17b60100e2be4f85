package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the member can know is asked, and can be put right. */
class NothingIsGuessedTest {
  private static final String DESK =
      """
      words: [买贵了]
      hours: 09:00-18:00
      first-reply: 4h
      resolution: 12h
      protection: 7d
      """;

  private static final String BOOK =
      """
      sku,name,aliases,tier,price,valid_from,valid_until,channel,note
      NAP,小禾纸尿裤,纸尿裤,normal,139,2026-01-01 00:00,,all,日常
      NAP,小禾纸尿裤,,normal,119,2026-11-01 00:00,2026-11-30 00:00,group,活动：群内
      TEA,小禾米粉,,normal,239,2026-01-01 00:00,,all,日常
      TEA,小禾米粉,,svip,219,2026-11-04 00:00,,all,日常
      OIL,小禾核桃油,,normal,69,2026-01-01 00:00,,app,日常
      OIL,小禾核桃油,,svip,59,2026-01-01 00:00,,app,日常
      OIL,小禾核桃油,,normal,79,2026-01-01 00:00,,store,日常
      """;

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk(DESK, BOOK)));
    chat = new Chat(sim, "宝妈一群");
    sim.staff("老师");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  /** Complains and answers; the last thing that was said then. */
  private String complain(String opening, String... answers) {
    chat.group.says("小明", opening);
    for (String answer : answers) {
      chat.privately("小明", answer);
    }
    return chat.whisper("小明");
  }

  private String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  /** It costs 139 everywhere, and 119 in the group while a campaign lasts there. */
  @Test
  void whereItWasBoughtIsAskedThoughOnlyOnePlaceIsNamed() {
    assertThat(complain("买贵了 小禾纸尿裤我付了139，群里119", "今天")).isEqualTo("在哪里买的？");
    chat.presses("小明", "别处/不清楚");
    for (String answer : new String[] {"群里别人", "跳过", "对"}) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明"))
        .contains("当时的价格本：139 元（各等级都是，全部渠道，v1）", "结论：说得通：那是另一个渠道的价格（普通，群内，119 元）");
    assertThat(one("SELECT remedy FROM complaint")).contains("EXPLAIN");
  }

  /** When it was bought all paid the same; two days later a tier pays less. */
  @Test
  void aTierIsAskedWhenItCameToMatterBeforeTheComplaint() {
    sim.pass(Duration.ofDays(3));
    assertThat(complain("买贵了 小禾米粉我付了239", "11月2日")).isEqualTo("买的时候你的会员等级是？");
    for (String answer : new String[] {"SVIP", "219", "后来降价了", "跳过", "对"}) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("结论：说得通：买了以后价格变了，从 11月4日 00:00 起");
    assertThat(one("SELECT remedy FROM complaint")).contains("REFUND", "2000");
  }

  @Test
  void whoDoesNotKnowTheirTierIsNotToldThatItIsTooLow() {
    sim.pass(Duration.ofDays(3));
    assertThat(complain("买贵了 小禾米粉我付了239", "11月2日", "不清楚", "219", "后来降价了", "跳过", "对"))
        .contains("结论：还不能确定，不知道当时的会员等级，由工作人员核对");
  }

  @Test
  void nobodyIsGivenATier() {
    complain("买贵了 小禾米粉我付了249", "今天", "239", "公告", "跳过", "对");
    assertThat(one("SELECT facts FROM complaint")).contains("\"TIER\":\"\"");
    assertThat(one("SELECT receipt FROM complaint")).doesNotContain("tierBy");
  }

  @Test
  void theLineThatIsWrongIsAskedAgainAndNoOther() {
    assertThat(complain("买贵了 小禾核桃油我付了69，群主59", "昨天", "门店", "普通", "群里别人", "跳过"))
        .isEqualTo(
            """
            我记下的是：
            商品：小禾核桃油
            付了：69 元，1 件
            买的日子：11月1日
            在哪里买的：门店
            当时的等级：普通
            看到的：59 元，1 件，群里别人买的
            对吗？\
            """);
    chat.privately("小明", "不对");
    assertThat(chat.whisper("小明")).isEqualTo("哪一行不对？");
    chat.privately("小明", "4");
    assertThat(chat.whisper("小明")).isEqualTo("在哪里买的？");
    chat.privately("小明", "APP");
    assertThat(chat.whisper("小明")).contains("在哪里买的：APP", "当时的等级：普通", "看到的：59 元");
    chat.privately("小明", "不对");
    chat.presses("小明", "商品");
    assertThat(chat.whisper("小明")).startsWith("是哪个商品");
    assertThat(chat.state(chat.number())).isEqualTo("waiting_member");
  }

  @ParameterizedTest
  @CsvSource({
    "手机APP上买的, 我是SVIP, app, svip",
    "实体店, 就普通, store, normal",
    "门店那边, 普通吧, store, normal",
    "在app, vip会员价格的vip, app, ?",
    "不记得了, 忘了, all, ''",
  })
  void anAnswerNeedNotBeTheVeryWord(String place, String tier, String channel, String known) {
    complain("买贵了 小禾核桃油我付了69，群主59", "昨天", place, tier);
    assertThat(one("SELECT facts FROM complaint")).contains("\"CHANNEL\":\"" + channel + "\"");
    if (known.equals("?")) {
      assertThat(one("SELECT facts FROM complaint")).doesNotContain("TIER");
      assertThat(one("SELECT asking FROM complaint")).contains("VIP", "会员").doesNotContain("SVIP");
    } else {
      assertThat(one("SELECT facts FROM complaint")).contains("\"TIER\":\"" + known + "\"");
    }
  }
}
