package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.members.Tiers;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a pack has a price book, its tiers are the ones that a member can have. */
class BookTiersTest {
  @TempDir Path folder;

  @Test
  void aTierThatThePriceBookDoesNotHaveIsNotWrittenDown() throws Exception {
    try (Sim sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")))) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      group.says("小明", "大家好");
      group.says("店长", "等级 @小明 金卡");
      assertThat(group.answers().getLast()).contains("没有「金卡」这个等级。价格本里有：", "会员");
      assertThat(sim.count("person_tier")).isZero();
      group.says("店长", "等级 @小明 会员");
      assertThat(group.answers()).containsExactly("记下了：小明 的会员等级是 会员。");
      String tier =
          sim.read(
              sql -> new Tiers(sql).of(Sim.user("小明").toString(), sim.clock.instant()).orElse("-"));
      assertThat(tier).isEqualTo("member");
    }
  }
}
