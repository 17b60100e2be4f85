package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.text.Contact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same text by several members, in one group or in many. */
final class TogetherStoryTest {
  private static final String ADVERT = "宝妈福利群今晚开放，每天发一款试吃装";

  @TempDir Path folder;
  private Pack pack;

  @BeforeEach
  void exactly() {
    copies(false);
  }

  private void copies(boolean nearly) {
    pack = TogetherPack.of(nearly);
  }

  @Test
  void theSameTextByThreeMembersIsAWaveOverAllGroups() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      one.expectKept(one.says("小甲", ADVERT));
      sim.pass(Duration.ofMinutes(2));
      one.expectKept(one.says("小甲", ADVERT));
      two.expectKept(two.says("小乙", "🌸" + ADVERT + "！！"));
      sim.pass(Duration.ofMinutes(2));
      assertThat(TogetherPack.todos(sim, "wave")).isZero();
      one.expectDeleted(one.says("小丙", ADVERT.replace("，", " ")));
      two.expectDeleted(two.says("小丁", ADVERT));
      assertThat(TogetherPack.todos(sim, "wave")).as("one report for the wave").isEqualTo(1);
      assertThat(sim.count("moderation_case")).as("copying is no offence").isZero();
      assertThat(sim.numbers("campaign")).as("one case for all of it").containsExactly(1L);
      assertThat(sim.count("campaign_post")).isEqualTo(5);
      assertThat(sim.count("campaign_post WHERE fate = 'taken'")).isEqualTo(2);
      assertThat(one.answers()).isEmpty();
    }
  }

  @Test
  void staffConfirmACampaignAndWhatStoodThereBeforeGoesToo() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      String first = one.says("小甲", ADVERT);
      String second = two.says("小乙", ADVERT);
      one.expectDeleted(one.says("小丙", ADVERT));
      one.expectKept(first);

      two.says("店长", "确认 #1");

      one.expectDeleted(first);
      two.expectDeleted(second);
      assertThat(two.answers().getLast()).contains("已确认 #1，还留着的 2 条也撤回");
      assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
      assertThat(sim.count("campaign WHERE state = 'confirmed'")).isEqualTo(1);
      assertThat(sim.count("strike")).isZero();
      two.says("店长", "确认 #1");
      assertThat(two.answers().getLast()).contains("已确认 #1").doesNotContain("撤回");
    }
  }

  @Test
  void whereStaffAreAskedFirstACampaignStandsUntilTheyConfirmIt() throws Exception {
    pack = asking(pack);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      String first = one.says("小甲", ADVERT);
      two.says("小乙", ADVERT);
      String third = one.says("小丙", ADVERT);
      one.expectKept(third);
      assertThat(TogetherPack.todos(sim, "wave")).isEqualTo(1);
      assertThat(sim.count("campaign_post WHERE fate = 'stands'")).isEqualTo(3);
      one.says("店长", "确认 #1");
      one.expectDeleted(first);
      one.expectDeleted(third);
      two.expectDeleted(two.says("小丁", ADVERT));
      assertThat(sim.count("campaign_post WHERE fate = 'taken'")).isEqualTo(4);
      assertThat(TogetherPack.todos(sim, "wave")).as("asked once").isEqualTo(1);
    }
  }

  private static Pack asking(Pack pack) {
    RuleBook book = pack.rules();
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            book.rules().stream()
                .map(
                    rule ->
                        rule.id().equals("campaign")
                            ? new Rule(
                                rule.id(),
                                rule.clause(),
                                rule.check(),
                                rule.conditions(),
                                true,
                                rule.ladder(),
                                Rule.First.STAFF,
                                false,
                                false,
                                null,
                                rule.mark())
                            : rule)
                .toList(),
            book.repeatable(),
            book.raid(),
            book.warnings(),
            book.names(),
            book.sharedBans()));
  }

  @Test
  void whatLeadsToTheBrandIsNoCampaignAndWhatAlsoLeadsElsewhereIsOne() throws Exception {
    try (Sim sim = Sim.start(folder, brands())) {
      Sim.Group group = sim.group("妈妈一群");
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        group.expectKept(group.says(name, "纸尿裤今天有券，找客服微信 brandhelp01 领"));
      }
      String both = "纸尿裤有券 https://shop.example-brand.com/a 更便宜的加微信 jiamama888 领";
      group.expectKept(group.says("小甲", both));
      group.expectKept(group.says("小乙", both));
      group.expectDeleted(group.says("小丙", both));
    }
  }

  /** Rules that know the brand's own contact, and of which only the campaign acts. */
  private Pack brands() {
    RuleBook book = pack.rules();
    return SimPacks.ruledBy(
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            List.of(
                book.rules().getFirst(),
                book.rules().get(1),
                observed(
                    "contacts",
                    new RuleCheck.Contacts(
                        EnumSet.of(Contact.Kind.WECHAT), List.of("brandhelp01")))),
            book.repeatable(),
            book.raid(),
            book.warnings(),
            book.names(),
            book.sharedBans()));
  }

  private static Rule observed(String id, RuleCheck check) {
    return new Rule(
        id,
        "no-ads",
        check,
        List.of(),
        true,
        "default",
        Rule.First.NOBODY,
        true,
        false,
        null,
        SimPacks.MARK);
  }

  @Test
  void peopleWhoOrderTogetherWriteOneListOn() throws Exception {
    copies(true);
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      String list = "周六团购纸尿裤，要的往下写\n1. 小明 两包大码";
      group.expectKept(group.says("小明", list));
      for (String name : List.of("小红", "小兰", "小刚", "小军", "小丽")) {
        list += "\n" + list.lines().count() + ". " + name + " 一包中码";
        group.expectKept(group.says(name, list));
      }
      String bare = "1. 小明 2罐\n2. 小红 1罐";
      group.expectKept(group.says("小红", bare));
      for (String name : List.of("小兰", "小刚", "小军", "小丽")) {
        bare += "\n" + (bare.lines().count() + 1) + ". " + name + " 3罐";
        group.expectKept(group.says(name, bare));
      }
      assertThat(TogetherPack.todos(sim, "wave")).isZero();
    }
  }

  @Test
  void staffTakeACampaignBackAndItGoesFree() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group one = sim.group("妈妈一群");
      Sim.Group two = sim.group("妈妈二群");
      sim.staff("店长");
      one.says("小甲", ADVERT);
      one.says("小乙", ADVERT);
      one.expectDeleted(one.says("小丙", ADVERT));
      two.expectDeleted(two.says("小丁", ADVERT));
      one.answers();
      two.answers();

      one.says("店长", "撤销 #1");

      for (Sim.Group group : List.of(one, two)) {
        assertThat(group.answers()).singleElement().asString().contains("误撤", ADVERT);
      }
      assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
      two.expectKept(two.says("小戊", ADVERT));
      try (Sim again = sim.restart()) {
        Sim.Group known = again.known("妈妈一群");
        for (String name : List.of("小己", "小庚", "小辛", "小壬")) {
          known.expectKept(known.says(name, ADVERT));
        }
      }
    }
  }

  @Test
  void whoseCopyWasTakenAwayMayAppeal() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小甲", ADVERT);
      group.says("小乙", ADVERT);
      group.expectDeleted(group.says("小丙", ADVERT));
      sim.whispers("小丙", "我的记录");
      assertThat(sim.platform.performed().getLast().action().toString())
          .contains("没有任何违规记录", "#1", "不算违规");
      sim.whispers("小丙", "申诉 店里让我们转的");
      assertThat(
              sim.count(
                  "todo WHERE kind = 'rule-appeal' AND state <> 'done' AND detail LIKE"
                      + " '%\"case\":\"1\"%'"))
          .isEqualTo(1);

      sim.staffAsk("undo", Map.of("case", "1"));

      assertThat(sim.count("todo WHERE state <> 'done'")).isZero();
      assertThat(group.answers()).last().asString().contains("误撤", ADVERT);
    }
  }

  @Test
  void whatAnotherRuleTookAwayIsItsOwnCase() throws Exception {
    String advert = ADVERT + "，加我领券";
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        group.expectDeleted(group.says(name, advert));
      }
      assertThat(sim.count("moderation_case")).isEqualTo(4);
      assertThat(TogetherPack.todos(sim, "wave")).isEqualTo(1);
      assertThat(sim.count("campaign_post WHERE fate = 'otherwise'")).isEqualTo(4);
      long number = sim.numbers("campaign").getFirst();
      group.answers();

      group.says("店长", "撤销 #" + number);

      assertThat(group.answers()).last().asString().doesNotContain("误撤");
      assertThat(sim.count("moderation_case WHERE state = 'open'")).isEqualTo(4);
    }
  }

  @Test
  void aGroupThatIsOnlyObservedOpensNoCampaignAndTheNextDoes() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group observed = sim.group("妈妈一群");
      Sim.Group live = sim.group("妈妈二群");
      sim.staff("店长");
      observed.says("店长", "观察");
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        observed.expectKept(observed.says(name, ADVERT));
      }
      assertThat(sim.count("campaign")).isZero();
      live.expectDeleted(live.says("小戊", ADVERT));
      assertThat(sim.count("campaign")).isEqualTo(1);
      assertThat(sim.count("campaign_post")).as("what is only observed stays").isEqualTo(1);
    }
  }

  /** No fourth copy comes that would bring along what the third one missed. */
  @Test
  void copiesThatComeInOneBreathAreAllInTheCase() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      List<String> names = List.of("小甲", "小乙", "小丙");
      // The lane has these to do first; whether the copies share a batch is up to it.
      for (int i = 0; i < 300; i++) {
        posts(sim, group, "早" + i, "早安" + i, "早上好，今天第" + i + "个来报到");
      }
      names.forEach(name -> posts(sim, group, name, name, ADVERT));
      sim.settle();
      assertThat(sim.count("campaign_post")).isEqualTo(3);
      assertThat(sim.count("campaign_post WHERE fate = 'taken'")).isEqualTo(1);
      assertThat(sim.count("todo WHERE title LIKE '%3 个人%'")).isEqualTo(1);

      group.says("店长", "确认 #1");

      assertThat(group.answers()).last().asString().contains("还留着的 2 条也撤回");
      names.forEach(group::expectDeleted);
    }
  }

  /** Without waiting for what becomes of it. */
  private static void posts(Sim sim, Sim.Group group, String id, String name, String text) {
    var _ =
        sim.deliver(
            new Event.MessagePosted(
                SimPlatform.ACCOUNT,
                group.id(),
                id,
                Sender.member(Sim.user(name), name),
                Content.of(text),
                sim.clock.instant()));
  }

  @Test
  void staffGrantAnAppealAboutACopyByTheUsualWord() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("小丙", "加我领券");
      group.says("小甲", ADVERT);
      group.says("小乙", ADVERT);
      group.expectDeleted(group.says("小丙", ADVERT));
      sim.whispers("小丙", "申诉 店里让我们转的");
      group.answers();

      group.posts(
          "店长",
          Content.of(new Segment.Text("解除 "), new Segment.Mention(Sim.user("小丙"), "小丙")),
          sim.clock.instant());

      assertThat(group.answers()).last().asString().contains("误撤", ADVERT);
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isZero();
      assertThat(sim.count("strike WHERE void = 0")).as("the other case stays").isEqualTo(1);
      assertThat(sim.platform.performed())
          .anyMatch(order -> order.action().toString().contains("申诉已经处理完了"));
    }
  }

  @Test
  void changedTextsAreAWaveOnlyWhereTheManagerSaysSo() throws Exception {
    String all = ADVERT + "，先到先得，名额只有二十个，抓紧时间登记，宝宝月龄也写上";
    List<String> changed = List.of(all, all.replace("今晚", "明晚"), all.replace("二十", "三十"));
    for (boolean nearly : List.of(false, true)) {
      copies(nearly);
      try (Sim sim = Sim.start(Files.createDirectory(folder.resolve("nearly-" + nearly)), pack)) {
        Sim.Group group = sim.group("妈妈一群");
        group.expectKept(group.says("小甲", changed.get(0)));
        group.expectKept(group.says("小乙", changed.get(1)));
        String third = group.says("小丙", changed.get(2));
        assertThat(group.room.isDeleted(third)).isEqualTo(nearly);
      }
    }
  }

  @Test
  void whatIsShortLateOrAskedForIsNoWave() throws Exception {
    try (Sim sim = Sim.start(folder, pack)) {
      Sim.Group group = sim.group("妈妈一群");
      for (String name : List.of("小甲", "小乙", "小丙", "小丁")) {
        group.expectKept(group.says(name, "收到，谢谢店长"));
        group.expectKept(group.says(name, "我已经报名周六的亲子手工课啦啦"));
        group.expectKept(group.says(name, "拼团还差人，点这里 https://shop.example-brand.com/group/9"));
        group.expectKept(group.says(name, "昨天刚买今天就降价，说好的价保呢没人处理"));
        sim.pass(Duration.ofMinutes(1));
      }
      for (String name : List.of("小甲", "小乙", "小丙")) {
        group.expectKept(group.says(name, ADVERT));
        sim.pass(Duration.ofMinutes(6));
      }
      assertThat(sim.count("todo WHERE kind LIKE 'rule-%'")).isZero();
    }
  }
}
