package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Postgres;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that breaks its turn: nothing of it stays but that it came, and the others go on. */
class SetAsideTest {
  private static final GroupId GROUP = new GroupId(SimPlatform.ACCOUNT.platform(), "一群");

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();

  /** Acts on every message, and breaks on some when all is written. */
  private static final class Breaks implements Feature {
    @Override
    public String name() {
      return "breaks";
    }

    @Override
    public boolean always() {
      return true;
    }

    @Override
    public void on(Event event, Turn turn) {
      if (event instanceof Event.MessagePosted posted) {
        if (posted.content().text().equals("too deep")) {
          throw new StackOverflowError();
        }
        turn.note("seen", Reason.of(name(), "看到了", "seen"), Mode.LIVE);
        if (posted.content().text().equals("poison")) {
          turn.then(
              () -> {
                throw new IllegalStateException("broken");
              });
        }
      }
    }

    @Override
    public void on(Letter letter, Turn turn) {}
  }

  private void story(Database database) throws Exception {
    SimPlatform platform = new SimPlatform();
    try (database;
        Engine engine =
            new Engine(
                new Engine.Parts(
                    database,
                    clock,
                    Executors.newSingleThreadScheduledExecutor(),
                    Executors.newSingleThreadScheduledExecutor(),
                    platform,
                    platform,
                    _ -> Optional.empty(),
                    Persons.load(new Sql(database.openForReading())),
                    _ -> new Limits(1e9, 1_000_000_000, 3, Duration.ofSeconds(10)),
                    _ -> List.of(new Breaks()),
                    new LaneFigures(new SimpleMeterRegistry()),
                    PageLinks.SAMPLE))) {
      engine.start();
      for (String text : List.of("poison", "after", "too deep", "last")) {
        assertThat(say(engine, text)).isEqualTo(EventSink.Receipt.COMMITTED);
      }
      assertThat(say(engine, "long after the end of time", Instant.MAX))
          .isEqualTo(EventSink.Receipt.COMMITTED);
      assertThat(say(engine, "now")).isEqualTo(EventSink.Receipt.COMMITTED);
      try (Sql sql = new Sql(database.openForReading())) {
        assertThat(
                sql.list(
                    "SELECT fate FROM journal WHERE kind = 'message-posted' ORDER BY seq",
                    row -> row.text(1)))
            .containsExactly("failed", "unbound", "failed", "unbound", "failed", "unbound");
        assertThat(sql.first("SELECT count(*) FROM decision", row -> row.number(1)))
            .as("what was decided on the broken ones is gone with them")
            .hasValue(3L);
      }
    }
  }

  private EventSink.Receipt say(Engine engine, String text) throws Exception {
    return say(engine, text, clock.instant());
  }

  private EventSink.Receipt say(Engine engine, String text, Instant at) throws Exception {
    return engine
        .sink()
        .deliver(
            new Event.MessagePosted(
                SimPlatform.ACCOUNT,
                GROUP,
                text + System.identityHashCode(new Object()),
                Sender.member(Sim.user("小明"), "小明"),
                Content.of(text),
                at))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void inAFile() throws Exception {
    story(SqliteDatabase.open(folder.resolve("steward.db")));
  }

  @Test
  void onPostgresql() throws Exception {
    story(PostgresDatabase.open(Postgres.fresh(), Postgres.LANES));
  }
}
