package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.engine.identity.Visitors;
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

/** The one neutral line in a group that compares prices. */
class PriceLineTest {
  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  /** Monday, 2 November 2026, 09:00 in Shanghai. */
  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")));
    chat = new Chat(sim, "宝妈一群");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private void compare(String one, String other) {
    chat.group.says(one, "小禾3段到了，219拿的");
    chat.group.says(other, "啊？我昨天付了239");
  }

  @Test
  void whereOneComplainsAlreadyNothingIsSaidOnTheSameDay() {
    chat.group.says("小丽", "买贵了 小禾3段");
    chat.group.answers();
    compare("小红", "小明");
    chat.group.says("小刚", "我也239，什么情况");
    assertThat(chat.group.answers()).isEmpty();
    assertThat(sim.count("decision WHERE verdict = 'line-held'")).as("why, once").isEqualTo(1);
    assertThat(
            sim.<String>read(
                sql ->
                    sql.first(
                            "SELECT reason FROM decision WHERE verdict = 'line-held'",
                            row -> row.text(1))
                        .orElseThrow()))
        .contains("今天已经有投诉 #" + chat.number());
    sim.pass(Duration.ofDays(1));
    compare("小红", "小明");
    assertThat(chat.group.answers()).hasSize(1);
  }

  /** Anybody can open the page: they do not decide what the group is told. */
  @Test
  void aVisitorsComplaintDoesNotSilenceTheGroup() {
    sim.deliver(
        new Event.ButtonPressed(
            SimPlatform.ACCOUNT,
            chat.group.id(),
            sim.id(),
            "",
            Sender.member(Visitors.of("k3v9x2m4", chat.group.id()), "访客"),
            PricesFeature.BUTTON + "M3",
            sim.clock.instant()));
    sim.settle();
    assertThat(sim.count("complaint WHERE sku = 'M3'")).isEqualTo(1);
    compare("小红", "小明");
    assertThat(chat.group.answers()).hasSize(1);
  }

  @Test
  void theProductMayBecomeKnownInPrivate() {
    chat.group.says("小丽", "买贵了");
    chat.privately("小丽", "小禾3段");
    chat.group.answers();
    compare("小红", "小明");
    assertThat(chat.group.answers()).isEmpty();
  }

  @Test
  void itIsSaidOnceADayAndNotAgainAtMidnight() {
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-02T12:40:00Z")));
    compare("小红", "小明");
    assertThat(chat.group.answers()).hasSize(1);
    sim.pass(Duration.ofMinutes(100));
    compare("小刚", "小丽");
    assertThat(chat.group.answers()).isEmpty();
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse("2026-11-03T02:00:00Z")));
    compare("小刚", "小丽");
    assertThat(chat.group.answers()).hasSize(1);
  }

  @Test
  void anotherProductOrGroupIsAnotherMatter() {
    chat.group.says("小丽", "买贵了 小禾2段");
    chat.group.answers();
    compare("小红", "小明");
    assertThat(chat.group.answers()).hasSize(1);
    Chat other = new Chat(sim, "宝妈二群");
    other.group.says("小红", "小禾3段到了，219拿的");
    other.group.says("小明", "啊？我昨天付了239");
    assertThat(other.group.answers()).hasSize(1);
  }
}
