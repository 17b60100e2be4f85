package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Part;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.store.Json;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ShopShare;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about contacts, about other shops, and about several findings together. */
final class EvidenceStoryTest {
  @TempDir Path folder;

  private static RuleCheck.Contacts contacts(String... allow) {
    return new RuleCheck.Contacts(EnumSet.allOf(Contact.Kind.class), List.of(allow));
  }

  private static RuleCheck.Shops shops(String... own) {
    return new RuleCheck.Shops(EnumSet.allOf(ShopShare.Platform.class), List.of(own));
  }

  private static RuleCheck.Words words(String... words) {
    return (RuleCheck.Words) SimPacks.words("x", "no-ads", words).check();
  }

  private Sim start(RuleCheck check, Condition... conditions) throws Exception {
    return Sim.start(
        folder, SimPacks.with(List.of(SimPacks.rule("evidence", "no-ads", check, conditions))));
  }

  private static List<String> marked(Sim sim, String text) {
    return sim
        .<List<String>>read(
            sql -> sql.list("SELECT spans FROM moderation_case ORDER BY number", r -> r.text(1)))
        .stream()
        .flatMap(spans -> List.of(Json.read(spans, Span[].class)).stream())
        .map(span -> span.of(text))
        .toList();
  }

  @Test
  void aContactIsMarkedAndTheBrandsOwnIsNone() throws Exception {
    try (Sim sim = start(contacts("brand_kf01", "400-555-0000"))) {
      Sim.Group group = sim.group("妈妈一群");
      String text = "姐妹们薇❤ mama7788 有货";
      group.expectDeleted(group.says("小明", text));
      assertThat(marked(sim, text)).containsExactly("mama7788");
      group.expectKept(group.says("小红", "客服微信是 Brand_KF01，电话 4005550000"));
      group.expectKept(group.says("小红", "订单号 202403118899001 还没发货"));
      assertThat(group.answers().getFirst()).doesNotContain("mama7788");
    }
  }

  @Test
  void anotherShopIsHitAndTheOwnIsNot() throws Exception {
    try (Sim sim = start(shops("item.jd.com/100200", "￥OKSx79UIWRu￥"))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "这家便宜 ￥zT4kQ9LmXa2￥ 复制打开淘宝"));
      group.expectDeleted(group.says("小红", "https://item.jd.com/999.html 快去"));
      group.expectKept(group.says("小丽", "店里的链接 https://item.jd.com/100200.html"));
      group.expectKept(group.says("小丽", "￥OKSx79UIWRu￥ 今天的券"));
      group.expectKept(group.says("小丽", "￥199￥和￥299￥选哪个"));
    }
  }

  @Test
  void weightsAddUp() throws Exception {
    RuleCheck check =
        new RuleCheck.Evidence(
            List.of(
                new Part("hints", words("内部价", "返利"), 40),
                new Part("contact", contacts(), 50),
                new Part("shop", shops(), 30)),
            70,
            Set.of(),
            Set.of(),
            Set.of());
    try (Sim sim = start(check)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "内部价是什么意思"));
      group.expectKept(group.says("小红", "我微信 hong_2020 方便联系"));
      String text = "内部价，微信 ming_8899 来问";
      group.expectDeleted(group.says("小明", text));
      assertThat(marked(sim, text)).containsExactly("内部价", "ming_8899");
      group.expectDeleted(group.says("小兰", "返利高 https://item.jd.com/999.html"));
    }
  }

  @Test
  void allAnyAndNone() throws Exception {
    RuleCheck check =
        new RuleCheck.Evidence(
            List.of(
                new Part("sells", words("出售", "转让"), 0),
                new Part("contact", contacts(), 0),
                new Part("shop", shops(), 0),
                new Part("own-use", words("自用闲置"), 0)),
            0,
            Set.of("sells"),
            Set.of("contact", "shop"),
            Set.of("own-use"));
    try (Sim sim = start(check)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "有人出售推车吗"));
      group.expectDeleted(group.says("小明", "出售奶粉 微信 ming_8899"));
      group.expectKept(group.says("小丽", "自用闲置转让，微信 lili_7788"));
    }
  }

  /** An expression sees which pieces were found, and what they weigh. */
  @Test
  void anExpressionWeighsWithTheMember() throws Exception {
    RuleCheck check =
        new RuleCheck.Evidence(
            List.of(new Part("hints", words("内部价"), 40), new Part("contact", contacts(), 50)),
            40,
            Set.of(),
            Set.of(),
            Set.of());
    Condition cel = new Condition.Cel("weight >= 90 || ('hints' in found && member.messages < 2)");
    try (Sim sim = start(check, cel)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小明", "内部价便宜"));
      for (int i = 0; i < 3; i++) {
        group.says("小红", "早上好" + i);
      }
      group.expectKept(group.says("小红", "内部价便宜吗"));
      group.expectDeleted(group.says("小红", "内部价找微信 hong_2020"));
    }
  }

  @Test
  void newcomersMayBeKeptFromContacts() throws Exception {
    Pack pack =
        SimPacks.with(
            List.of(
                SimPacks.rule(
                    "new",
                    "no-ads",
                    new RuleCheck.Newcomer(
                        java.time.Duration.ofDays(1), Set.of(RuleCheck.Kind.CONTACT)))));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      group.expectDeleted(group.says("小明", "我微信 ming_8899"));
      sim.pass(java.time.Duration.ofDays(2));
      group.expectKept(group.says("小明", "我微信 ming_8899"));
    }
  }
}
