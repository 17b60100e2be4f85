package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints about the quality, the delivery and the service, each from its words to its end. */
class OtherComplaintsTest {
  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")));
    chat = new Chat(sim, "宝妈一群");
    sim.staff("老师");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  @Test
  void theQuality() {
    chat.group.says("小明", "投诉 质量 小禾3段结块了，勺子也没有");
    long number = chat.number();
    assertThat(chat.group.answers()).containsExactly("收到，我私下跟进。");
    assertThat(chat.whisper("小明"))
        .as("product and story were told already")
        .endsWith("订单号方便的话发给我，只有工作人员看得到；没有就发「跳过」。");
    chat.presses("小明", "跳过");
    assertThat(chat.whisper("小明"))
        .as("no prices, no receipt")
        .isEqualTo("记好了，#" + number + " 已交给工作人员，最晚 今天 13:00 前答复你，11月4日 15:00 前办结。");
    assertThat(one("SELECT text FROM complaint_evidence")).isEqualTo("投诉 质量 小禾3段结块了，勺子也没有");
    chat.group.says("老师", "追问 #" + number + " 罐底的批号是多少？");
    assertThat(chat.whisper("小明")).isEqualTo("关于 #" + number + "，工作人员想问：\n罐底的批号是多少？");
    chat.privately("小明", "B2026-0917");
    chat.group.says("老师", "同意 #" + number + " 239");
    assertThat(chat.whisper("小明")).isEqualTo("你的 #" + number + " 有结果了：退款 239 元，工作人员已经批准。");
    assertThat(chat.state(number)).isEqualTo("remedied");
    chat.privately("小明", "我的投诉");
    assertThat(chat.whisper("小明")).isEqualTo("【我的投诉】\n#" + number + " 质量，小禾奶粉3段：已补偿。退款 239 元");
  }

  @Test
  void theDelivery() {
    chat.group.says("小明", "投诉快递五天了还没到");
    long number = chat.number();
    assertThat(chat.whisper("小明")).contains("订单号方便的话");
    chat.privately("小明", "A20261102-7");
    assertThat(chat.whisper("小明")).startsWith("记好了");
    assertThat(one("SELECT kind || facts FROM complaint"))
        .contains("delivery", "快递五天了还没到", "A20261102-7");
    chat.group.says("老师", "解释 #" + number + " 暴雨停运，明天到");
    assertThat(chat.whisper("小明")).isEqualTo("你的 #" + number + " 核对过了：暴雨停运，明天到");
  }

  @Test
  void theService() {
    chat.privately("小红", "大家好");
    chat.group.says("小红", "大家好");
    chat.privately("小红", "投诉 客服两天不回我");
    long number = chat.number();
    assertThat(chat.whisper("小红")).as("nothing is missing").startsWith("记好了，#" + number);
    chat.group.says("老师", "解释 #" + number);
    assertThat(chat.group.answers().getLast()).startsWith("请写上说明");
    chat.group.says("老师", "解释 #" + number + " 值班表排错了，已经改好");
    assertThat(chat.state(number)).isEqualTo("explained");
  }

  @Test
  void whatHappenedIsAskedWhenNothingWasTold() {
    chat.group.says("小明", "投诉");
    assertThat(chat.whisper("小明")).endsWith("发生了什么？用一段话说说就行。");
    chat.privately("小明", "");
    assertThat(chat.whisper("小明")).startsWith("图片和语音我看不懂");
    chat.privately("小明", "主播骂人");
    assertThat(chat.state(chat.number())).isEqualTo("waiting_staff");
  }

  @Test
  void anotherComplaintIsNoAnswerToTheQuestion() {
    chat.group.says("小明", "投诉 物流 五天没到");
    long first = chat.number();
    chat.privately("小明", "投诉 质量 杯子还是裂的");
    assertThat(chat.number()).isGreaterThan(first);
    assertThat(one("SELECT facts FROM complaint WHERE number = " + first)).doesNotContain("裂");
    chat.privately("小明", "跳过");
    assertThat(chat.state(first)).isEqualTo("waiting_staff");
    assertThat(chat.state(chat.number())).as("now it is its turn").isEqualTo("waiting_member");
    chat.group.says("老师", "结束 #" + first + " 已经到了");
    chat.privately("小明", "不同意 #" + first);
    assertThat(chat.whisper("小明")).startsWith("你的 #" + first + " 重新打开了，工作人员会再看，最晚 11月4日");
  }

