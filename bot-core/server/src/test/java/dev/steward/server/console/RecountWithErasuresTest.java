package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.polls.Question;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever votes, changes, takes back or is erased: results are what the changes recount. */
class RecountWithErasuresTest {
  private static final List<String> GROUPS = List.of("web:mama-1", "web:mama-2");
  private static final List<String> WORDS =
      List.of("1", "2", "选3", "#1 1 3", "#1 2 3", "撤回投票", "4", "#1 5");

  private ConsoleRig rig;
  private int messages;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    Browser owner = rig.signedIn(StaffRole.OWNER);
    for (String group : GROUPS) {
      rig.deliver(
          new Event.GroupSeen(
              ConsoleRig.STEWARD,
              GroupId.parse(group),
              "seen-" + group,
              group,
              Set.of(Capability.values()),
              rig.clock.instant()));
      owner.post("/console/groups", "group", group, "do", "bind", "pack", "mother-and-baby");
      owner.post("/console/groups", "group", group, "do", "go-live");
    }
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void says(String group, String name, String text) {
    rig.deliver(
        new Event.MessagePosted(
            new AccountId("web", "steward"),
            GroupId.parse(group),
            "m" + messages++,
            Sender.member(new UserId("web", name), name),
            Content.of(text),
            rig.clock.instant()));
  }

  private void open(String line) {
    Question question =
        Objects.requireNonNull(
            QuickPoll.read(line, Language.ZH, ZoneId.of("Asia/Shanghai")).question());
    rig.engine
        .command(
            new Event.StaffCommand(
                "c1",
                Key.BRAND,
                "owner",
                "poll-open",
                Map.of(
                    "question",
                    Json.write(question),
                    "minutes",
                    "600",
                    "groups",
                    Json.write(GROUPS)),
                rig.clock.instant()))
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @CsvSource({"1, 哪个 | 甲 | 乙 | 丙", "2, 哪些 | 甲 | 乙 | 丙 | 多选 | 随机", "3, 几分 | 1-5"})
  void theResultsAreARecountOfTheChanges(long seed, String line) throws Exception {
    open(line);
    Random random = new Random(seed);
    for (int i = 0; i < 90; i++) {
      String name = "成员" + random.nextInt(15);
      says(GROUPS.get(random.nextInt(2)), name, WORDS.get(random.nextInt(WORDS.size())));
      if (i % 9 == 8) {
        rig.erase("web:" + name);
      }
    }
    says(GROUPS.getFirst(), "最后一个", "#1 1");
    Map<String, @Nullable String> latest = new HashMap<>();
    Map<String, String> kinds = new HashMap<>();
    List<String> _ =
        rig.read(
            sql ->
                sql.list(
                    "SELECT respondent, choices, kind FROM ballot_change WHERE poll = 1"
                        + " ORDER BY seq",
                    row -> {
                      latest.put(row.text(1), row.textOrNull(2));
                      kinds.put(row.text(1), row.text(3));
                      return row.text(1);
                    }));
    assertThat(kinds).containsValue("erased");
    Map<String, Long> recounted = new TreeMap<>();
    latest.values().stream()
        .filter(Objects::nonNull)
        .flatMap(choices -> Json.readStrings(choices).stream())
        .forEach(code -> recounted.merge(code, 1L, Long::sum));
    PollResults results =
        rig.read(sql -> PollData.results(sql, PollData.find(sql, 1).orElseThrow()));
    Map<String, Long> told = new TreeMap<>();
    results.shares().stream()
        .filter(share -> share.count() > 0)
        .forEach(share -> told.put(share.code(), share.count()));
    assertThat(told).isEqualTo(recounted);
    assertThat(results.n()).isEqualTo(latest.values().stream().filter(Objects::nonNull).count());
    assertThat(rig.texts("SELECT result FROM poll_receipt ORDER BY id DESC LIMIT 1"))
        .as("the running count")
        .singleElement()
        .asString()
        .contains("\"ballots\":" + results.n());
  }
}
