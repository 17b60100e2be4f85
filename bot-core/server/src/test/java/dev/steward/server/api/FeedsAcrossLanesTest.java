package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.TestStore;
import dev.steward.server.console.TestPlatform;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Members of several groups vote and complain at once, their keys in two lanes, while somebody
 * pulls: every change comes once and in order.
 */
class FeedsAcrossLanesTest {
  private static final AccountId STEWARD = new AccountId("web", "steward");
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int GROUPS = 4;
  private static final int MEMBERS = 24;
  private static final int ROUNDS = 4;
  private static final int COMPLAINING = 10;

  private final AtomicLong ids = new AtomicLong();
  private TwoLanes lanes;
  private ApiRig rig;
  private String secret;

  /** A list that is pulled, and where its changes stand in the database. */
  private record Feed(String path, String stored) {}

  private static final List<Feed> FEEDS =
      List.of(
          new Feed(
              "/api/v1/polls/1/responses",
              "SELECT seq FROM ballot_change WHERE poll = 1 ORDER BY seq"),
          new Feed("/api/v1/complaints", "SELECT seq FROM complaint_change ORDER BY seq"),
          new Feed("/api/v1/incidents", "SELECT seq FROM incident_change ORDER BY seq"));

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
    Pack pack =
        Objects.requireNonNull(PackReader.read(root.resolve("scripts/mother-and-baby")).pack());
    Database database = TestStore.open(folder.resolve("steward.db"));
    lanes = new TwoLanes(database);
    TestPlatform platform = new TestPlatform();
    Seals seals = new Seals(folder.resolve("seals"), new SecureRandom());
    rig =
        new ApiRig(
            database,
            TestStore.POSTGRESQL ? database : lanes,
            platform,
            platform,
            name ->
                name.equals(pack.name())
                    ? Optional.of(new Scripts.Script(pack, 1))
                    : Optional.empty(),
            book -> new StandardFeatures(book, CHINA, Holidays.NONE, _ -> false, seals)::of);
    secret = rig.all();
    for (int i = 0; i < GROUPS; i++) {
      deliver(
          new Event.GroupSeen(
              STEWARD, group(i), id(), "群 " + i, EnumSet.allOf(Capability.class), now()));
      command(Key.group(group(i)), "bind", Map.of("pack", pack.name()));
      command(Key.group(group(i)), "go-live", Map.of());
    }
    for (int i = 0; i < MEMBERS; i++) {
      says(i, "大家好");
    }
    command(
        Key.BRAND,
        "poll-open",
        Map.of(
            "question",
            Json.write(
                Objects.requireNonNull(
                    QuickPoll.read("下次聊什么？ | 睡觉 | 辅食 | 转奶", Language.ZH, CHINA).question())),
            "minutes",
            "1440",
            "groups",
            Json.write(IntStream.range(0, GROUPS).mapToObj(i -> group(i).toString()).toList())));
    settle();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static GroupId group(int i) {
    return new GroupId("web", "g" + i % GROUPS);
  }

  private String id() {
    return "e" + ids.incrementAndGet();
  }

  private Instant now() {
    return rig.clock().instant();
  }

  private void deliver(Event event) {
    rig.engine.sink().deliver(event).toCompletableFuture().join();
  }

  private void command(Key key, String name, Map<String, String> arguments) {
    rig.engine
        .command(new Event.StaffCommand(id(), key, "owner", name, arguments, now()))
        .toCompletableFuture()
        .join();
  }

  private static Sender member(int i) {
    return Sender.member(new UserId("web", "m" + i), "成员" + i);
  }

  private void says(int who, String text) {
    deliver(
        new Event.MessagePosted(STEWARD, group(who), id(), member(who), Content.of(text), now()));
  }

  private void privately(int who, String text) {
    deliver(new Event.PrivateMessagePosted(STEWARD, id(), member(who), Content.of(text), now()));
  }

  private void settle() {
    rig.settle(IntStream.range(0, GROUPS).mapToObj(i -> Key.group(group(i))).toList());
  }

  private void vote(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < MEMBERS; i++) {
        says(i, "选" + (1 + random.nextInt(3)));
      }
    }
  }

  private void complain() {
    for (int i = 0; i < COMPLAINING; i++) {
      for (String text : List.of("买贵了 小禾3段我付了248，公告写238", "今天", "群内", "普通", "公告", "跳过", "对")) {
        privately(i, text);
      }
    }
  }

  /** Reads on from a cursor to the end of what is there; returns the next cursor. */
  private String pull(Feed feed, String cursor, int limit, List<Long> into) {
    String next = cursor;
    boolean more = true;
    while (more) {
      rig.pass(PullApi.EACH);
      HttpResponse<String> answer =
          rig.get(
              secret, feed.path + "?limit=" + limit + (next.isEmpty() ? "" : "&cursor=" + next));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode page = ApiRig.json(answer);
      page.get("data").forEach(row -> into.add(row.get("seq").asLong()));
      next = page.get("nextCursor").asString();
      more = page.get("hasMore").asBoolean();
    }
    return next;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyChangeIsPulledOnceAndInOrderWhileSeveralLanesWrite(long seed) {
    List<CompletableFuture<Void>> writers =
        List.of(
            CompletableFuture.runAsync(() -> vote(seed)),
            CompletableFuture.runAsync(this::complain));
    Random pages = new Random(-seed);
    List<List<Long>> pulled = FEEDS.stream().<List<Long>>map(_ -> new ArrayList<>()).toList();
    List<String> cursors = new ArrayList<>(FEEDS.stream().map(_ -> "").toList());
    int pulls = 0;
    boolean last = false;
    while (!last) {
      // Looked at before the pull: what was written by then must be in it.
      last = writers.stream().allMatch(CompletableFuture::isDone);
      if (last) {
        settle();
      }
      for (int i = 0; i < FEEDS.size(); i++) {
        int limit = 1 + pages.nextInt(9);
        cursors.set(i, pull(FEEDS.get(i), cursors.get(i), limit, pulled.get(i)));
      }
      pulls++;
    }
    writers.forEach(CompletableFuture::join);
    for (int i = 0; i < FEEDS.size(); i++) {
      String stored = FEEDS.get(i).stored;
      assertThat(pulled.get(i))
          .as("seed %s, %s, in %s pulls", seed, FEEDS.get(i).path, pulls)
          .isEqualTo(rig.read(sql -> sql.list(stored, row -> row.number(1))));
    }
    if (!TestStore.POSTGRESQL) {
      assertThat(lanes.commits()).as("both lanes have written").allMatch(commits -> commits > 20);
    }
    assertThat(rig.count("(SELECT DISTINCT respondent FROM ballot_change)")).isEqualTo(MEMBERS);
    assertThat(rig.count("complaint WHERE incident IS NOT NULL")).isEqualTo(COMPLAINING);
    assertThat(pulled.getLast()).hasSize(COMPLAINING + 1);
  }
}
