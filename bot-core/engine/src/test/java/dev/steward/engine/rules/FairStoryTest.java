package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.text.Contact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, appeals and what came late: that nobody is punished wrongly. */
final class FairStoryTest {
  @TempDir Path folder;

  private static long todos(Sim sim, String kind) {
    return sim.count("todo WHERE kind = 'rule-" + kind + "'");
  }

  /** Somebody says something about 小明, mentioning him. */
  private static void says(Sim sim, Sim.Group group, String name, String words) {
    group.posts(
        name,
        Content.of(new Segment.Text(words), new Segment.Mention(Sim.user("小明"), "小明")),
        sim.clock.instant());
  }

  /** What somebody was told outside of any group. */
  private static List<String> toldAlone(Sim sim, String name) {
    return sim.platform.performed().stream()
        .map(Order::action)
        .filter(Action.SendPrivate.class::isInstance)
        .map(Action.SendPrivate.class::cast)
        .filter(sent -> sent.group() == null && sent.user().equals(Sim.user(name)))
        .map(sent -> sent.content().text())
        .toList();
  }

  @Test
  void whoReportsMayQuoteTheAdvert() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(group.says("小红", "举报 小明，他又发加微信代购的广告"));
      assertThat(todos(sim, "report")).isEqualTo(1);
      assertThat(
              sim.<List<String>>read(
                      sql ->
                          sql.list(
                              "SELECT detail FROM todo WHERE kind = 'rule-report'",
                              row -> row.text(1)))
                  .getFirst())
          .contains("小红", "代购的广告");
      group.expectKept(group.says("小兰", "管理员在吗，有人在群里发代购广告，处理一下"));
      assertThat(todos(sim, "report")).isEqualTo(2);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  /** Who points at a message or a member has to name what stands there. */
  @Test
  void whoReportsMaySayWhatWasSaid() throws Exception {
    RuleCheck ids = new RuleCheck.Contacts(Set.of(Contact.Kind.WECHAT), List.of());
    Pack pack =
        SimPacks.with(
            List.of(
                SimPacks.words("ads", "no-ads", "加我微信领券"),
                SimPacks.rule("contacts", "no-ads", ids)));
    Segment advert = new Segment.Quote("m1", Sim.user("小明"), "加微信领券，vx wx88888a");
    Segment whom = new Segment.Mention(Sim.user("小明"), "小明");
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      int reports = 0;
      for (List<Segment> said :
          List.<List<Segment>>of(
              List.of(advert, new Segment.Text("举报，这人一直发加我微信领券")),
              List.of(advert, new Segment.Text("举报 他微信 wx88888a")),
              List.of(advert, new Segment.Text("举报，他私聊我叫我加 wx88888a")),
              List.of(new Segment.Text("举报 "), whom, new Segment.Text(" 他微信 wx88888a")),
              List.of(new Segment.Text("举报 "), whom, new Segment.Text("，这人加我微信卖货")))) {
        group.expectKept(group.posts("妈妈" + reports, new Content(said), sim.clock.instant()));
        assertThat(todos(sim, "report")).as("%s", said).isEqualTo(++reports);
      }
      assertThat(sim.count("moderation_case")).isZero();
      group.expectDeleted(
          group.posts(
              "小红",
              Content.of(advert, new Segment.Text("举报，卖假货，要正品的加我微信 mama5200")),
              sim.clock.instant()));
      assertThat(todos(sim, "report")).isEqualTo(reports);
    }
  }

  /** To quote or to mention somebody is cheap: a contact of one's own is an advert all the same. */
  @Test
  void anAdvertThatPointsAtSomebodyIsNoReport() throws Exception {
    RuleCheck ids = new RuleCheck.Contacts(Set.of(Contact.Kind.WECHAT), List.of());
    Pack pack = SimPacks.with(List.of(SimPacks.rule("contacts", "no-ads", ids)));
    Segment honest = new Segment.Quote("m1", Sim.user("小兰"), "这个奶嘴好用吗");
    Segment advert = new Segment.Quote("m2", Sim.user("小明"), "加微信领券，vx wx88888a");
    Segment whom = new Segment.Mention(Sim.user("小明"), "小明");
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      int member = 0;
      for (List<Segment> said :
          List.<List<Segment>>of(
              List.of(whom, new Segment.Text(" 这是官方客服微信 kefu88990，看一下")),
              List.of(honest, new Segment.Text("清仓处理一下，奶粉半价 vx mama7788")),
              List.of(honest, new Segment.Text("清仓处理一下，奶粉半价 薇信：mamashop")),
              List.of(
                  new Segment.Quote("m3", Sim.user("路人3"), "奶粉半价 vx mama7788"),
                  new Segment.Text("清仓处理一下，奶粉半价 vx mama7788")),
              List.of(
                  new Segment.Quote("m4", Sim.user("路人4"), "要正品的加我微信 mama7788"),
                  new Segment.Text("举报，卖假货，要正品的加我微信 mama7788")))) {
        group.expectDeleted(group.posts("路人" + member++, new Content(said), sim.clock.instant()));
      }
      assertThat(todos(sim, "report")).isZero();
      group.expectKept(
          group.posts(
              "路人",
              Content.of(whom, new Segment.Text(" 举报广告 正品低价 vx mama7788")),
              sim.clock.instant()));
      assertThat(todos(sim, "suggestion")).as("staff decide").isEqualTo(1);
      assertThat(todos(sim, "report")).isZero();
      group.expectKept(
          group.posts(
              "帮手",
              Content.of(advert, new Segment.Text("清仓处理一下，加我微信 wx88888a")),
              sim.clock.instant()));
      assertThat(todos(sim, "suggestion")).as("a helper's repetition").isEqualTo(2);
      assertThat(todos(sim, "report")).isZero();
      int reports = 0;
      for (String told : List.of("又发微信 wx88888a，踢了吧", "举报 vx wx88888a", "举报 他微信 mama5200")) {
        group.expectKept(
            group.posts(
                "妈妈" + reports, Content.of(advert, new Segment.Text(told)), sim.clock.instant()));
        assertThat(todos(sim, "report")).as(told).isEqualTo(++reports);
      }
    }
  }

  /** Whoever is quoted by an advert did nothing. */
  @Test
  void anAdvertThatWelcomesReportsIsNone() throws Exception {
    Pack pack = SimPacks.with(List.of(SimPacks.words("orders", "no-ads", "刷单")));
    Segment honest = new Segment.Quote("m1", Sim.user("小兰"), "这个奶嘴好用吗");
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(
          group.posts(
              "小明",
              Content.of(honest, new Segment.Text("刷单兼职日结300，手机就能做，假一赔十，欢迎举报")),
              sim.clock.instant()));
      assertThat(todos(sim, "report")).isZero();
      assertThat(todos(sim, "suggestion")).as("staff decide").isEqualTo(1);
      // No rule minds it: then it is a report, if a strange one.
      group.posts(
          "小红", Content.of(honest, new Segment.Text("宝妈兼职日结300，手机就能做，举报")), sim.clock.instant());
      assertThat(todos(sim, "report")).isEqualTo(1);
    }
  }

  @Test
  void aReportIsHeardAlsoWhenItComesLateOrInAPause() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      Instant late = sim.clock.instant().minus(Duration.ofMinutes(11));
      group.expectKept(group.posts("小红", Content.of("举报 小明，他又发加微信代购的广告"), late));
      assertThat(todos(sim, "report")).isEqualTo(1);
      group.staffAsk("pause", Map.of("minutes", "60"));
      group.expectKept(group.says("小兰", "举报 小明，他又发加微信代购的广告"));
      group.expectKept(group.says("小明", "加微信领券"));
      assertThat(todos(sim, "report")).isEqualTo(2);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void aReportIsHeardWhereTheGroupIsOnlyObserved() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.joined("妈妈一群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      String advert = group.says("小明", "加微信领券");
      group.posts(
          "小红",
          Content.of(
              new Segment.Quote(advert, Sim.user("小明"), "加微信领券"), new Segment.Text("举报，又发广告")),
          sim.clock.instant());
      assertThat(todos(sim, "report")).isEqualTo(1);
      group.expectKept(advert);
      assertThat(group.answers()).isEmpty();
      assertThat(group.room.whispered()).isEmpty();
      assertThat(sim.count("strike WHERE mode = 'live'")).isZero();
    }
  }

  /** A rule that only observes asks nobody: staff hear of the report as such. */
  @Test
  void aDoubtfulReportIsHeardWhereTheGroupIsOnlyObserved() throws Exception {
    Pack pack = SimPacks.with(List.of(SimPacks.words("orders", "no-ads", "刷单")));
    Segment quote = new Segment.Quote("m1", Sim.user("小明"), "这个奶嘴好用吗");
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.joined("妈妈一群");
      group.staffAsk("bind", Map.of("pack", "mama"));
      group.expectKept(
          group.posts(
              "小红",
              Content.of(quote, new Segment.Text("刷单兼职日结300，手机就能做，举报")),
              sim.clock.instant()));
      assertThat(todos(sim, "report")).isEqualTo(1);
      assertThat(todos(sim, "suggestion")).isZero();
    }
  }

  @Test
  void aReportWithAnOfferOfOnesOwnIsAnAdvert() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(group.says("小红", "举报楼上卖假货，想要真的代购找我买，私我"));
      assertThat(todos(sim, "report")).isZero();
    }
  }

  /** Talk that only sounds like a report is none, and a report is no cover for a link. */
  @Test
  void ordinaryTalkIsNoReport() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小红", "客服能帮我看看其他尺码吗");
      Segment.Quote quote = new Segment.Quote("m1", Sim.user("小明"), "这个好用吗");
      group.posts("小兰", Content.of(quote, new Segment.Text("我看看，晚点告诉你")), sim.clock.instant());
      assertThat(todos(sim, "report")).isZero();
      group.expectDeleted(
          group.posts(
              "小明",
              Content.of(quote, new Segment.Text("举报他，看这个 https://evil.example/x")),
              sim.clock.instant()));
      for (int i = 0; i < 8; i++) {
        group.says("小丽", "举报 楼上 第" + i + "次");
      }
      assertThat(todos(sim, "report")).as("one of a member's reports").isEqualTo(1);
      assertThat(sim.count("moderation_case WHERE rule = 'flood'")).isEqualTo(1);
    }
  }

  @Test
  void staffWhoSpeakToStewardMeanTheMember() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 3; i++) {
        group.says("小明", "加微信领券" + i);
        sim.pass(Duration.ofMinutes(1));
      }
      group.posts(
          "店长",
          Content.of(
              new Segment.Mention(new UserId("sim", "steward"), "群管家"),
              new Segment.Text(" 解除 "),
              new Segment.Mention(Sim.user("小明"), "小明")),
          sim.clock.instant());
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(sim.count("case_review")).as("mercy teaches nothing").isZero();
      group.says("店长", "确认 3 箱都到货了");
      assertThat(sim.count("case_review")).as("no number sign, no case").isZero();
    }
  }

  @Test
  void aMuteElsewhereIsLiftedFromAnyGroup() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      for (int i = 0; i < 3; i++) {
        one.says("小明", "加微信领券" + i);
        sim.pass(Duration.ofMinutes(1));
      }
      says(sim, two, "店长", "解除 ");
      assertThat(one.room.mutedUntil(Sim.user("小明"))).isNull();
    }
  }

  @Test
  void whatWasTakenBackBeforeItCameIsLeftAlone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.deliver(
          new Event.MessageRecalled(
              SimPlatform.ACCOUNT, group.id(), "gone-1", Sim.user("小明"), sim.clock.instant()));
      sim.deliver(
          new Event.MessagePosted(
              SimPlatform.ACCOUNT,
              group.id(),
              "gone-1",
              Sender.member(Sim.user("小明"), "小明"),
              Content.of("加微信领券"),
              sim.clock.instant()));
      sim.settle();
      assertThat(sim.count("decision WHERE verdict = 'recalled-before'")).isEqualTo(1);
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void aBacklogIsCleanedWithOneReport() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      for (int i = 0; i < 8; i++) {
        group.expectDeleted(
            group.posts(
                "小明", Content.of("加微信领券" + i), sim.clock.instant().minus(Duration.ofHours(1))));
      }
      assertThat(todos(sim, "backlog")).isEqualTo(1);
      assertThat(sim.count("moderation_case")).as("the eighth is no flood either").isZero();
      sim.pass(Duration.ofMinutes(30));
      group.posts("小明", Content.of("加微信领券"), sim.clock.instant().minus(Duration.ofHours(1)));
      assertThat(todos(sim, "backlog")).as("a new backlog").isEqualTo(2);
    }
  }

  /** Strike 3 mutes; the member appeals, and staff lift it. */
  @Test
  void anAppealGoesToStaffWhoLiftTheMuteAndTheLatestStrike() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 3; i++) {
        group.says("小明", "加微信领券" + i);
        sim.pass(Duration.ofMinutes(1));
      }
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();

      sim.whispers("小明", "申诉 我只是问能不能用微信支付");
      sim.settle();
      assertThat(todos(sim, "appeal")).isEqualTo(1);
      assertThat(group.room.mutedUntil(Sim.user("小明"))).as("only staff lift it").isNotNull();
      var _ = group.answers();

      says(sim, group, "小红", "解除 ");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).as("no staff").isNotNull();
      says(sim, group, "店长", "解除 ");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(2);
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state = 'done'")).isEqualTo(1);
    }
  }

  @Test
  void aRuleThatAsksFirstActsOnlyWhenStaffSayYes() throws Exception {
    Rule rule = SimPacks.words("ads", "no-ads", "加微信");
    Rule asking = SimPacks.asking(rule, Rule.First.STAFF);
    try (Sim sim = Sim.start(folder, SimPacks.with(List.of(asking)))) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      String first = group.says("小明", "加微信领券");
      String second = group.says("小红", "可以加微信付款吗");
      group.expectKept(first).expectKept(second);
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion'")).isEqualTo(2);
      assertThat(sim.count("moderation_case")).isZero();
      List<Long> numbers = sim.numbers("todo WHERE kind = 'rule-suggestion'");
      group.says("店长", "通过 #" + numbers.get(0));
      group.says("店长", "拒绝 #" + numbers.get(1));
      group.expectDeleted(first).expectKept(second);
      assertThat(sim.count("moderation_case WHERE user_id LIKE '%小明'")).isEqualTo(1);
      assertThat(sim.count("moderation_case")).isEqualTo(1);
      assertThat(sim.count("todo WHERE kind = 'rule-suggestion' AND state = 'done'")).isEqualTo(2);
    }
  }

  @Test
  void whoAppealsHearsOfItAlsoWhenNothingChanges() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      group.says("小明", "申诉 我没有发广告");
      says(sim, group, "店长", "维持 ");
      assertThat(group.room.whispered().getLast()).contains("@小明", "申诉重新看过了", "不变");

      group.says("小明", "申诉 请再看看");
      long number = sim.numbers("todo WHERE kind = 'rule-appeal' AND state <> 'done'").getFirst();
      group.says("店长", "完成 #" + number + " 群里确实不能留微信");
      assertThat(group.room.whispered().getLast())
          .contains("申诉已经处理完了")
          .as("what staff note for each other stays with them")
          .doesNotContain("群里确实不能留微信");
      assertThat(group.room.whispered()).hasSize(4);

      says(sim, group, "店长", "维持 ");
      assertThat(group.room.whispered()).as("nobody asked").hasSize(4);
    }
  }

  @Test
  void whoAppealsAloneIsAnsweredAlone() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小明", "加微信领券");
      sim.whispers("小明", "申诉 我没有发广告");
      says(sim, group, "店长", "维持 ");
      assertThat(toldAlone(sim, "小明").getLast()).contains("申诉重新看过了", "不变");
      assertThat(group.room.whispered()).isEmpty();
    }
  }

  @Test
  void whoWasSentAwayHearsInPrivateThatItWasTakenBack() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 4; i++) {
        group.says("小明", "加微信领券" + i);
      }
      assertThat(sim.count("moderation_case WHERE sanction = 'kick'")).isEqualTo(1);
      group.says("店长", "撤销 #4");
      assertThat(toldAlone(sim, "小明")).singleElement().asString().contains("#4", "撤销");
    }
  }

  @Test
  void staffTakeAllBackOrLeaveItAsItIs() throws Exception {
    try (Sim sim = Sim.start(folder)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (int i = 0; i < 3; i++) {
        group.says("小明", "加微信领券" + i);
        sim.pass(Duration.ofMinutes(1));
      }
      says(sim, group, "店长", "维持 ");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNotNull();
      assertThat(sim.count("strike WHERE void = 0")).isEqualTo(3);
      says(sim, group, "店长", "清零 ");
      assertThat(group.room.mutedUntil(Sim.user("小明"))).isNull();
      assertThat(sim.count("strike WHERE void = 0")).isZero();
    }
  }
}
