package dev.steward.bench;

import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Budget;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  private static Rule rule(String id, RuleCheck check, SourceMark mark) {
    return new Rule(id, "no-ads", check, List.of(), true, "default", null, mark);
  }
}
