package dev.steward.bench;

import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import dev.steward.engine.script.Welcome;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pack of the bench: a word list, flood, links, and a topic each morning. */
final class BenchPack {
  private BenchPack() {}

  /** A pack with these words on its list. */
  static Pack of(List<String> words) {
    SourceMark mark = new SourceMark("rules.yaml", 1, 1);
    List<RuleCheck.Word> list =
        words.stream().map(word -> new RuleCheck.Word(word, RuleCheck.Match.NORMAL, mark)).toList();
    return new Pack(
        "bench",
        "bench",
        Language.ZH,
        ZoneId.of("Asia/Shanghai"),
        Map.of(),
        Map.of("helper", new Persona("helper", "小助手", Persona.Kind.ASSISTANT)),
        Budget.USUAL,
        List.of(new Clause("no-ads", 1, "不发广告")),
        new RuleBook(
            Duration.ofDays(30),
            Map.of(
                "default",
                new Ladder(List.of(new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofMinutes(10))))),
            List.of(
                rule("words", new RuleCheck.Words(list), mark),
                rule("flood", new RuleCheck.Flood(1_000_000, Duration.ofSeconds(1)), mark),
                rule("links", new RuleCheck.Links(List.of(), List.of(), true), mark)),
            List.of()),
        null,
        null,
        new Topics(
            List.of(
                new Topic(
                    "morning",
                    "每天 09:30",
                    TimeWords.read("每天 09:30").orElseThrow(),
                    Stream.of("早上好", "今天喝水了吗", "有什么新鲜事")
                        .map(text -> new Topic.Entry(text, null, Topic.Dates.ALWAYS, mark))
                        .toList(),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(5),
                    Topic.Dates.ALWAYS,
                    null,
                    false,
                    mark))),
        null,
        null,
        List.of(),
        List.of());
  }

  /** The same with answers. */
  static Pack answering(Faq faq) {
    Pack plain = of(List.of("加我微信"));
    return with(plain, null, null, null, faq, plain.topics(), List.of());
  }

  /** The rules of a pack with everything that a sample pack has, and with answers. */
  static Pack everything(Pack plain, Pack sample, Faq faq) {
    return with(
        plain,
        sample.welcome(),
        sample.checkIn(),
        sample.prices(),
        faq,
        sample.topics(),
        sample.polls());
  }

  private static Pack with(
      Pack plain,
      @Nullable Welcome welcome,
      @Nullable CheckIn checkIn,
      @Nullable Prices prices,
      Faq faq,
      @Nullable Topics topics,
      List<Poll> polls) {
    return new Pack(
        plain.name(),
        plain.title(),
        plain.language(),
        plain.zone(),
        plain.values(),
        plain.personas(),
        plain.budget(),
        plain.clauses(),
        plain.rules(),
        welcome,
        checkIn,
        topics,
        prices,
        faq,
        polls,
        plain.helpLines());
  }

  private static Rule rule(String id, RuleCheck check, SourceMark mark) {
    return new Rule(
        id,
        "no-ads",
        check,
        List.of(),
        true,
        "default",
        Rule.First.NOBODY,
        false,
        false,
        null,
        mark);
  }
}
