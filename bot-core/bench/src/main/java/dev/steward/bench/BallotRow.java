package dev.steward.bench;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

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
      rig.openPoll(GROUPS, now);
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
