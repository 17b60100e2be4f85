package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.TextLikeness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes free because of what it is for: complaints, rules, quotes; and what only looks so. */
final class PurposeStoryTest {
  @TempDir Path folder;

  private static long todos(Sim sim, String kind) {
    return sim.count("todo WHERE kind = 'rule-" + kind + "'");
  }

  @Test
  void wordsInQuotationMarksThatAreOnlyToldAreAnothers() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (String told :
          List.of(
              "刚才那人发「加微信领券」，撤回了，我截到图了",
              "收到一条“加微信领券”的短信，别信啊",
              "群规写着'不要叫人加微信'，大家记得",
              "别信“加微信领券”",
              "提醒一句，「加微信领券」要先收工本费，我弟被坑六百",
              "收到「加微信领券」的短信，是骗子",
              "有人给我发「加微信领券」",
              "Somebody posted 'Don’t wait, 加微信领券' in the other group",
              "There's a new member posting \"加微信领券\" all day")) {
        group.expectKept(group.says("小红", told));
        sim.pass(Duration.ofMinutes(1));
      }
      assertThat(sim.count("todo")).as("nobody was asked to look").isZero();
      assertThat(sim.count("decision WHERE verdict = 'told-spared'")).isEqualTo(9);
      for (String own :
          List.of(
              "「加微信领券」",
              "妈妈们快来看看呀「加微信领券」",
              "刚才有人说「领券」，要的加微信找我",
              "刚才有人发「加微信 demo5200 领券」挺好的",
              "这是真的，妈妈们快来「加微信领券」",
              "不是广告！「加微信领券」想了解的私我",
              "大家听我说「加微信领券」",
              "我跟你们说「加微信领券」",
              "我给大家发「加微信领券」",
              "mums, the \"加微信领券\" deal is real",
              "刚才那人发「加微信领券」，我微信号：lily_shop9",
              "有人说「加微信领券」，电话 138-0000-0000")) {
        // Each by somebody else, a minute later: else the flood rule would delete them, too.
        group.expectDeleted(group.says("路人" + own.hashCode(), own));
        sim.pass(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void wordsInAQuoteAreAnothers() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      Content content =
          new Content(
              List.of(
                  new Segment.Quote("m1", Sim.user("小明"), "加微信领券"),
                  new Segment.Text("昨天还真有人这么跟我说")));
      group.expectKept(group.posts("小红", content, sim.clock.instant()));
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(todos(sim, "report")).isZero();
    }
  }

