package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ShopShare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is said: a live group, one that is only observed and a backtest of what was said decide
 * each message alike. {@code -Dsteward.seed=N} repeats a failure.
 */
@Tag("rounds")
final class AlikePropertyTest {
  private static final String CALLED = "加V信mama7788";
  private static final List<String> MEMBERS = List.of("小明", "小红", "小李", "小兰", CALLED);
  private static final List<String> SAID =
      List.of(
          "早上好呀",
          "加微信领券",
          "做代购的要的说一声",
          "看 https://evil.example/x",
          "店里的在 https://shop.example-brand.com/a",
          "加V信mama7788",
          "https://item.jd.com/100012043978.html 这个便宜",
          "有一手货源，电话 13812345678",
          "一手货源的意思是厂家直供吗",
          "宝妈福利群今晚开放，每天发一款试吃装",
          "昨天的奶粉漏气了没人处理",
          "大家快来看这个呀",
          "举报 楼上又发加微信的广告",
          "群规：一、禁止代购；二、不要叫人加微信",
          "编号 AB12345 的货到了吗",
          "我的记录",
          "群规",
          "签到",
          "1",
          "2");

  @TempDir Path folder;

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null
        ? LongStream.of(only)
        : LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3));
  }

  private static Rule rule(String id, RuleCheck check, Condition... conditions) {
    return SimPacks.rule(id, "no-ads", check, conditions);
  }

  /** A rule of each kind of check. */
  private static Pack pack() {
    return SimPacks.with(
        List.of(
            SimPacks.words("ads", "no-ads", "加微信", "代购"),
            rule("numbers", new RuleCheck.Patterns(List.of("AB[0-9]{5}"))),
            rule(
                "links",
                new RuleCheck.Links(List.of("shop.example-brand.com", "jd.com"), List.of(), true)),
            rule("contacts", new RuleCheck.Contacts(EnumSet.of(Contact.Kind.WECHAT), List.of())),
            rule("shops", new RuleCheck.Shops(EnumSet.allOf(ShopShare.Platform.class), List.of())),
            rule(
                "sideline",
                new RuleCheck.Evidence(
                    List.of(
                        new RuleCheck.Part("selling", words("一手货源"), 40),
                        new RuleCheck.Part(
                            "reach",
                            new RuleCheck.Contacts(EnumSet.of(Contact.Kind.PHONE), List.of()),
                            40)),
                    80,
                    Set.of(),
                    Set.of(),
                    Set.of())),
            rule("campaign", new RuleCheck.Copies(3, Duration.ofMinutes(10), 12, true)),
            rule(
                "reads-like-ads",
                new RuleCheck.Resembles(Set.of(RuleCheck.Misdeed.AD_EXTERNAL), 60)),
            rule("flood", new RuleCheck.Flood(4, Duration.ofSeconds(8))),
            rule("repeats", new RuleCheck.Repeats(3, Duration.ofMinutes(10))),
            rule("mention-all", new RuleCheck.Mentions(2, false)),
            rule(
                "newcomers",
                new RuleCheck.Newcomer(Duration.ofHours(1), EnumSet.of(RuleCheck.Kind.LOCATION))),
            rule("stickers", new RuleCheck.Posts(EnumSet.of(RuleCheck.Kind.STICKER))),
            rule("first", words("大家快来"), new Condition.FirstMessages(3))));
  }

  private static RuleCheck words(String word) {
    return new RuleCheck.Words(
        List.of(new RuleCheck.Word(word, RuleCheck.Match.LOOSE, SimPacks.MARK)));
  }

  private static Question question() {
    return new Question(
        "宝宝喝哪种奶？",
        Poll.Type.SINGLE,
        List.of(new Poll.Option("breast", "母乳"), new Poll.Option("formula", "配方奶")),
        false,
        1,
        1,
        List.of(),
        false,
        false,
        true,
        List.of(),
        "",
        Language.ZH,
        ZoneId.of("Asia/Shanghai"),
        null,
        0,
        null,
        null);
  }

  /**
   * What is said does not hang on what comes of it: both groups hear the same.
   *
   * @param poll whether one is open, which takes ballots for itself; in observed groups none does
   */
  private static void say(Sim sim, long seed, boolean live, boolean poll) {
    Random random = new Random(seed);
    sim.staff("店长");
    List<Sim.Group> groups = List.of(sim.group("妈妈一群"), sim.group("妈妈二群"));
    if (!live) {
      groups.forEach(group -> group.says("店长", "观察"));
    }
    if (poll) {
      sim.staffAsk(
          "poll-open",
          Map.of(
              "question",
              Json.write(question()),
              "minutes",
              "600",
              "groups",
              Json.write(List.of(groups.getFirst().id().toString()))));
    }
    for (String member : MEMBERS) {
      groups.forEach(group -> group.joins(member));
    }
    Map<String, String> last = new HashMap<>();
    for (int i = 0; i < 150; i++) {
      Sim.Group group = groups.get(random.nextInt(2));
      String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
      String other = MEMBERS.get(random.nextInt(MEMBERS.size()));
      String said = SAID.get(random.nextInt(SAID.size()));
      Instant now = sim.clock.instant();
      switch (random.nextInt(14)) {
        case 0 ->
            group.posts(
                member,
                Content.of(
                    new Segment.Mention(Sim.user(other), other), new Segment.Text(" " + said)),
                now);
        case 1 ->
            group.posts(
                member,
                Content.of(
                    new Segment.Quote("m", Sim.user(other), "加微信领券"), new Segment.Text(said)),
                now);
        case 2 -> group.posts("店长", Content.of("请大家转发：" + said), now);
        case 3 -> {
          String before = last.get(member + group.title());
          if (before != null) {
            group.edits(member, before, said);
          }
        }
        case 4 -> group.posts(member, Content.of(said), now.minus(Duration.ofHours(1)));
        case 5 ->
            group.posts(
                member,
                Content.of(
                    MEMBERS.stream()
                        .limit(1 + random.nextInt(4))
                        .map(one -> (Segment) new Segment.Mention(Sim.user(one), one))
                        .toArray(Segment[]::new)),
                now);
        case 6 -> {
          for (int posts = 0; posts < 5; posts++) {
            group.posts(member, Content.of("宝宝睡了没" + "呀".repeat(posts)), now);
          }
        }
        case 7 ->
            group.posts(
                member,
                Content.of(
                    random.nextBoolean()
                        ? new Segment.Location(31.2, 121.4, "家")
                        : new Segment.Sticker("s1", "早")),
                now);
        default -> last.put(member + group.title(), group.says(member, said));
      }
      sim.pass(Duration.ofSeconds(random.nextInt(4)));
    }
  }

  private record Decision(String feature, String verdict, @Nullable String rule) {}

  /** By place in the journal the rule that decided; what asks first counts where nothing acts. */
  private static Map<Long, String> decided(Sim sim) {
    Map<Long, String> decided = new TreeMap<>();
    Set<Long> again = new TreeSet<>();
    sim.read(
        sql -> {
          sql.each(
              "SELECT seq, feature, verdict, reason FROM decision WHERE feature IN ('rules',"
                  + " 'cases') ORDER BY id",
              row -> {
                Decision one =
                    new Decision(
                        row.text(2), row.text(3), Json.read(row.text(4), Reason.class).rule());
                if (one.verdict.equals("counted-before")) {
                  again.add(row.number(1));
                } else if (one.feature.equals("rules")
                    && one.rule != null
                    && !one.verdict.endsWith("spared")) {
                  decided.put(row.number(1), one.rule);
                }
              });
          return true;
        });
    decided.keySet().removeAll(again);
    return decided;
  }

  private static Map<Long, String> backtested(Sim sim, Pack pack) throws Exception {
    Map<Long, String> decided = new TreeMap<>();
    Backtest backtest =
        new Backtest(
            sim.database(),
            new Backtest.Asked(
                pack, null, Instant.EPOCH, sim.clock.instant().plusSeconds(1), Set.of(), 1, 0));
    try (Sql sql = new Sql(sim.database().openForReading())) {
      Guards guards = Guards.read(sql, null, Instant.EPOCH, sim.clock.instant());
      try (BacktestWorker worker =
          new BacktestWorker(backtest.setting, new Waves(), guards, new Waves(), guards)) {
        for (BacktestWorker.Row row : backtest.page(sql, 0)) {
          Map<String, Long> before = Map.copyOf(worker.draft.hits);
          worker.judge(row);
          worker.draft.hits.forEach(
              (rule, hits) -> {
                if (hits > before.getOrDefault(rule, 0L)) {
                  decided.put(row.seq(), rule);
                }
              });
        }
      }
    }
    return decided;
  }

  /** Who said what, and the rule that decided it, in order. */
  private static List<String> said(Sim sim, Map<Long, String> decided) {
    return decided.entrySet().stream()
        .map(
            one ->
                sim.read(
                    sql ->
                        sql.first(
                                "SELECT j.lane_key, j.user_id, b.text FROM journal j JOIN body b"
                                    + " ON b.seq = j.seq WHERE j.seq = ?",
                                row ->
                                    String.join(
                                        " ", row.text(1), row.text(2), row.text(3), one.getValue()),
                                one.getKey())
                            .orElseThrow()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void liveObservedAndBacktestedAreDecidedAlike(long seed) throws Exception {
    Pack pack = pack();
    List<String> first = List.of();
    for (boolean poll : new boolean[] {true, false}) {
      try (Sim live = Sim.start(Files.createDirectory(folder.resolve("live" + poll)), pack)) {
        say(live, seed, true, poll);
        Map<Long, String> decided = decided(live);
        first = said(live, decided);
        assertThat(Set.copyOf(decided.values())).as("seed %d", seed).hasSizeGreaterThan(10);
        assertThat(said(live, backtested(live, pack))).as("seed %d", seed).isEqualTo(first);
      }
    }
    try (Sim dry = Sim.start(Files.createDirectory(folder.resolve("dry")), pack)) {
      say(dry, seed, false, false);
      List<String> seen = said(dry, decided(dry));
      assertThat(said(dry, backtested(dry, pack))).as("seed %d, observed", seed).isEqualTo(seen);
      assertThat(seen).as("seed %d, observed and live", seed).isEqualTo(first);
    }
  }
}
