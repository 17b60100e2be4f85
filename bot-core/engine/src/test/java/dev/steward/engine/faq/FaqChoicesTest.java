package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number answers the offer that was made to a member, whatever else is open. */
class FaqChoicesTest {
  private static final String ASKED = "请问退货的话邮费怎么算呢";

  @TempDir Path folder;

  private Sim start() throws Exception {
    Sim sim = Sim.start(folder, SimPacks.answering(Asking.MILK));
    sim.staff("店长");
    return sim;
  }

  @Test
  void itIsNoBallotForThePollThatIsOpen() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("店长", "投票 下次聊什么 | 睡整觉 | 加辅食 | 选奶粉");
      group.answers();
      Asking.mention(sim, group, "小明", ASKED);
      String number = Asking.place(group.answers().getFirst(), "满多少包邮");
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
      sim.whispers("小明", Asking.place(group.room.whispered().getLast(), "满多少包邮"));
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
      sim.publish(SimPacks.named("skin", SimPacks.answering(Asking.SKIN)), 1);
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
      sim.whispers("小明", Asking.place(offered, "有没有小样送"));
      assertThat(skin.room.whispered().getLast()).isEqualTo("满 300 送小样。");
    }
  }

  @Test
  void whatIsChosenIsNeverMetWithSilence() throws Exception {
    try (Sim sim = start()) {
      Sim.Group group = sim.group("一群");
      group.says("小美", "满多少包邮");
      group.answers();
      Asking.mention(sim, group, "小明", ASKED);
      group.says("小明", Asking.place(group.answers().getFirst(), "满多少包邮"));
      assertThat(group.answers()).singleElement().asString().contains("刚才回答过「满多少包邮」");
    }
  }
}
