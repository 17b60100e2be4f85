package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What members write about the body and about despair, and what only sounds like it. No list of
 * words knows everything: most of it has to be known, and hardly anything else taken for it.
 */
class SensitiveTest {
  private static final List<String> ILL =
      List.of(
          "闺女昨晚体温39度5，物理降温有用吗",
          "宝宝胳膊上起了一片红点，挠个不停",
          "六个月能喂多少毫克的退热药",
          "喝完这个奶娃就拉稀，一天七八次",
          "罗红霉素和这个钙片能隔多久吃",
          "儿子把一颗扣子吞了",
          "孩子从沙发上滚下来磕到额头了",
          "用了你们的面霜嘴角又肿又痒",
          "孕妇可以敷这个面膜吗",
          "他咳了一个星期，痰很多",
          "婆婆有糖尿病能不能喝",
          "防晒喷雾溅到眼睛里了",
          "宝宝鼻炎犯了，换奶粉有关系吗",
          "my son swallowed a magnet",
          "her tummy hurts after the new milk",
          "is cetirizine or hydrocortisone ok with this lotion",
          "his skin is cracked and itchy",
          "she fell off the changing table",
          "he has bronchitis, can he have the drink",
          "my toddler ate some of the sunscreen cream");

  private static final List<String> DESPAIRING =
      List.of(
          "我熬不下去了，谁来救救我",
          "想从桥上跳下去，什么都不用管了",
          "孩子一哭我就想掐死他，我是不是疯了",
          "活着真没什么意思",
          "I don't want to exist any more",
          "everyone would be better off without me",
          "I'm scared I'll hurt my baby");

  private static final List<String> HARMLESS =
      List.of(
          "过敏原写在罐子哪里",
          "10公斤的宝宝穿几码",
          "冲奶的水烧到几度",
          "湿疹膏今天有货吗",
          "益生菌的快递到哪了",
          "药妆店的积分通用吗",
          "体温计坏了能换货吗",
          "看到价格我心疼钱包",
          "等发货等到花儿都谢了",
          "这次大出血买了一箱",
          "跳楼价还有几天",
          "笑死我了，主播太逗",
          "眼霜和手霜能一起下单吗",
          "孕妇枕什么时候上架",
          "奶瓶摔了能单买瓶身吗",
          "打骨折的那款还有没有",
          "where do you list allergens",
          "which diaper fits 8 kg",
          "what temperature for the water",
          "is the eczema cream on sale",
          "this queue is killing me",
          "I'm dying to get the new scent",
          "my coupon was swallowed by the app",
          "do you deliver to the hospital shop",
          "sick of these delays",
          "how hard is the face brush");

  private static double share(List<String> texts, Sensitive touched) {
    return (double) texts.stream().filter(text -> Sensitive.of(text) == touched).count()
        / texts.size();
  }

  @Test
  void mostOfWhatIsAboutTheBodyIsKnown() {
    assertThat(share(ILL, Sensitive.HEALTH)).isGreaterThanOrEqualTo(0.8);
    assertThat(share(DESPAIRING, Sensitive.DESPAIR)).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void hardlyAnythingElseIsTakenForIt() {
    assertThat(share(HARMLESS, Sensitive.NOTHING)).isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我家娃老想从沙发上跳下去",
        "晚上怕被子捂死宝宝",
        "今天不想再活动了",
        "生活够了，诗意还差一点",
        "本地平台能用券吗",
        "西林路那家店还开吗",
        "怀着激动的心情等快递",
        "咳，发错了",
        "这两家是不同服务商吗"
      })
  void whatOnlyHoldsSuchLettersIsTalk(String talk) {
    assertThat(Sensitive.of(talk)).isEqualTo(Sensitive.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"我真的不想活了", "想从阳台跳下去", "我怕自己会掐死孩子", "活够了", "累得不想再活下去"})
  void whoIsInDespairIsHeard(String said) {
    assertThat(Sensitive.of(said)).isEqualTo(Sensitive.DESPAIR);
  }

  @Test
  void aWareThatDidHarmIsNoMatterOfTrade() {
    assertThat(Sensitive.of("湿疹膏涂了起水泡，能退货吗")).isEqualTo(Sensitive.HEALTH);
    assertThat(Sensitive.of("过敏了能退货吗")).isEqualTo(Sensitive.HEALTH);
    assertThat(Sensitive.of("退热贴一天用几片")).isEqualTo(Sensitive.HEALTH);
  }
}
