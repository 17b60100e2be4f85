package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Key;
import dev.steward.engine.sim.Sim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff type about a complaint means what stands there, and nothing beside it. */
class ComplaintOrderTest extends PriceDeskStory {
  /** The second line of something else is not this complaint. */
  @ParameterizedTest
  @ValueSource(strings = {"同意 #N:2", "同意 #N：2", "拒绝 #N:2 太晚了", "结束 #N:1 好了"})
  void aLineOfSomethingElseIsNoComplaint(String order) {
    long number = desk.complains("小明", "239");
    chat.whispers("小明");
    desk.staff(order.replace("N", "" + number));
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    assertThat(chat.whispers("小明")).isEmpty();
  }

  /** Another number beside it is no amount; in an explanation it is read as it was typed. */
  @Test
  void whatElseIsReferredToIsNoAmount() {
    long number = desk.complains("小明", "239");
    chat.whispers("小明");
    chat.group.answers();
    desk.staff("同意 #" + number + " 见 #7:2");
    assertThat(chat.group.answers()).singleElement().asString().contains("「见 #7:2」里的数字我没看懂");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    desk.staff("同意 #" + number + " #7:2");
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    desk.staff("解释 #" + number + " 见投票 #7:2，那天是直播价");
    assertThat(chat.state(number)).isEqualTo("explained");
    assertThat(chat.whisper("小明")).contains("见投票 #7:2，那天是直播价");
    assertThat(desk.one("SELECT remedy FROM complaint")).contains("\"cents\":0");
  }

  /** Where and as what it was bought was said of the other product. */
  @Test
  void anotherProductForgetsWhereTheFirstWasBought() {
    long number = desk.complains("小明", "239");
    assertThat(desk.one("SELECT facts FROM complaint"))
        .contains("\"CHANNEL\":\"group\"", "\"TIER\"");
    desk.enters("小明", number, "product", "暖芽保温杯");
    assertThat(desk.one("SELECT sku FROM complaint")).isEqualTo("CUP");
    assertThat(desk.one("SELECT facts FROM complaint")).doesNotContain("\"CHANNEL\":\"group\"");
  }

  /** The channel that staff name beside it is that of the product they name. */
  @Test
  void theChannelIsThatOfTheProductNamedWithIt() {
    desk.until("2026-11-18T13:00:00Z");
    chat.group.says("小明", "买贵了 小禾2段我付了259，公告写249");
    long number = chat.number();
    for (String answer : List.of("今天", "公告", "跳过", "对")) {
      chat.privately("小明", answer);
    }
    assertThat(chat.state(number)).isEqualTo("waiting_staff");
    chat.command(
        Key.person(Sim.user("小明").toString()),
        "complaint-tell",
        Map.of(
            "number", "" + number,
            "product", "小禾3段",
            "bought", "11月18日 20:30",
            "channel", "直播",
            "tier", "普通"));
    assertThat(desk.one("SELECT sku FROM complaint")).isEqualTo("M3");
    assertThat(desk.one("SELECT facts FROM complaint"))
        .contains("\"CHANNEL\":\"live\"", "\"TIER\":\"normal\"");
    assertThat(desk.one("SELECT receipt FROM complaint")).contains("19900");
  }
}
