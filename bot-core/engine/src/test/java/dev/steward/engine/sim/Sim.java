package dev.steward.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.engine.topics.TopicsFeature;
import dev.steward.testkit.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A real engine on a real database, with a manual clock and a simulated platform. */
public final class Sim implements AutoCloseable {
  /** The year of the simulated clock with one holiday and one make-up workday. */
  private static final Holidays HOLIDAYS =
      new Holidays(
          Map.of(
              2026,
              new Holidays.Year(
                  Set.of(LocalDate.of(2026, 10, 1)), Set.of(LocalDate.of(2026, 10, 10)))));

  public final ManualClock clock = new ManualClock();
  public final SimPlatform platform;
  public final Path file;
  private final Map<String, Scripts.Script> scripts = new ConcurrentHashMap<>();
  private final SqliteDatabase database;
  private final Engine engine;
  private final AtomicLong ids;
  private final StaffBook staff;
  private final Planner planner;
  private boolean closed;

  private Sim(Path file, SimPlatform platform, AtomicLong ids, long maxPages) throws Exception {
    this.file = file;
    this.platform = platform;
    this.ids = ids;
    database = SqliteDatabase.open(file, maxPages);
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    StandardFeatures features = new StandardFeatures(staff, ZoneId.of("Asia/Shanghai"), HOLIDAYS);
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                clock.timers(),
                Executors.newSingleThreadScheduledExecutor(),
                platform,
                platform,
                name -> Optional.ofNullable(scripts.get(name)),
                persons,
                account -> Limits.GENEROUS,
                features::of,
                new LaneFigures(new SimpleMeterRegistry())));
    planner =
        new Planner(
            clock,
            HOLIDAYS,
            () ->
                scripts.values().stream()
                    .flatMap(script -> TopicsFeature.plans(script.pack()).stream())
                    .toList(),
            pack ->
                read(
                    sql ->
                        sql.list(
                            "SELECT group_id FROM chat_group WHERE pack = ?",
                            row -> GroupId.parse(row.text(1)),
                            pack)),
            // The clock stands still until the turn is over and what it said is out.
            due -> {
              engine.due(due).toCompletableFuture().join();
              settle();
            },
            new SimClockwork(clock));
  }

  /** Starts with an empty database. */
  public static Sim start(Path folder) throws Exception {
    return start(folder, SimPacks.standard());
  }

  public static Sim start(Path folder, Pack pack) throws Exception {
    Sim sim = new Sim(folder.resolve("steward.db"), new SimPlatform(), new AtomicLong(), 0);
    sim.publish(pack, 1);
    sim.begin();
    return sim;
  }

  /** Starts with a database that may not grow beyond so many pages. */
  public static Sim startSmall(Path folder, long maxPages) throws Exception {
    Sim sim = new Sim(folder.resolve("steward.db"), new SimPlatform(), new AtomicLong(), maxPages);
    sim.publish(SimPacks.standard(), 1);
    sim.begin();
    return sim;
  }

  /** Stops, and starts again on the same database and platform. */
  public Sim restart() throws Exception {
    return restart(clock.instant());
  }

  /** The same, at a later time. */
  public Sim restart(Instant at) throws Exception {
    close();
    Sim again = new Sim(file, platform, ids, 0);
    again.clock.advance(Duration.between(again.clock.instant(), at));
    again.scripts.putAll(scripts);
    again.begin();
    return again;
  }

  private void begin() throws SQLException {
    engine.start();
    planner.start();
  }

  public void publish(Pack pack, int version) {
    scripts.put(pack.name(), new Scripts.Script(pack, version));
  }

  public Engine engine() {
    return engine;
  }

  /** A group that the bot is in, bound to the pack {@code mama}, and live. */
  public Group group(String title) {
    Group group = joined(title);
    group.staffAsk("bind", Map.of("pack", "mama"));
    group.staffAsk("go-live", Map.of());
    settle();
    group.heard = group.room.said().size();
    return group;
  }

  /** A group that the bot has just been added to. */
  public Group joined(String title) {
    Group group = new Group(platform.group(new GroupId("sim", title)), title);
    deliver(
        new Event.GroupSeen(
            SimPlatform.ACCOUNT,
            group.room.id,
            id(),
            title,
            EnumSet.allOf(Capability.class),
            clock.instant()));
    settle();
    return group;
  }

  /** Makes a member a member of staff. */
  public void staff(String name) {
    staff.linked(user(name), name);
  }

  public static UserId user(String name) {
    return new UserId("sim", name);
  }

  public String id() {
    return Long.toString(ids.incrementAndGet());
  }

  public EventSink.Receipt deliver(Event event) {
    return engine.sink().deliver(event).toCompletableFuture().join();
  }

  /** Waits until nothing waits: neither in a lane nor in the outbox. */
  public void settle() {
    for (int quiet = 0; quiet < 2; ) {
      engine.write(Key.BRAND, context -> "").toCompletableFuture().join();
      boolean idle =
          engine.openActions().toCompletableFuture().join() == 0 && engine.waiting() == 0;
      quiet = idle ? quiet + 1 : 0;
    }
  }

  /** Moves the clock, and lets everything come to pass. */
  public void pass(Duration time) {
    clock.advance(time);
    settle();
  }

  public <T> T read(Function<Sql, T> question) {
    settle();
    try (Sql sql = new Sql(database.openForReading())) {
      return question.apply(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String from) {
    return read(sql -> sql.first("SELECT count(*) FROM " + from, row -> row.number(1)).orElse(0L));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    planner.close();
    engine.close();
    database.close();
  }

  /** One group, as a test talks about it. */
  public final class Group {
    public final SimGroup room;
    private final String title;
    private int heard;

    Group(SimGroup room, String title) {
      this.room = room;
      this.title = title;
    }

    public GroupId id() {
      return room.id;
    }

    public String title() {
      return title;
    }

    /** A member posts; returns the message's id. */
    public String says(String name, String text) {
      return posts(name, Content.of(text), clock.instant());
    }

    public String posts(String name, Content content, Instant at) {
      String message = Sim.this.id();
      deliver(
          new Event.MessagePosted(
              SimPlatform.ACCOUNT, room.id, message, Sender.member(user(name), name), content, at));
      settle();
      return message;
    }

    public void edits(String name, String message, String text) {
      deliver(
          new Event.MessageEdited(
              SimPlatform.ACCOUNT,
              room.id,
              message,
              Sim.this.id(),
              Sender.member(user(name), name),
              Content.of(text),
              clock.instant()));
      settle();
    }

    /** Somebody asks to be let in. */
    public void asksIn(String name, String request, String comment) {
      deliver(
          new Event.JoinRequested(
              SimPlatform.ACCOUNT, room.id, request, user(name), name, comment, clock.instant()));
      settle();
    }

    public void joins(String name) {
      var _ = joinsAtOnce(name).join();
    }

    /** The same without waiting for the commit. */
    public CompletableFuture<EventSink.Receipt> joinsAtOnce(String name) {
      return engine
          .sink()
          .deliver(
              new Event.MemberJoined(
                  SimPlatform.ACCOUNT,
                  room.id,
                  Sim.this.id(),
                  Sender.member(user(name), name),
                  null,
                  clock.instant()))
          .toCompletableFuture();
    }

    /** Staff ask for something in the console. */
    public void staffAsk(String name, Map<String, String> arguments) {
      engine
          .command(
              new Event.StaffCommand(
                  Sim.this.id(), Key.group(room.id), "owner", name, arguments, clock.instant()))
          .toCompletableFuture()
          .join();
      settle();
    }

    /** What Steward has said here since the last time this was asked. */
    public List<String> answers() {
      settle();
      List<String> all = room.said();
      List<String> fresh = all.subList(Math.min(heard, all.size()), all.size());
      heard = all.size();
      return List.copyOf(fresh);
    }

    public Group expectDeleted(String message) {
      assertThat(room.isDeleted(message)).as("message %s is deleted", message).isTrue();
      return this;
    }

    public Group expectKept(String message) {
      assertThat(room.isDeleted(message)).as("message %s is deleted", message).isFalse();
      return this;
    }
  }
}