  @Test
  void whatIsToldAfterwardsNeedNotBeAsked() {
    chat.group.says("小明", "买贵了");
    assertThat(chat.whisper("小明")).endsWith("是哪个商品？发品名就行。");
    chat.group.says("小明", "买贵了 小禾3段我付了249，群主239");
    assertThat(sim.count("complaint")).isEqualTo(1);
    assertThat(chat.whisper("小明")).startsWith("什么时候买的？");
    assertThat(one("SELECT facts FROM complaint")).contains("24900", "23900", "M3");
    assertThat(sim.count("complaint_evidence")).isEqualTo(2);
  }

  @Test
  void whoHasTooManyOpenIsToldSo() {
    for (int i = 0; i < 10; i++) {
      chat.group.says("小明", "投诉 服务 没人回我");
    }
    assertThat(sim.count("complaint")).as("each is with the staff at once").isEqualTo(10);
    chat.group.says("小明", "投诉 服务 还是没人回我");
    assertThat(sim.count("complaint")).isEqualTo(10);
    assertThat(chat.whisper("小明")).startsWith("你还有 10 件没办完，这件先没有记。");
  }

  @Test
  void aLongStoryIsHeardAsWell() {
    chat.group.says("小明", "投诉 质量 杯子漏水" + "，换过一次还是漏".repeat(40));
    assertThat(sim.count("complaint WHERE kind = 'quality'")).isEqualTo(1);
  }

  @Test
  void staffQuoteWhatAMemberSaid() {
    String said = chat.group.says("小红", "暖芽杯子漏水，烫到手了");
    chat.group.posts(
        "老师",
        Content.of(new Segment.Quote(said, Sim.user("小红"), ""), new Segment.Text("投诉")),
        sim.clock.instant());
    assertThat(one("SELECT kind || facts FROM complaint")).contains("quality", "CUP", "烫到手了");
  }

  @Test
  void staffWriteOneDownInTheConsole() {
    chat.group.says("小红", "早");
    String said = one("SELECT max(seq) FROM journal WHERE kind = 'message-posted'");
    chat.group.staffAsk(
        "complaint-open",
        Map.of(
            "user", Sim.user("小红").toString(),
            "kind", "price",
            "text", "电话里说的",
            "product", "小禾三段",
            "paid", "49800",
            "pieces", "2",
            "seen", "23900",
            "message", said));
    assertThat(one("SELECT facts FROM complaint"))
        .contains("\"SKU\":\"M3\"", "\"PAID\":\"49800\"", "\"PIECES\":\"2\"", "\"SEEN\":\"23900\"");
    assertThat(
            sim.<List<String>>read(
                sql ->
                    sql.list(
                        "SELECT role || ' ' || text FROM complaint_evidence ORDER BY role",
                        row -> row.text(1))))
        .containsExactly("message 电话里说的", "quoted 早");
    assertThat(chat.whisper("小红")).startsWith("工作人员替你记下了").endsWith("发日期，比如「11月1日」。");
    assertThat(chat.group.answers()).as("the group has heard nothing of it").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "投诉 质量 漏水, QUALITY, 漏水",
    "投诉质量：漏水, QUALITY, 漏水",
    "投诉，快递五天没到, DELIVERY, 快递五天没到",
    "投訴 質量 結塊, QUALITY, 結塊",
    "投诉 奶粉结块了, QUALITY, 奶粉结块了",
    "投诉 比别人贵二十, PRICE, 比别人贵二十",
    "投诉 没人理我, SERVICE, 没人理我",
    "投诉, SERVICE, ''",
    "我要投诉！, SERVICE, ''",
    "我要投诉 少发了一罐，快递员说不知道, DELIVERY, 少发了一罐，快递员说不知道",
    "complain about delivery: five days now, DELIVERY, five days now",
    "Complaint quality it leaks, QUALITY, it leaks",
    "complain nobody answers, SERVICE, nobody answers",
  })
  void theKindIsReadFromTheWords(String text, Kind kind, String story) {
    assertThat(Opened.complains(dev.steward.engine.flow.Spoken.plain(text), text, Kind.SERVICE))
        .contains(new Opened(kind, story));
  }

  @ParameterizedTest
  @ValueSource(strings = {"投诉电话是多少", "投诉率真高", "complaints are welcome", "我要投诉电话", "不投诉了"})
  void otherTalkOpensNothing(String text) {
    assertThat(Opened.complains(dev.steward.engine.flow.Spoken.plain(text), text, Kind.SERVICE))
        .isEmpty();
  }
}
