package dev.steward.engine.lane;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.ManualAlarms;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.script.Pack;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/**
 * A process that {@link KillDayTest} kills: an engine with everything on and a planner, as the
 * server puts them together, which lives {@link KillDay} step by step. Its clock stands in a file,
 * so that the next process goes on where this one was. Arguments: the folder, a seed. Ends with 0
 * when the day is over.
 */
public final class KillDayTarget {
  /** What members said and Steward acknowledged, by number. */
  static final String ACKS = "acks";

  /** What the platform said. */
  static final String ORDERS = "orders";

  /** The time, in milliseconds since 1970. */
  static final String CLOCK = "clock";

  /** Has a line for each life that took up all that was left over. */
  static final String RECOVERED = "recovered";

  private final Path folder;
  private final ManualClock clock;
  private final Database database;
  private final StaffBook staff;
  private final FaqHelper helper;
  private final Engine engine;
  private final Planner planner;
  private final FileChannel acks;
  private int next;

  private KillDayTarget(Path folder, Random random) throws Exception {
    this.folder = folder;
    clock = new ManualClock(now(folder));
    database = KillStore.open(folder);
    acks = KillPlatform.append(folder.resolve(ACKS));
    next = KillTest.firstWithout(KillTest.lines(folder, ACKS));
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      staff = StaffBook.load(sql);
      persons = Persons.load(sql);
    }
    KillDayPlatform platform =
        new KillDayPlatform(
            KillPlatform.append(folder.resolve(ORDERS)),
            KillTest.lines(folder, ORDERS).stream().map(KillPlatform.Line::read).toList(),
            random);
    Pack pack = KillDay.pack();
    helper = FaqHelper.start(Models.none(), clock, answer -> engine().answered(answer));
    Scripts.Script script = new Scripts.Script(pack, 1);
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                clock.timers(),
                Executors.newSingleThreadScheduledExecutor(),
                platform,
                platform,
                name -> Optional.of(script),
                persons,
                account -> new Limits(1e9, 1_000_000_000, 3, Duration.ofMinutes(1)),
                new StandardFeatures(
                        staff,
                        pack.zone(),
                        Holidays.NONE,
                        helper,
                        new Seals(folder.resolve("seals"), new SecureRandom()))
                    ::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    planner =
        new Planner(
            clock,
            Holidays.NONE,
            () -> StandardFeatures.plans(pack),
            name -> KillDay.GROUPS,
            engine::due,
            new ManualAlarms(clock));
  }

  public static void main(String[] arguments) throws Exception {
    Thread.ofPlatform().daemon().start(KillTarget::endWithInput);
    KillDayTarget target =
        new KillDayTarget(Path.of(arguments[0]), new Random(Long.parseLong(arguments[1])));
    target.begin();
    target.live();
    target.ask();
    Runtime.getRuntime().halt(0);
  }

  /** Where the clock of a folder stands. */
  static Instant now(Path folder) throws Exception {
    Path file = folder.resolve(CLOCK);
    return Files.exists(file)
        ? Instant.ofEpochMilli(Long.parseLong(Files.readString(file)))
        : KillDay.BEGIN;
  }

  static void setClock(Path folder, Instant at) throws Exception {
    Path fresh = Files.writeString(folder.resolve("clock.new"), Long.toString(at.toEpochMilli()));
    var _ = Files.move(fresh, folder.resolve(CLOCK), StandardCopyOption.ATOMIC_MOVE);
  }

  private Engine engine() {
    return engine;
  }

  private void begin() throws Exception {
    engine.start();
    CompletableFuture.allOf(
            KillDay.opening().stream()
                .map(
                    event ->
                        event instanceof Event.StaffCommand command
                            ? engine.command(command)
                            : engine.sink().deliver(event))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .join();
    KillDay.BROADCASTS.forEach(this::broadcast);
    manager();
    planner.start();
    clock.advance(Duration.ZERO);
    settle();
    KillPlatform.write(KillPlatform.append(folder.resolve(RECOVERED)), "recovered\n");
  }

  private void broadcast(String text, Instant at) {
    long number =
        engine
            .write(
                Key.BRAND,
                context ->
                    drafted(context, text)
                        .orElseGet(
                            () ->
                                Broadcasts.draft(
                                    context, text, null, KillDay.GROUPS, at, "owner", false)))
            .toCompletableFuture()
            .join();
    var _ =
        engine
            .command(
                KillDay.command(
                    Key.BRAND, "broadcast-send", Map.of("number", Long.toString(number))))
            .toCompletableFuture()
            .join();
  }

  private static Optional<Long> drafted(TurnContext context, String text) {
    return context
        .sql()
        .first("SELECT number FROM broadcast WHERE text = ?", row -> row.number(1), text);
  }

  private void manager() {
    UserId user = new UserId("sim", KillDay.MANAGER);
    var _ =
        engine
            .write(
                Key.BRAND,
                context ->
                    context
                        .sql()
                        .update(
                            "INSERT INTO staff (login, name, role, created)"
                                + " VALUES (?, ?, 'manager', ?) ON CONFLICT (login) DO NOTHING",
                            KillDay.MANAGER,
                            KillDay.MANAGER,
                            KillDay.BEGIN))
            .toCompletableFuture()
            .join();
    staff.linked(user, KillDay.MANAGER);
  }

  private void live() throws Exception {
    while (true) {
      Instant now = clock.instant();
      say(KillDay.last(now));
      settle();
      if (!now.isBefore(KillDay.END)) {
        return;
      }
      Duration step = now.isBefore(KillDay.SILENCE) ? KillDay.STEP : KillDay.LONG_STEP;
      // Written down first: a clock does not go back.
      setClock(folder, now.plus(step));
      clock.advance(step);
      settle();
    }
  }

  /** What was not acknowledged is said again, and what came after that, as a platform does. */
  private void say(int last) {
    for (; next <= last; next++) {
      if (KillFeed.kind(next) == KillFeed.Kind.ANSWER) {
        // Who complained is asked first.
        settle();
      }
      int number = next;
      var _ =
          engine
              .sink()
              .deliver(KillDay.event(number, KillDay.secret(number) ? secretPoll() : 0))
              .thenRun(() -> KillPlatform.write(acks, number + "\n"));
    }
  }

  /** The number of the anonymous poll, as its buttons have it. */
  private long secretPoll() {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.first("SELECT number FROM poll WHERE item = 'secret'", row -> row.number(1))
          .orElse(0L);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The manager asks in each group what was not said. */
  private void ask() {
    for (GroupId group : KillDay.GROUPS) {
      var _ =
          engine
              .sink()
              .deliver(
                  new Event.MessagePosted(
                      SimPlatform.ACCOUNT,
                      group,
                      // As talk has them.
                      (1_000 + KillDay.GROUPS.indexOf(group)) + "9",
                      Sender.member(new UserId("sim", KillDay.MANAGER), KillDay.MANAGER),
                      Content.of("日程"),
                      clock.instant()))
              .toCompletableFuture()
              .join();
    }
    settle();
  }

  /** Until nothing waits but timers. */
  private void settle() {
    for (int quiet = 0; quiet < 2; ) {
      boolean idle =
          helper.waiting() == 0
              && engine.openActions().toCompletableFuture().join() == 0
              && !engine.busy();
      if (!idle) {
        engine.write(Key.BRAND, context -> true).toCompletableFuture().join();
      }
      quiet = idle ? quiet + 1 : 0;
    }
  }
}
