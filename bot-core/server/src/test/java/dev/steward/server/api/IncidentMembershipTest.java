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
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Database;
import dev.steward.server.TestStore;
import dev.steward.server.console.TestPlatform;
import dev.steward.server.data.Changes;
import dev.steward.server.data.Members;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Complaints come, are settled, go on and are erased in any order: those of one cause are in one
 * incident, and whoever follows the changes knows the same as the tables.
 */
class IncidentMembershipTest {
  private static final AccountId STEWARD = new AccountId("web", "steward");
  private static final GroupId GROUP = new GroupId("web", "a");
  private static final int STEPS = 22;
  private static final String[] SEEN = {"238", "228"};

  private ApiRig rig;
  private Members members;
  private String secret;
  private int ids;

  /** Whose complaint it is, and what it is about. */
  private record Filed(long number, String user, String cause) {}

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
    Pack pack =
        Objects.requireNonNull(PackReader.read(root.resolve("scripts/mother-and-baby")).pack());
    Database database = TestStore.open(folder.resolve("steward.db"));
    TestPlatform platform = new TestPlatform();
    Seals seals = new Seals(folder.resolve("seals"), new SecureRandom());
    rig =
        new ApiRig(
            database,
            database,
            platform,
            platform,
            name ->
                name.equals(pack.name())
                    ? Optional.of(new Scripts.Script(pack, 1))
                    : Optional.empty(),
            book ->
                new StandardFeatures(
                        book, ZoneId.of("Asia/Shanghai"), Holidays.NONE, _ -> false, seals)
                    ::of);
    members = new Members(database, Changes.of(rig.engine));
    secret = rig.all();
    deliver(new Event.GroupSeen(STEWARD, GROUP, id(), "群", EnumSet.allOf(Capability.class), now()));
    command(Key.group(GROUP), "bind", Map.of("pack", pack.name()));
    command(Key.group(GROUP), "go-live", Map.of());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String id() {
    return "e" + ids++;
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

  private void settle() {
    rig.settle(List.of(Key.group(GROUP)));
  }

  private Filed complain(String seen) {
    String user = "m" + ids;
    Sender member = Sender.member(new UserId("web", user), "成员");
    deliver(
        new Event.MessagePosted(
            STEWARD, GROUP, id(), member, Content.of("买贵了 小禾3段我付了248，公告写" + seen), now()));
    settle();
    for (String text : List.of("今天", "群内", "普通", "公告", "跳过", "对")) {
      deliver(new Event.PrivateMessagePosted(STEWARD, id(), member, Content.of(text), now()));
    }
    settle();
    long number =
        rig.read(sql -> sql.first("SELECT max(number) FROM complaint", row -> row.number(1)))
            .orElseThrow();
    return new Filed(
        number,
        "web:" + user,
        seen + " on day " + now().plus(Duration.ofHours(8)).getEpochSecond() / 86_400);
  }

  private void decide(Filed filed, String command) {
    command(
        Key.person(filed.user),
        "complaint-" + command,
        Map.of("number", Long.toString(filed.number), "note", "查过了"));
    settle();
  }

  /** What is left of it are figures: they are of the cause as before, and nobody waits for them. */
  @Test
  void whoseFirstWasErased() throws Exception {
    Filed first = complain("238");
    members.erase(first.user, now(), _ -> 0);
    List<Filed> all = List.of(first, complain("238"));
    Map<Long, Set<Long>> followed = new TreeMap<>();
    String _ = follow("", followed);
    expect(all, followed, "erased before the second came");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inAnyOrder(long seed) throws Exception {
    Random random = new Random(seed);
    List<Filed> all = new ArrayList<>();
    List<String> done = new ArrayList<>();
    Map<Long, Set<Long>> followed = new TreeMap<>();
    String cursor = "";
    for (int step = 0; step < STEPS; step++) {
      int what = all.isEmpty() ? 0 : random.nextInt(8);
      Filed one = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
      if (one == null || what < 3) {
        all.add(complain(SEEN[random.nextInt(SEEN.length)]));
        done.add("complaint " + all.getLast());
      } else if (what < 5) {
        decide(one, "explain");
        done.add("settle " + one.number);
      } else if (what == 5) {
        decide(one, "reopen");
        done.add("reopen " + one.number);
      } else if (what == 6) {
        members.erase(one.user, now(), _ -> 0);
        done.add("erase " + one.number);
      } else {
        rig.pass(Duration.ofHours(random.nextInt(9)));
        done.add("wait");
      }
      cursor = follow(cursor, followed);
      expect(all, followed, "seed " + seed + ": " + done);
    }
  }

  /** Reads on in the feed, as a product team does. */
  private String follow(String cursor, Map<Long, Set<Long>> into) {
    JsonNode page =
        ApiRig.json(
            rig.get(
                secret,
                "/api/v1/incidents?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
    for (JsonNode change : page.get("data")) {
      Set<Long> in = into.computeIfAbsent(change.get("id").asLong(), _ -> new TreeSet<>());
      switch (change.get("change").asString()) {
        case "joined" -> assertThat(in.add(change.get("complaint").asLong())).isTrue();
        case "left" -> assertThat(in.remove(change.get("complaint").asLong())).isTrue();
        default -> {}
      }
    }
    return page.get("nextCursor").asString();
  }

  private void expect(List<Filed> all, Map<Long, Set<Long>> followed, String as) {
    Map<String, Set<Long>> causes = new TreeMap<>();
    for (Filed filed : all) {
      causes.computeIfAbsent(filed.cause, _ -> new TreeSet<>()).add(filed.number);
    }
    List<Set<Long>> several =
        causes.values().stream().filter(numbers -> numbers.size() > 1).toList();
    assertThat(followed.values()).as(as).containsExactlyInAnyOrderElementsOf(several);
    for (String table :
        List.of(
            "SELECT number, incident FROM complaint WHERE incident IS NOT NULL",
            "SELECT complaint, incident FROM incident_complaint WHERE incident IS NOT NULL")) {
      Map<Long, Set<Long>> kept = new TreeMap<>();
      int _ =
          rig.read(
              sql ->
                  sql.list(
                          table,
                          row ->
                              kept.computeIfAbsent(row.number(2), _ -> new TreeSet<>())
                                  .add(row.number(1)))
                      .size());
      assertThat(kept).as(as).isEqualTo(followed);
    }
    assertThat(
            rig.count(
                "incident i WHERE (state = 'open') <> EXISTS (SELECT 1 FROM complaint c WHERE"
                    + " c.incident = i.number AND c.ended IS NULL)"))
        .as("open while anything in it is: " + as)
        .isZero();
    assertThat(
            rig.count(
                "incident i WHERE (state = 'open') <> EXISTS (SELECT 1 FROM todo t WHERE"
                    + " t.kind = 'incident' AND t.subject = 'incident:' || i.number"
                    + " AND t.state <> 'done')"))
        .as("in the list while open: " + as)
        .isZero();
    assertThat(
            rig.count(
                "complaint WHERE ended IS NOT NULL AND (due IS NOT NULL OR reply_due IS NOT NULL)"))
        .as("nothing that is over is late: " + as)
        .isZero();
  }
}