  @Test
  void theGroupsRulesMayBePasted() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "群规：一、禁止代购广告；二、不要叫人加微信；三、不准刷屏"));
      group.expectDeleted(group.says("小明", "群规：一、禁止代购广告；二、不要叫人加微信。不过好货找我，wxdemo2024"));
    }
  }

  /** Whatever a message begins like: what is beside the rules, the report or the quote counts. */
  @Test
  void anAdvertInTheGarbOfSomethingElseIsAnAdvert() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String advert :
          List.of(
              "奶粉买贵了的姐妹，薇❤mama7788，比这里便宜一半",
              "群规：不要错过，不要犹豫，宝妈在家日结三百，想做的扣1",
              "举报：宝妈在家带娃日结三百，手机就能做，想做的扣1",
              "举报：宝妈在家带娃刷单日结三百，手机就能做",
              "朋友说「刷单日结300到500，手机就能做，宝妈首选」，我做了真不错，有兴趣的举手")) {
        group.expectDeleted(group.says("路人" + advert.hashCode(), advert));
        sim.pass(Duration.ofMinutes(11));
      }
      for (String honest :
          List.of(
              "买贵了！订单号 20260412000123，昨天刚买今天就降四十",
              "买贵了，看 https://shop.example-brand.com/item/12 今天的价",
              "举报 小明，他又发刷单日结三百的广告",
              "举报！刷单日结三百的又来了，骗子",
              "群规：一、禁止刷单贷款广告；二、不要叫人加微信；三、不准刷屏，违者请出",
              "朋友说「刷单日结300到500，手机就能做」，差点上当，是骗子",
              "客服三天不理，去 www.12315.cn 投诉")) {
        group.expectKept(group.says("妈妈" + honest.hashCode(), honest));
        sim.pass(Duration.ofMinutes(11));
      }
      assertThat(sim.count("moderation_case")).isEqualTo(5);
    }
  }

  /** Where it costs less may be shown, if it is where everybody buys and nobody is sent there. */
  @Test
  void aLinkToABigShopIsEvidenceUntilItInvites() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String honest :
          List.of(
              "买贵了！上周 298 买的，京东自营今天 258：https://item.jd.com/100200.html",
              "退差价吧，天猫旗舰店同款 199 https://detail.tmall.com/item.htm?id=123",
              "买贵了，亚马逊同款才 210，你们比别家贵 https://www.amazon.cn/dp/B0ABC12345",
              "价格不对吧，考拉 188 https://www.kaola.com/product/123.html 怎么差这么多",
              "退差价！多扣15元，京东才199 https://item.jd.com/1.html",
              "门店自取的238，京东才199，买贵了 https://item.jd.com/1.html",
              "我手慢没抢到，买贵了，现在京东才 199 https://item.jd.com/1.html",
              "大家快帮我看看是不是买贵了 https://item.jd.com/1.html",
              "亲快递费还要10块，价格不对 https://item.jd.com/1.html",
              "我妈妈冲奶粉的那罐买贵了 https://item.jd.com/1.html",
              "主播喊大家快抢，结果买贵了，今天京东才 199 https://item.jd.com/1.html",
              "不想要的去哪里退？买贵了，京东才 199 https://item.jd.com/1.html",
              "买贵了的可以找谁退差价？https://item.jd.com/1.html")) {
        group.expectKept(group.says("妈妈" + honest.hashCode(), honest));
        sim.pass(Duration.ofMinutes(11));
      }
      assertThat(sim.count("moderation_case")).isZero();
      for (String advert :
          List.of(
              "买贵了吧！这家才 98，姐妹们快冲 https://item.jd.com/999.html",
              "买贵了的来这里下单 https://www.amazon.cn/dp/B0ABC12345",
              "买贵了，京东才 258 https://item.jd.com/1.html，想要的加微信 jiamama888",
              "买贵了，我上次在这买的 188 https://weidian.com/item.html?itemID=123",
              "买贵了，看看这家 https://cheap.example/x",
              "价格不对，京东 258 https://item.jd.com/1.html 这家更低 https://cheap.example/x")) {
        group.expectDeleted(group.says("路人" + advert.hashCode(), advert));
        sim.pass(Duration.ofMinutes(11));
      }
    }
  }

  @Test
  void anAdvertThatBeginsLikeRulesIsACampaign() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      String advert = "群规：不要错过，不要犹豫，姐妹们周末来我家小院坐坐，茶水点心都管够，想加入的扣1";
      group.says("小红", advert);
      group.says("小兰", advert);
      group.expectDeleted(group.says("小明", advert));
    }
  }

  @Test
  void sixAngryLinesInFiveSecondsAreNoFlood() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String line : List.of("骗人，再也不买了", "叫你们经理出来说话", "什么破店", "说话不算话", "太过分了", "气死我了", "退钱")) {
        group.expectKept(group.says("小红", line));
      }
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(todos(sim, "upset")).isEqualTo(1);
    }
  }

  @Test
  void aPageOfTheAuthoritiesExcusesNothingElse() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "客服三天不理，去 www.12315.cn 投诉"));
      group.expectDeleted(group.says("小明", "你个傻逼滚出去 www.gov.cn"));
      group.expectDeleted(group.says("小兰", "宝妈兼职日结三百，做任务返佣，想做的扣1 www.12315.cn"));
    }
  }

  /** Each of the complaints that Steward ships, where it would be hit. */
  @Test
  void noComplaintIsAFloodARepetitionACampaignOrANewcomersFault() throws Exception {
    RuleReader reader = new RuleReader(new ReadyRules(shipped()), TextLikeness::new);
    List<String> deaf =
        ComplaintCheck.complaints().stream()
            .filter(
                text ->
                    reader.ready().rules().stream()
                        .filter(
                            ready ->
                                ready.rule.check() instanceof RuleCheck.Flood
                                    || ready.rule.check() instanceof RuleCheck.Repeats
                                    || ready.rule.check() instanceof RuleCheck.Copies
                                    || ready.rule.check() instanceof RuleCheck.Newcomer)
                        .anyMatch(
                            ready ->
                                Purposes.of(reader, ready.rule, reader.read(text), Content.of(text))
                                    != Purpose.COMPLAINT))
            .toList();
    assertThat(deaf).isEmpty();
  }

  /** A doubtful complaint: staff are asked, and it stands until they say so. */
  @Test
  void aComplaintWithATelephoneNumberIsShownToStaff() throws Exception {
    RuleCheck phones = new RuleCheck.Contacts(Set.of(Contact.Kind.PHONE), List.of());
    try (Sim sim =
        Sim.start(folder, SimPacks.with(List.of(SimPacks.rule("phones", "no-ads", phones))))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "退款到现在没收到，客服三天没人理，气死了，我电话 13800000000"));
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(todos(sim, "suggestion")).isEqualTo(1);
      group.expectDeleted(group.says("小明", "上门做饭，电话 13800000000"));
    }
  }

  @Test
  void aNewcomersComplaintWithALinkToTheShopItselfStays() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      group.expectKept(
          group.says("小明", "昨天在 https://shop.example-brand.com/item/12 买的奶瓶到手就是破的，客服不理人"));
      assertThat(todos(sim, "upset")).as("staff hear").isEqualTo(1);
      group.expectKept(
          group.says(
              "小明", "昨天在 https://shop.example-brand.com/item/12 买的奶瓶到手就是破的，客服不理人，电话 13800000000"));
      assertThat(todos(sim, "suggestion")).as("staff decide").isEqualTo(1);
      group.expectDeleted(group.says("小明", "奶瓶到手就是破的，客服不理人，都去这家买 https://cheap.example/x"));
    }
  }

  /** What is dear is said in the same words by who complains, by frauds and by the rude. */
  @Test
  void aPriceComplaintThatReadsLikeSomethingElseIsShownToStaff() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "买贵了，昨天刚买今天就降四十"));
      assertThat(todos(sim, "suggestion")).isZero();
      group.expectKept(group.says("小明", "买贵了吧？兼职刷单日结300手机就能做"));
      assertThat(todos(sim, "suggestion")).isEqualTo(1);
      group.expectKept(group.says("小兰", "买贵了，楼上白痴"));
      assertThat(todos(sim, "suggestion")).isEqualTo(2);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  /** Who gathers others to ask for the difference sells nothing. */
  @Test
  void aPriceComplaintThatCallsOnOthersIsPunishedByNobodyButStaff() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String angry : List.of("买贵了的姐妹举手，跟我一起找客服退差价", "买贵了，楼上白痴，姐妹们跟我一起退差价")) {
        group.expectKept(group.says("妈妈" + angry.hashCode(), angry));
        sim.pass(Duration.ofMinutes(11));
      }
      assertThat(todos(sim, "suggestion")).isEqualTo(1);
      assertThat(sim.count("moderation_case")).isZero();
      group.expectDeleted(group.says("小明", "买贵了的姐妹举手，跟我一起买，加微信 mama7788"));
    }
  }

  private static Pack shipped() throws Exception {
    Path scripts = Path.of(Objects.requireNonNull(System.getProperty("steward.root")), "scripts");
    PackFiles files = PackFiles.fromFolder(scripts.resolve("mother-and-baby"));
    return SimPacks.named("mama", Objects.requireNonNull(PackReader.read(files).pack()));
  }

  /** What another is called is not what one says; what one writes where a name stands is. */
  @Test
  void nobodyAnswersForTheNameOfWhomTheyMention() throws Exception {
    try (Sim sim = Sim.start(folder, shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String name : List.of("加V信mama7788", "贷款找小张", "兼职日结三百")) {
        group.joins(name);
        Segment mention = new Segment.Mention(Sim.user(name), name);
        group.expectKept(
            group.posts(
                "小红", Content.of(mention, new Segment.Text(" 你家宝宝睡得怎么样")), sim.clock.instant()));
        sim.pass(Duration.ofMinutes(1));
      }
      Segment bare = new Segment.Mention(new UserId("sim", "1234567890"), "1234567890");
      group.expectKept(
          group.posts("小红", Content.of(new Segment.Text("欢迎新人进群"), bare), sim.clock.instant()));
      group.joins("小丽");
      Segment written = new Segment.Mention(Sim.user("小丽"), "加V信mama7788");
      group.expectDeleted(
          group.posts("小兰", Content.of(written, new Segment.Text(" 快来")), sim.clock.instant()));
    }
  }

  /** So that a message full of mentions holds nobody up. */
  @Test
  void ofManyMentionsOnlyTheFirstTwentyNamesAreLookedUp() throws Exception {
    Pack pack = SimPacks.with(List.of(SimPacks.words("ads", "no-ads", "加微信领券")));
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      List<Segment> mentions = new ArrayList<>();
      for (int i = 0; i < 21; i++) {
        String name = "加微信领券" + i;
        group.joins(name);
        mentions.add(new Segment.Mention(Sim.user(name), name));
      }
      mentions.add(new Segment.Text(" 欢迎"));
      group.expectDeleted(group.posts("小兰", new Content(mentions), sim.clock.instant()));
      mentions.removeFirst();
      group.expectKept(group.posts("小红", new Content(mentions), sim.clock.instant()));
    }
  }

  /** An id is looked for once in each row of letters, however long the row is. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "a_", "ab1 ", "1", "12345 "})
  void whatRepeatsDoesNotHoldTheSearchForIdsUp(String piece) {
    Watched text = new Watched(piece.repeat(RuleReader.MOST_READ / piece.length()));
    assertThat(Purposes.id(text)).isEqualTo(piece.equals("1"));
    assertThat(text.looks).isLessThan(8 * RuleReader.MOST_READ);
  }

  /** Counts how often a character of it is looked at. */
  private static final class Watched implements CharSequence {
    private final String text;
    private int looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void anAngryMemberIsNoFlood() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 8; i++) {
        group.expectKept(group.says("小红", "第" + i + "天了还不发货，客服没人理"));
      }
      assertThat(todos(sim, "upset")).as("staff are told, once").isEqualTo(1);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }
}
