package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.engine.pictures.Drawn;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Part;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QR codes in what members post. */
final class QrStoryTest {
  private static final RuleCheck.QrCodes CODES =
      new RuleCheck.QrCodes(List.of("shop.example-brand.com"));

  @TempDir Path folder;

  private static Pack pack(RuleCheck check) {
    return SimPacks.with(
        List.of(
            SimPacks.rule("codes", "no-ads", check),
            SimPacks.rule("flood", "quiet", new RuleCheck.Flood(2, Duration.ofMinutes(1)))));
  }

  private static String posts(
      Sim sim, Sim.Group group, String name, String words, String... codes) {
    List<Segment> segments = new java.util.ArrayList<>();
    if (!words.isEmpty()) {
      segments.add(new Segment.Text(words));
    }
    for (String code : codes) {
      segments.add(sim.platform.picture("p-" + code, Drawn.file(Drawn.code(code, 200), "png")));
    }
    return group.posts(name, new Content(segments), sim.clock.instant());
  }

  @Test
  void aCodeThatLeadsAwayIsTakenAway() throws Exception {
    try (Sim sim = Sim.start(folder, pack(CODES))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(posts(sim, group, "小明", "扫码领试用装", "https://u.wechat.example/abc"));
      assertThat(sim.count("moderation_case WHERE rule = 'codes'")).isEqualTo(1);
      assertThat(
              sim.<List<String>>read(
                  sql -> sql.list("SELECT text FROM evidence", row -> row.text(1))))
          .singleElement()
          .asString()
          .contains("扫码领试用装", "https://u.wechat.example/abc");
      assertThat(group.answers().getLast()).contains("小明").doesNotContain("u.wechat");
      group.expectKept(posts(sim, group, "小红", "店里的券", "https://shop.example-brand.com/coupon"));
      group.expectDeleted(posts(sim, group, "小兰", "", "weixin://dl/add?x"));
      group.expectKept(
          group.posts(
              "小丽",
              Content.of(new Segment.Image(new Media("gone", "image/png", 10), "")),
              sim.clock.instant()));
    }
  }

  @Test
  void theFirstMessagesAreCountedWithoutTheOneThatIsLookedAt() throws Exception {
    Pack first =
        SimPacks.with(
            List.of(SimPacks.rule("codes", "no-ads", CODES, new Condition.FirstMessages(2))));
    try (Sim sim = Sim.start(folder, first)) {
      Sim.Group group = sim.group("妈妈一群");
      group.says("小明", "大家好");
      group.expectDeleted(posts(sim, group, "小明", "", "https://u.wechat.example/abc"));
      group.expectKept(posts(sim, group, "小明", "", "https://u.wechat.example/def"));
    }
  }

  /** It is one message, though it is judged twice: it adds to no flood, and no rule hits twice. */
  @Test
  void itIsCountedOnce() throws Exception {
    try (Sim sim = Sim.start(folder, pack(CODES))) {
      Sim.Group group = sim.group("妈妈一群");
      posts(sim, group, "小明", "一", "https://shop.example-brand.com/1");
      posts(sim, group, "小明", "二", "https://shop.example-brand.com/2");
      assertThat(sim.count("moderation_case")).isZero();
      posts(sim, group, "小明", "三", "https://shop.example-brand.com/3");
      assertThat(sim.count("moderation_case WHERE rule = 'flood'")).isEqualTo(1);
    }
  }

  @Test
  void aRuleThatHitByItsWordsIsNotAskedAgain() throws Exception {
    RuleCheck check =
        new RuleCheck.Evidence(
            List.of(
                new Part("hints", SimPacks.words("x", "no-ads", "内部价").check(), 40),
                new Part("code", CODES, 40)),
            40,
            Set.of(),
            Set.of(),
            Set.of());
    try (Sim sim = Sim.start(folder, pack(check))) {
      Sim.Group group = sim.group("妈妈一群");
      sim.staff("店长");
      group.says("店长", "观察");
      posts(sim, group, "小明", "内部价扫码", "https://other.example/2");
      assertThat(sim.count("moderation_case WHERE mode = 'observed'")).isEqualTo(1);
    }
  }

  @Test
  void whoReportsWithAPictureOfItOrComplainsGoesFree() throws Exception {
    try (Sim sim = Sim.start(folder, pack(CODES))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(posts(sim, group, "小红", "管理员，有人发广告，处理一下", "https://other.example/1"));
      group.expectKept(posts(sim, group, "小丽", "罐底漏粉了，客服一直不理人，气死了", "https://other.example/2"));
      assertThat(sim.count("moderation_case")).isZero();
      assertThat(sim.count("todo WHERE kind = 'rule-report'")).isEqualTo(1);
    }
  }

  @Test
  void aPictureThatComesByAnEditIsLookedAt() throws Exception {
    try (Sim sim = Sim.start(folder, pack(CODES))) {
      Sim.Group group = sim.group("妈妈一群");
      String message = group.says("小明", "早上好");
      sim.deliver(
          new Event.MessageEdited(
              SimPlatform.ACCOUNT,
              group.id(),
              message,
              sim.id(),
              Sender.member(Sim.user("小明"), "小明"),
              Content.of(
                  sim.platform.picture(
                      "edited", Drawn.file(Drawn.code("https://other.example/9", 200), "png"))),
              sim.clock.instant()));
      sim.settle();
      group.expectDeleted(message);
    }
  }

  @Test
  void aCodeIsOneOfSeveralFindings() throws Exception {
    RuleCheck check =
        new RuleCheck.Evidence(
            List.of(
                new Part("hints", SimPacks.words("x", "no-ads", "内部价").check(), 40),
                new Part("code", CODES, 40)),
            80,
            Set.of(),
            Set.of(),
            Set.of());
    try (Sim sim = Sim.start(folder, pack(check))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectKept(posts(sim, group, "小红", "这是什么码", "https://other.example/1"));
      group.expectDeleted(posts(sim, group, "小明", "内部价扫码", "https://other.example/2"));
    }
  }

  @Test
  void newcomersMayBeKeptFromCodes() throws Exception {
    RuleCheck check = new RuleCheck.Newcomer(Duration.ofDays(1), Set.of(RuleCheck.Kind.QR_CODE));
    try (Sim sim = Sim.start(folder, pack(check))) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      group.expectDeleted(posts(sim, group, "小明", "看", "https://other.example/1"));
      sim.pass(Duration.ofDays(2));
      group.expectKept(posts(sim, group, "小明", "看", "https://other.example/2"));
    }
  }
}
