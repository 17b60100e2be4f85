package dev.steward.engine.rehearsal;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.ManualAlarms;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The engine as the server puts it together: a database that flushes, an outbox on a thread of its
 * own. Only its clock is moved by hand, one timer at a time.
 */
final class LiveHouse implements House, AutoCloseable {
  final SimulatedChat chat = new SimulatedChat();
  private final ManualClock clock;
  private final SqliteDatabase database;
  private final StaffBook staff;
  private final FaqHelper helper;
  private final Engine engine;
  private final Planner planner;
  private int commands;

  LiveHouse(Path folder, Pack pack, Holidays holidays, Instant start) throws Exception {
    clock = new ManualClock(start);
    database = SqliteDatabase.open(folder.resolve("live.db"));
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    helper = FaqHelper.start(Models.none(), clock, answer -> engine().answered(answer));
    Scripts.Script script = new Scripts.Script(pack, 0);
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                clock.timers(),
                Executors.newSingleThreadScheduledExecutor(),
                chat,
                chat,
                name -> Optional.of(script).filter(one -> one.pack().name().equals(name)),
                persons,
                account -> Limits.GENEROUS,
                new StandardFeatures(
                        staff,
                        pack.zone(),
                        holidays,
                        helper,
                        new Seals(folder.resolve("seals"), new SecureRandom()))
                    ::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    planner =
        new Planner(
            clock,
            holidays,
            () -> StandardFeatures.plans(pack),
            name -> groups(),
            due -> {
              engine.due(due).toCompletableFuture().join();
              settle();
            },
            new ManualAlarms(clock));
    engine.start();
    planner.start();
  }

  private Engine engine() {
    return engine;
  }

  private List<GroupId> groups() {
    return read(
        sql ->
            sql.list(
                "SELECT group_id FROM chat_group WHERE pack IS NOT NULL ORDER BY group_id",
                row -> GroupId.parse(row.text(1))));
  }

  <T> T read(Function<Sql, T> question) {
    try (Sql sql = new Sql(database.openForReading())) {
      return question.apply(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public EventSink.Receipt deliver(Event event) {
    return engine.sink().deliver(event).toCompletableFuture().join();
  }

  @Override
  public void command(GroupId group, String name, Map<String, String> arguments) {
    engine
        .command(
            new Event.StaffCommand(
                "live-" + commands++, Key.group(group), "owner", name, arguments, now()))
        .toCompletableFuture()
        .join();
  }

  @Override
  public void staff(String name) {
    staff.linked(SimulatedChat.user(name), name);
  }

  @Override
  public void settle() {
    for (int quiet = 0; quiet < 2; ) {
      engine.write(Key.BRAND, context -> "").toCompletableFuture().join();
      boolean idle =
          helper.waiting() == 0
              && engine.openActions().toCompletableFuture().join() == 0
              && !engine.busy();
      quiet = idle ? quiet + 1 : 0;
    }
  }

  @Override
  public void pass(Duration step) {
    Instant end = now().plus(step);
    // Second by second, so that a timer that was set on the way comes at its own time.
    while (now().isBefore(end)) {
      clock.advance(Duration.ofSeconds(1));
      settle();
    }
  }

  @Override
  public void close() {
    planner.close();
    helper.close();
    engine.close();
    database.close();
  }
}
