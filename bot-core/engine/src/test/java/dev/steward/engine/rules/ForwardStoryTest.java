package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Span;
import dev.steward.engine.pictures.Drawn;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.store.Json;
import dev.steward.engine.text.Contact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever forwards a bundle of messages publishes what is in it. */
final class ForwardStoryTest {
  @TempDir Path folder = Path.of("");

  private static Pack pack() {
    return SimPacks.with(
        List.of(
            SimPacks.words("ads", "no-ads", "加微信", "代购"),
            SimPacks.rule(
                "contacts",
                "no-ads",
                new RuleCheck.Contacts(
                    Set.of(Contact.Kind.WECHAT, Contact.Kind.QQ), List.of("shop_kf_01"))),
            SimPacks.rule(
                "codes", "no-ads", new RuleCheck.QrCodes(List.of("shop.example-brand.com"))),
            SimPacks.rule(
                "links",
                "no-ads",
                new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true)),
            SimPacks.rule("voices", "quiet", new RuleCheck.Posts(Set.of(Kind.VOICE, Kind.CARD))),
            SimPacks.rule("mentions", "quiet", new RuleCheck.Mentions(1, false))));
  }

  private static Segment.Forward bundle(Segment... said) {
    return new Segment.Forward(
        "群聊的聊天记录",
        Stream.of(said).map(one -> new Segment.Forward.Item("小刚", Content.of(one))).toList());
  }

  private static Segment text(String text) {
    return new Segment.Text(text);
  }

  private static String posts(Sim sim, Sim.Group group, String name, Segment... segments) {
    return group.posts(name, Content.of(segments), sim.clock.instant());
  }

  @Test
  void anAdvertInABundleIsAnAdvertAndTheCaseShowsWhere() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(
          posts(sim, group, "小明", text("😀看看"), bundle(text("大家好"), text("奶粉代购，量大从优"))));
      assertThat(marked(sim, "ads")).containsExactly("代购");
      group.expectDeleted(posts(sim, group, "小兰", bundle(text("团长微信号：jiamama888"))));
      assertThat(marked(sim, "contacts")).containsExactly("jiamama888");
      group.expectDeleted(
          posts(sim, group, "小丽", bundle(bundle(text("领券 https://evil.example/x")))));
      assertThat(marked(sim, "links")).containsExactly("https://evil.example/x");
      group.expectDeleted(
          posts(
              sim,
              group,
              "小芳",
              bundle(sim.platform.picture("p", Drawn.file(Drawn.code("weixin://x", 200), "png")))));
      group.expectDeleted(
          posts(
              sim, group, "小云", bundle(new Segment.Card(Segment.Card.Kind.CONTACT, "团长", "", ""))));
      assertThat(sim.count("moderation_case")).isEqualTo(5);
    }
  }

  @Test
  void harmlessTalkMayBeForwardedAndCallsNobody() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("妈妈一群");
      Content called =
          new Content(
              List.of(
                  new Segment.Quote("m1", Sim.user("小刚"), "加微信领券"),
                  new Segment.MentionAll(),
                  new Segment.Mention(Sim.user("小刚"), "代购小刚"),
                  new Segment.Mention(Sim.user("小红"), "小红"),
                  text("明天三点打疫苗，看 https://shop.example-brand.com/a 的说明，客服微信 shop_kf_01")));
      group.expectKept(
          posts(
              sim,
              group,
              "小明",
              new Segment.Forward("", List.of(new Segment.Forward.Item("代购小刚", called)))));
      assertThat(sim.count("moderation_case")).isZero();
    }
  }

  @Test
  void aNewcomersBundleIsLookedInto() throws Exception {
    Pack newcomers =
        SimPacks.with(
            List.of(
                SimPacks.rule(
                    "newcomers",
                    "no-ads",
                    new RuleCheck.Newcomer(Duration.ofDays(1), Set.of(Kind.LINK, Kind.IMAGE)))));
    try (Sim sim = Sim.start(folder, newcomers)) {
      Sim.Group group = sim.group("妈妈一群");
      group.joins("小明");
      group.expectKept(posts(sim, group, "小明", bundle(text("大家好"))));
      group.expectDeleted(posts(sim, group, "小明", bundle(text("看 https://evil.example/x"))));
      group.expectDeleted(
          posts(sim, group, "小明", bundle(sim.platform.picture("p", new byte[] {1}))));
    }
  }

  @Test
  void theWordsLinksAndIdsOfACardAreRead() throws Exception {
    Pack cards =
        SimPacks.with(
            pack().rules().rules().stream().filter(rule -> !rule.id().equals("voices")).toList());
    try (Sim sim = Sim.start(folder, cards)) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(
          posts(
              sim, group, "小明", new Segment.Card(Segment.Card.Kind.MINI_PROGRAM, "代购清单", "", "")));
      group.expectDeleted(
          posts(
              sim,
              group,
              "小兰",
              new Segment.Card(Segment.Card.Kind.ARTICLE, "好物", "详询微信号：jiamama888", "")));
      group.expectDeleted(
          posts(
              sim,
              group,
              "小丽",
              new Segment.Card(Segment.Card.Kind.PRODUCT, "好物", "", "https://evil.example/x")));
      group.expectDeleted(
          posts(
              sim, group, "小云", new Segment.Card(Segment.Card.Kind.CONTACT, "QQ", "10001000", "")));
      group.expectDeleted(
          posts(sim, group, "小芳", new Segment.Link("https://evil.example/x", "店里的活动")));
      group.expectKept(
          posts(sim, group, "小红", new Segment.Link("https://shop.example-brand.com/x", "店里的活动")));
    }
  }

  /** What a case marks in what it keeps. */
  private static List<String> marked(Sim sim, String rule) {
    return sim.<List<List<String>>>read(
            sql ->
                sql.list(
                    "SELECT c.spans, e.text FROM moderation_case c"
                        + " JOIN evidence e ON e.case_number = c.number WHERE c.rule = ?",
                    row -> {
                      String evidence = row.text(2);
                      return Stream.of(Json.read(row.text(1), Span[].class))
                          .map(span -> span.of(evidence))
                          .toList();
                    },
                    rule))
        .getLast();
  }
}
