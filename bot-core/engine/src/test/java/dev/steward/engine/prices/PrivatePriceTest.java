package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member asks in private what something costs, and is answered as in the group. */
class PrivatePriceTest {
  private static final String TABLE = "【小禾奶粉3段】现在的价格（元）\n· 群内：普通 239；SVIP 219";
  private static final String OTHER_BOOK =
      """
      sku,name,aliases,tier,price,valid_from,valid_until,channel,note
      M3,小禾奶粉3段,小禾3段,normal,229,2026-01-01 00:00,,group,日常
      M2,小禾奶粉2段,小禾2段,normal,249,2026-01-01 00:00,,all,日常
      """;

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")));
    chat = new Chat(sim, "宝妈一群");
    chat.group.says("小明", "大家好");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  /** A group of another pack, with a price book of its own. */
  private Sim.Group another(String title) {
    sim.publish(
        SimPacks.named("skin", SimPacks.selling(Shop.desk("words: [买贵了]\n", OTHER_BOOK))), 1);
    Sim.Group other = sim.joined(title);
    other.staffAsk("bind", Map.of("pack", "skin"));
    other.staffAsk("go-live", Map.of());
    other.says("小明", "大家好");
    return other;
  }

  @Test
  void theTableIsToldInPrivateAndNotInTheGroup() {
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whispers("小明")).containsExactly(TABLE);
    chat.privately("小明", "price m3");
    assertThat(chat.whispers("小明")).containsExactly(TABLE);
    assertThat(chat.group.answers()).isEmpty();
  }

  @Test
  void aSlipAndAnEmptyQuestionAreAnswered() {
    chat.privately("小明", "价格 小禾奶粉");
    assertThat(chat.whisper("小明")).startsWith("是不是想查「小禾奶粉");
    chat.privately("小明", "价格 轮胎");
    assertThat(chat.whisper("小明")).isEqualTo("价格本里没有找到，换个叫法试试。");
    chat.privately("小明", "价格");
    assertThat(chat.whisper("小明")).isEqualTo("想查哪个？发「价格 品名」。");
    assertThat(sim.count("todo")).as("none of it is for the staff").isZero();
  }

  @Test
  void whoeverHasATierSeesTheirOwnPrice() {
    sim.staff("店长");
    chat.group.says("店长", "等级 @小明 svip");
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whisper("小明")).contains("SVIP 219 ← 你");
  }

  @Test
  void theButtonUnderItOpensAComplaintInPrivate() {
    chat.privately("小明", "价格 小禾3段");
    chat.presses("小明", "我买贵了");
    assertThat(chat.state(chat.number())).isEqualTo("waiting_member");
    assertThat(chat.whisper("小明")).contains("#" + chat.number()).contains("付了多少");
    assertThat(chat.group.answers()).as("the group has seen nothing, and need not").isEmpty();
  }

  @Test
  void twoGroupsOfOnePackHaveOneBook() {
    sim.group("宝妈二群").says("小明", "大家好");
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whispers("小明")).containsExactly(TABLE);
  }

  @Test
  void booksThatDifferAreToldApartAndWhatTheyShareOnce() {
    another("护肤群");
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whispers("小明"))
        .containsExactly("「宝妈一群」：\n" + TABLE + "\n\n「护肤群」：\n【小禾奶粉3段】现在的价格（元）\n· 群内：普通 229");
    chat.privately("小明", "价格 小禾2段");
    assertThat(chat.whispers("小明")).containsExactly("【小禾奶粉2段】现在的价格（元）\n· 全部渠道：普通 249");
    chat.privately("小明", "价格 暖芽杯子");
    assertThat(chat.whisper("小明")).as("only one book has it").startsWith("【暖芽保温杯】");
  }

  @Test
  void aComplaintGoesToTheDeskThatHasTheProduct() {
    sim.publish(
        SimPacks.named(
            "skin",
            SimPacks.selling(
                Shop.desk(
                    "words: [买贵了]\n",
                    """
                    sku,name,aliases,tier,price,valid_from,valid_until,channel,note
                    SUN,小树防晒霜,,normal,89,2026-01-01 00:00,,all,日常
                    """))),
        1);
    Sim.Group other = sim.joined("护肤群");
    other.staffAsk("bind", Map.of("pack", "skin"));
    other.staffAsk("go-live", Map.of());
    other.says("小明", "大家好");
    chat.privately("小明", "买贵了 小树防晒霜我付了99");
    assertThat(one("SELECT pack || ' ' || sku FROM complaint")).isEqualTo("skin SUN");
    chat.privately("小明", "取消");
    chat.privately("小明", "买贵了 小禾3段");
    assertThat(one("SELECT pack FROM complaint WHERE sku = 'M3'")).isEqualTo("mama");
  }

  /** The group sells something else by now: last week's purchase is judged by last week's desk. */
  @Test
  void aComplaintStaysWithTheDeskWhereItBegan() {
    chat.privately("小明", "买贵了 小禾3段我付了239");
    another("护肤群");
    chat.group.staffAsk("bind", Map.of("pack", "skin"));
    for (String answer : List.of("今天", "普通", "229", "公告", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.whisper("小明")).contains("当时的价格本：239 元（普通，群内");
  }

  private String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  @Test
  void aQuestionOfThePriceDoesNotAnswerTheDesksQuestion() {
    chat.group.says("小明", "买贵了 小禾3段");
    assertThat(chat.whisper("小明")).contains("付了多少");
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whispers("小明")).containsExactly(TABLE);
    chat.privately("小明", "价格 245");
    assertThat(chat.whisper("小明")).as("what was paid").doesNotContain("付了多少");
  }

  @Test
  void withoutAPriceDeskItIsAQuestionAsAnyOther() throws Exception {
    sim.publish(
        SimPacks.answering(
            new Faq(
                null,
                null,
                List.of(
                    new Faq.Answer(
                        "milk",
                        new SourceMark("faq.yaml", 4, 3),
                        List.of("价格 小禾3段"),
                        "商城页面上写着。",
                        null,
                        null,
                        Set.of(),
                        false)))),
        2);
    sim.pass(Duration.ofSeconds(1));
    chat.privately("小明", "价格 小禾3段");
    assertThat(chat.whispers("小明")).containsExactly("商城页面上写着。");
  }

  @Test
  void aStrangerIsNotTold() {
    chat.privately("小红", "价格 小禾3段");
    assertThat(chat.whispers("小红")).isEmpty();
  }
}
