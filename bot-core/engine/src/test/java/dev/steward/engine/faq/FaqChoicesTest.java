package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number answers the offer that was made to a member, whatever else is open. */
class FaqChoicesTest {
  private static final String ASKED = "请问退货的话邮费怎么算呢";

  @TempDir Path folder;

  private static Faq.Answer answer(String id, String say, String... asks) {
    return new Faq.Answer(
        id, new SourceMark("faq.yaml", 4, 3), List.of(asks), say, null, null, Set.of(), false);
  }

  private static final Faq MILK =
      new Faq(
          null,
          null,
          List.of(
              answer("return", "七天内没拆封可以退。", "怎么退货", "不想要了能退吗"),
              answer("fee", "满 88 元包邮。", "满多少包邮", "邮费怎么算"),
              answer("ship", "48 小时内发出。", "几天发货", "什么时候寄出来")));
  private static final Faq SKIN =
      new Faq(
          null,
          null,
          List.of(
              answer("order", "先水后乳，早上最后防晒。", "护肤品先用哪个", "水乳的顺序"),
              answer("gift", "满 300 送小样。", "有没有小样送", "小样怎么领")));

  private Sim start() throws Exception {
    Sim sim = Sim.start(folder, SimPacks.answering(MILK));
    sim.staff("店长");
    return sim;
  }

  private static void mention(Sim sim, Sim.Group group, String name, String text) {
    group.posts(
        name,
        Content.of(
            new Segment.Mention(new UserId("sim", "steward"), "小助手"), new Segment.Text(" " + text)),
        sim.clock.instant());
  }

  /** The number before a question in an offer. */
  private static String place(String offered, String question) {
    int at = offered.indexOf(question) - 3;
    return offered.substring(at, at + 1);
  }

  @Test
  void itIsNoBallotForThePollThatIsOpen() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食 | 选奶粉");
      group.answers();
      mention(sim, group, "小明", ASKED);
      String number = place(group.answers().getFirst(), "满多少包邮");
      group.says("小美", number);
      group.says("小明", number);
      assertThat(group.answers()).containsExactly("满 88 元包邮。");
      assertThat(sim.count("ballot")).as("only 小美 voted").isEqualTo(1);
      group.says("小明", number);
      assertThat(sim.count("ballot")).as("the offer is taken: a ballot").isEqualTo(2);
    }
  }

  @Test
  void norIsItInPrivate() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小明", "早");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食 | 选奶粉");
      sim.whispers("小明", ASKED);
      sim.whispers("小明", place(group.room.whispered().getLast(), "满多少包邮"));
      assertThat(group.room.whispered().getLast()).isEqualTo("满 88 元包邮。");
      assertThat(
              sim.count(
                  "body b JOIN journal j ON j.seq = b.seq WHERE j.kind = 'private-message-posted'"))
          .as("the question is kept, the number is not")
          .isEqualTo(1);
      assertThat(sim.count("ballot")).isZero();
    }
  }

  @Test
  void ofTwoOffersTheLastIsMeant() throws Exception {
    try (Sim sim = start()) {
      sim.publish(SimPacks.named("skin", SimPacks.answering(SKIN)), 1);
      Sim.Group milk = sim.group("一群");
      Sim.Group skin = sim.joined("二群");
      skin.staffAsk("bind", Map.of("pack", "skin"));
      skin.staffAsk("go-live", Map.of());
      milk.says("小明", "早");
      skin.says("小明", "早");
      sim.whispers("小明", ASKED);
      assertThat(milk.room.whispered().getLast()).contains("满多少包邮");
      sim.pass(Duration.ofMinutes(1));
      sim.whispers("小明", "请问大家小样那个顺序怎么算的呀");
      String offered = skin.room.whispered().getLast();
      sim.whispers("小明", place(offered, "有没有小样送"));
      assertThat(skin.room.whispered().getLast()).isEqualTo("满 300 送小样。");
    }
  }

  @Test
  void whatIsChosenIsNeverMetWithSilence() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小美", "满多少包邮");
      group.answers();
      mention(sim, group, "小明", ASKED);
      group.says("小明", place(group.answers().getFirst(), "满多少包邮"));
      assertThat(group.answers()).singleElement().asString().contains("刚才回答过「满多少包邮」");
    }
  }
}
