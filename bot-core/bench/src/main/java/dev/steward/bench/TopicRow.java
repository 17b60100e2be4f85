package dev.steward.bench;

import dev.steward.chat.GroupId;
import dev.steward.engine.schedule.Clockwork;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.script.Pack;
import dev.steward.engine.topics.TopicsFeature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** 20,000 groups whose topic is due at the same second, with everything said and confirmed. */
final class TopicRow {
  private static final int GROUPS = 20_000;

  private TopicRow() {}

  static void run() throws Exception {
    Pack pack = BenchPack.of(List.of("加我微信"));
    Instant due = Instant.parse("2026-11-26T01:30:00Z");
    try (Rig rig = new Rig(InstantSource.fixed(due), pack)) {
      rig.prepare(GROUPS);
      List<GroupId> groups =
          IntStream.range(0, GROUPS).mapToObj(i -> new GroupId("bench", "g" + i)).toList();
      AtomicReference<Runnable> alarm = new AtomicReference<>();
      Clockwork clockwork =
          new Clockwork() {
            @Override
            public void wakeAt(String id, Instant at, Runnable work) {
              if (!id.equals("look")) {
                alarm.set(work);
              }
            }

            @Override
            public void cancel(String id) {}

            @Override
            public void close() {}
          };
      MutableClock clock = new MutableClock(due.minusSeconds(1));
      Planner planner =
          new Planner(
              clock,
              Holidays.NONE,
              () -> TopicsFeature.plans(pack),
              name -> groups,
              rig.engine::due,
              clockwork);
      planner.start();
      clock.now = due;
      long start = System.nanoTime();
      Objects.requireNonNull(alarm.get()).run();
      double posted = Rig.seconds(start);
      rig.settle();
      System.out.printf(
          "%-22s posted after %.1f s, all said after %.1f s, %d said%n",
          "topic, 20,000 groups", posted, Rig.seconds(start), rig.yes.said.get());
    }
  }

  /** For the planner alone. */
  private static final class MutableClock implements InstantSource {
    private volatile Instant now;

    MutableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
