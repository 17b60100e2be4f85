package dev.steward.engine.sim;

import dev.steward.engine.script.Budget;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Condition;
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
import dev.steward.engine.script.Topics;
import dev.steward.engine.script.Welcome;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Packs for tests, made without files. */
public final class SimPacks {
  /** Where everything stands. */
  public static final SourceMark MARK = new SourceMark("rules.yaml", 10, 5);

  private SimPacks() {}

  /** A pack with one rule of each kind, in Chinese. */
  public static Pack standard() {
    return with(
        List.of(
            words("ads", "no-ads", "加微信", "代购"),
            rule(
                "links",
                "no-ads",
                new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true)),
            rule("flood", "quiet", new RuleCheck.Flood(5, Duration.ofSeconds(5))),
            rule("repeats", "quiet", new RuleCheck.Repeats(3, Duration.ofMinutes(10))),
            rule("mention-all", "quiet", new RuleCheck.Mentions(5, false))));
  }

  public static Pack with(List<Rule> rules) {
    return ruledBy(
        new RuleBook(
            Duration.ofDays(30),
            Map.of(
                "default",
                new Ladder(
                    List.of(
                        new Ladder.Step(Ladder.Sanction.WARN, Duration.ZERO),
                        new Ladder.Step(Ladder.Sanction.WARN, Duration.ZERO),
                        new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofMinutes(10)),
                        new Ladder.Step(Ladder.Sanction.KICK, Duration.ZERO)))),
            rules,
            List.of("我爱宝宝牌奶粉")));
  }

  /** The standard pack with other rules, ladders and limits. */
  public static Pack ruledBy(RuleBook book) {
    return new Pack(
        "mama",
        "妈妈群",
        Language.ZH,
        ZoneId.of("Asia/Shanghai"),
        Map.of("shop", "https://shop.example-brand.com"),
        personas(),
        new Budget(null, 100, Duration.ZERO, 2),
        List.of(new Clause("no-ads", 1, "不发广告"), new Clause("quiet", 2, "不刷屏")),
        book,
        new Welcome(Duration.ofSeconds(60), "欢迎{{names}}来到{{group}}！", true, "我知道了", MARK),
        new CheckIn(
            List.of("签到", "打卡"),
            LocalTime.of(4, 0),
            5,
            50,
            new TreeMap<>(Map.of(3, 10, 7, 100)),
            2,
            Duration.ofSeconds(30),
            true,
            MARK),
        null,
        null,
        null,
        List.of(),
        List.of("优惠看 {{shop}}"));
  }

  /** The standard pack, without check-in. */
  public static Pack withoutCheckIn() {
    return with(standard().budget(), null, null, null, null);
  }

  /** The standard pack, where no missed day can be made up. */
  public static Pack withoutMakeUps() {
    CheckIn terms = Objects.requireNonNull(standard().checkIn());
    CheckIn strict =
        new CheckIn(
            terms.words(),
            terms.dayStarts(),
            terms.points(),
            terms.dailyCap(),
            terms.streaks(),
            0,
            terms.receipt(),
            terms.leaderboard(),
            terms.mark());
    return with(standard().budget(), strict, null, null, null);
  }

  /** The standard pack with a price desk. */
  public static Pack selling(Prices prices) {
    return with(standard().budget(), standard().checkIn(), null, prices, null);
  }

  /** The standard pack with topics. */
  public static Pack speaking(Topics topics) {
    return speaking(topics, standard().budget());
  }

  /** The standard pack with topics and a budget. */
  public static Pack speaking(Topics topics, Budget budget) {
    return with(budget, standard().checkIn(), topics, null, null);
  }

  /** The standard pack with answers. */
  public static Pack answering(Faq faq) {
    return with(standard().budget(), standard().checkIn(), null, null, faq);
  }

  /** A pack under another name. */
  public static Pack named(String name, Pack pack) {
    return like(
        pack,
        name,
        pack.zone(),
        pack.budget(),
        pack.checkIn(),
        pack.topics(),
        pack.prices(),
        pack.faq(),
        pack.polls());
  }

  /** A pack in another zone. */
  public static Pack zoned(ZoneId zone, Pack pack) {
    return like(
        pack,
        pack.name(),
        zone,
        pack.budget(),
        pack.checkIn(),
        pack.topics(),
        pack.prices(),
        pack.faq(),
        pack.polls());
  }

  /** A pack that says and asks this by itself. */
  public static Pack scheduling(Pack pack, @Nullable Topics topics, List<Poll> polls) {
    return like(
        pack,
        pack.name(),
        pack.zone(),
        pack.budget(),
        pack.checkIn(),
        topics,
        pack.prices(),
        pack.faq(),
        polls);
  }

  /** The standard pack with all that members can ask for; check-ins are answered every second. */
  public static Pack everything(Prices prices, Faq faq) {
    CheckIn terms = Objects.requireNonNull(standard().checkIn());
    CheckIn quick =
        new CheckIn(
            terms.words(),
            terms.dayStarts(),
            terms.points(),
            terms.dailyCap(),
            terms.streaks(),
            terms.makeUps(),
            Duration.ofSeconds(1),
            terms.leaderboard(),
            terms.mark());
    return with(standard().budget(), quick, null, prices, faq);
  }

  private static Pack with(
      Budget budget,
      @Nullable CheckIn checkIn,
      @Nullable Topics topics,
      @Nullable Prices prices,
      @Nullable Faq faq) {
    Pack pack = standard();
    return like(pack, pack.name(), pack.zone(), budget, checkIn, topics, prices, faq, pack.polls());
  }

  /** The standard pack with polls. */
  public static Pack asking(Poll... polls) {
    return scheduling(standard(), standard().topics(), List.of(polls));
  }

  private static Pack like(
      Pack pack,
      String name,
      ZoneId zone,
      Budget budget,
      @Nullable CheckIn checkIn,
      @Nullable Topics topics,
      @Nullable Prices prices,
      @Nullable Faq faq,
      List<Poll> polls) {
    return new Pack(
        name,
        pack.title(),
        pack.language(),
        zone,
        pack.values(),
        pack.personas(),
        budget,
        pack.clauses(),
        pack.rules(),
        pack.welcome(),
        checkIn,
        topics,
        prices,
        faq,
        polls,
        pack.helpLines());
  }

  private static Map<String, Persona> personas() {
    Map<String, Persona> all = new LinkedHashMap<>();
    all.put("helper", new Persona("helper", "小助手", Persona.Kind.ASSISTANT));
    all.put("teacher", new Persona("teacher", "育儿老师的助手", Persona.Kind.TEACHER));
    return all;
  }

  public static Rule words(String id, String clause, String... words) {
    return words(id, clause, RuleCheck.Match.LOOSE, words);
  }

  public static Rule words(String id, String clause, RuleCheck.Match match, String... words) {
    return rule(
        id,
        clause,
        new RuleCheck.Words(
            Stream.of(words).map(word -> new RuleCheck.Word(word, match, MARK)).toList()));
  }

  /** The same that asks somebody first. */
  public static Rule asking(Rule rule, Rule.First first) {
    return changed(rule, first, rule.observe());
  }

  /** The same that only observes. */
  public static Rule observing(Rule rule) {
    return changed(rule, rule.first(), true);
  }

  private static Rule changed(Rule rule, Rule.First first, boolean observe) {
    return new Rule(
        rule.id(),
        rule.clause(),
        rule.check(),
        rule.conditions(),
        rule.delete(),
        rule.ladder(),
        first,
        observe,
        rule.tell(),
        rule.notice(),
        rule.mark());
  }

  public static Rule rule(String id, String clause, RuleCheck check, Condition... conditions) {
    return new Rule(
        id,
        clause,
        check,
        List.of(conditions),
        true,
        "default",
        Rule.First.NOBODY,
        false,
        false,
        null,
        MARK);
  }
}
