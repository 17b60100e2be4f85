package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Order;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds whatever is said: taking a case back restores what was before it, and a group that is
 * only observed notices nothing. {@code -Dsteward.seed=N} repeats a failure.
 */
@Tag("rounds")
final class RulesPropertyTest {
  private static final List<String> MEMBERS = List.of("小明", "小红", "小李");
  private static final List<String> SAID =
      List.of(
          "早上好呀",
          "加微信领券",
          "做代购的要的说一声",
          "看 https://evil.example/x",
          "宝宝今天会翻身了",
          "昨天的奶粉漏气了没人处理",
          "大家快来看这个呀");

  @TempDir Path folder;

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null
        ? LongStream.of(only)
        : LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3));
  }

  private static Pack pack() {
    RuleBook book = SimPacks.standard().rules();
    return SimPacks.ruledBy(
        new RuleBook(
            Duration.ofHours(3),
            Map.of(
                "default",
                new Ladder(
                    List.of(
                        new Ladder.Step(Ladder.Sanction.WARN, Duration.ZERO),
                        new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofMinutes(10)),
                        new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofHours(2)),
                        new Ladder.Step(Ladder.Sanction.BAN, Duration.ZERO)))),
            book.rules(),
            List.of()));
  }

  /** What a member's standing is made of. */
  private record Standing(
      int strikes, Map<String, @Nullable Instant> muted, Map<String, Boolean> gone) {
    static Standing of(Sim sim, List<Sim.Group> groups, String member) {
      Map<String, @Nullable Instant> muted = new TreeMap<>();
      Map<String, Boolean> gone = new TreeMap<>();
      for (Sim.Group group : groups) {
        Instant until = group.room.mutedUntil(Sim.user(member));
        boolean still = until != null && until.isAfter(sim.clock.instant());
        muted.put(group.title(), still ? until : null);
        gone.put(group.title(), group.room.isGone(Sim.user(member)));
      }
      int strikes =
          (int)
              sim.count(
                  "strike s JOIN moderation_case c ON c.number = s.case_number"
                      + " WHERE s.void = 0 AND c.user_id LIKE '%"
                      + member
                      + "' AND s.expires > "
                      + sim.clock.instant().toEpochMilli());
      return new Standing(strikes, muted, gone);
    }
  }

  /** Somebody of the staff punishes by hand, or somebody breaks a rule, or nothing happens. */
  private static void something(Sim sim, Sim.Group group, String member, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> order(sim, group, member, "禁言 ", " " + (1 + random.nextInt(90)) + "分钟 吵架");
      case 1 -> order(sim, group, member, "警告 ", " 别吵");
      case 2 -> order(sim, group, member, "封禁 ", " 骗人");
      default -> group.says(member, SAID.get(random.nextInt(SAID.size())));
    }
  }

  private static void order(Sim sim, Sim.Group group, String member, String before, String after) {
    group.posts(
        "店长",
        Content.of(
            new Segment.Text(before),
            new Segment.Mention(Sim.user(member), member),
            new Segment.Text(after)),
        sim.clock.instant());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takingACaseBackRestoresWhatWasBeforeIt(long seed) throws Exception {
    Random random = new Random(seed);
    Path here = Files.createDirectory(folder.resolve("undo" + seed));
    try (Sim sim = Sim.start(here, pack())) {
      List<Sim.Group> groups = List.of(sim.group("妈妈一群"), sim.group("妈妈二群"));
      sim.staff("店长");
      int undone = 0;
      for (int i = 0; i < 40; i++) {
        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        Sim.Group group = groups.get(random.nextInt(groups.size()));
        Standing before = Standing.of(sim, groups, member);
        long cases = sim.count("moderation_case");
        something(sim, group, member, random);
        long after = sim.count("moderation_case");
        if (after > cases && random.nextBoolean()) {
          groups.getFirst().says("店长", "撤销 #" + after);
          assertThat(Standing.of(sim, groups, member))
              .as("seed %d, step %d, case #%d of %s", seed, i, after, member)
              .isEqualTo(before);
          undone++;
        }
        if (random.nextInt(8) == 0) {
          order(sim, group, member, "解除 ", "");
          assertThat(Standing.of(sim, groups, member).muted().get(group.title()))
              .as("seed %d, step %d, %s is free", seed, i, member)
              .isNull();
        }
        sim.pass(Duration.ofSeconds(1 + random.nextInt(600)));
      }
      assertThat(undone).isPositive();
    }
  }

  /** A case as it can be taken back. */
  private record Open(long number, String member, String group, boolean deleted, String text) {
    static List<Open> all(Sim sim) {
      return sim.read(
          sql ->
              sql.list(
                  "SELECT c.number, c.user_id, c.group_id, e.text, c.rule FROM moderation_case c"
                      + " JOIN evidence e ON e.case_number = c.number WHERE c.state = 'open'"
                      + " ORDER BY c.number",
                  row ->
                      new Open(
                          row.number(1),
                          UserId.parse(row.text(2)).id(),
                          row.text(3),
                          !row.text(5).equals(StaffOrders.BY_HAND),
                          row.text(4))));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whenAllIsTakenBackNothingIsLeftInWhateverOrder(long seed) throws Exception {
    Random random = new Random(seed);
    Path here = Files.createDirectory(folder.resolve("all" + seed));
    try (Sim sim = Sim.start(here, pack())) {
      List<Sim.Group> groups = List.of(sim.group("妈妈一群"), sim.group("妈妈二群"));
      sim.staff("店长");
      sim.staff("副店长");
      for (int i = 0; i < 25; i++) {
        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        long cases = sim.count("moderation_case");
        something(sim, groups.get(random.nextInt(groups.size())), member, random);
        long after = sim.count("moderation_case");
        if (after > cases && random.nextBoolean()) {
          groups.getFirst().says("店长", "确认 #" + after);
        }
        sim.pass(Duration.ofSeconds(1 + random.nextInt(60)));
      }
      assertThat(sim.count("case_review WHERE violates = 1")).as("seed %d", seed).isPositive();

      for (List<Open> open = Open.all(sim); !open.isEmpty(); open = Open.all(sim)) {
        Open one = open.get(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          sim.whispers(one.member(), "申诉");
        }
        boolean appealed =
            sim.count(
                    "todo WHERE kind = 'rule-appeal' AND state <> 'done' AND detail LIKE '%\"case\":\""
                        + one.number()
                        + "\"%'")
                > 0;
        Sim.Group group =
            groups.stream()
                .filter(g -> g.id().toString().equals(one.group()))
                .findFirst()
                .orElseThrow();
        groups.forEach(Sim.Group::answers);
        groups.get(random.nextInt(groups.size())).says("副店长", "撤销 #" + one.number());
        List<String> answers = group.answers();
        if (appealed && one.deleted()) {
          assertThat(answers)
              .as("seed %d, case %s is said again", seed, one)
              .anyMatch(answer -> answer.contains("误撤") && answer.contains(one.text()));
        } else {
          assertThat(answers).as("seed %d, case %s", seed, one).noneMatch(a -> a.contains("误撤"));
        }
      }

      for (String member : MEMBERS) {
        Standing left = Standing.of(sim, groups, member);
        assertThat(left.strikes()).as("seed %d, %s", seed, member).isZero();
        assertThat(left.muted().values()).as("seed %d, %s", seed, member).containsOnlyNulls();
        assertThat(left.gone()).as("seed %d, %s", seed, member).doesNotContainValue(true);
      }
      assertThat(sim.count("strike WHERE void = 0")).isZero();
      assertThat(sim.count("case_review WHERE violates = 1")).as("unlearned").isZero();
      assertThat(sim.count("todo WHERE kind = 'rule-appeal' AND state <> 'done'")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aGroupThatIsOnlyObservedNoticesNothing(long seed) throws Exception {
    Path here = Files.createDirectory(folder.resolve("observed" + seed));
    try (Sim sim = Sim.start(here, pack())) {
      List<Sim.Group> groups = List.of(sim.group("妈妈一群"), sim.group("妈妈二群"));
      sim.staff("店长");
      groups.forEach(group -> group.says("店长", "观察"));
      List<Order> before = List.copyOf(sim.platform.performed());
      List<String> said = new ArrayList<>();
      Random random = new Random(seed);
      for (int i = 0; i < 40; i++) {
        Sim.Group group = groups.get(random.nextInt(groups.size()));
        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        said.add(group.says(member, SAID.get(random.nextInt(SAID.size()))));
        sim.pass(Duration.ofSeconds(1 + random.nextInt(600)));
      }
      assertThat(sim.count("moderation_case WHERE mode = 'observed'"))
          .as("it would have acted")
          .isPositive();
      assertThat(sim.platform.performed()).isEqualTo(before);
      for (String message : said) {
        assertThat(groups).noneMatch(group -> group.room.isDeleted(message));
      }
      for (String member : MEMBERS) {
        assertThat(Standing.of(sim, groups, member).gone()).doesNotContainValue(true);
        assertThat(groups).allMatch(group -> group.room.mutedUntil(Sim.user(member)) == null);
      }
      assertThat(sim.count("strike WHERE mode = 'live'")).isZero();
      assertThat(sim.count("todo")).isZero();
    }
  }
}
