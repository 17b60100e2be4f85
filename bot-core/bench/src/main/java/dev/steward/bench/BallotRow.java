package dev.steward.bench;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Ballots by number in the group, each from somebody else, one in ten said twice. */
final class BallotRow {
  private static final int GROUPS = 200;
  private static final int BALLOTS = 50_000;
  private static final int OUTSTANDING = 8_000;

  private BallotRow() {}

  static void run() throws Exception {
    Instant now = Instant.parse("2026-11-26T01:30:00Z");
    try (Rig rig = new Rig(InstantSource.fixed(now), BenchPack.of(List.of("加我微信")))) {
      rig.prepare(GROUPS);
      List<String> groups = IntStream.range(0, GROUPS).mapToObj(i -> "bench:g" + i).toList();
      rig.engine
          .command(
              new Event.StaffCommand(
                  "open",
                  Key.BRAND,
                  "owner",
                  "poll-open",
                  Map.of(
                      "question",
                      Json.write(
                          Objects.requireNonNull(
                              QuickPoll.read(
                                      "下次聊什么 | 睡整觉 | 加辅食 | 选奶粉",
                                      Language.ZH,
                                      ZoneId.of("Asia/Shanghai"))
                                  .question())),
                      "groups",
                      Json.write(groups),
                      "minutes",
                      "1440"),
                  now))
          .toCompletableFuture()
          .join();
      rig.settle();
      Semaphore room = new Semaphore(OUTSTANDING);
      long start = System.nanoTime();
      for (int i = 0; i < BALLOTS; i++) {
        int who = i % 10 == 9 ? i - 9 : i;
        room.acquire();
        var _ =
            rig.engine
                .sink()
                .deliver(
                    new Event.MessagePosted(
                        Rig.ACCOUNT,
                        new GroupId("bench", "g" + who % GROUPS),
                        "m" + i,
                        Sender.member(new UserId("bench", "u" + who), "成员" + who),
                        Content.of(Integer.toString(1 + i % 3)),
                        now))
                .whenComplete((_, _) -> room.release());
      }
      room.acquire(OUTSTANDING);
      double seconds = Rig.seconds(start);
      try (Sql sql = new Sql(rig.database.openForReading())) {
        long changes =
            sql.first("SELECT count(*) FROM ballot_change", row -> row.number(1)).orElse(0L);
        System.out.printf(
            "%-22s %12.0f ballots/s, %d changes written%n", "ballots", BALLOTS / seconds, changes);
      }
    }
  }
}
