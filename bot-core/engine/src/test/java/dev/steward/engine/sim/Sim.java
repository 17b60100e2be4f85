package dev.steward.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.prices.PriceEditions;
import dev.steward.engine.rehearsal.SimulatedGroup;
import dev.steward.engine.rehearsal.Stage;
import dev.steward.engine.rehearsal.VirtualTime;
import dev.steward.engine.rules.Labels;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Postgres;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stage as stories use it, on a real database, with a simulated platform that may fail. */
public final class Sim implements AutoCloseable {
  /** The year of the simulated clock with one holiday and one make-up workday. */
  private static final Holidays HOLIDAYS =
      new Holidays(
          Map.of(
              2026,
              new Holidays.Year(
                  Set.of(LocalDate.of(2026, 10, 1)), Set.of(LocalDate.of(2026, 10, 10)))));

  /** {@code -Dsteward.stories.database=postgresql}: all stories, with four lanes. */
  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("steward.stories.database"));

  public final VirtualTime clock = new VirtualTime();
  public final SimPlatform platform;
  public final Path file;
  private final Map<String, Scripts.Script> scripts = new ConcurrentHashMap<>();
  private final Database database;
  private final @Nullable PostgresAddress address;
  private final Stage stage;
  private final AtomicLong ids;
  private final Models models;
  private boolean begun;
  private boolean closed;

  private Sim(
      Path file,
      @Nullable PostgresAddress address,
      SimPlatform platform,
      AtomicLong ids,
      long maxPages,
      Models models)
      throws Exception {
    this.file = file;
    this.address = address;
    this.platform = platform;
    this.ids = ids;
    this.models = models;
    database =
        address != null
            ? PostgresDatabase.open(address, Postgres.LANES)
            : maxPages > 0
                ? SqliteDatabase.open(file, maxPages)
                : SqliteDatabase.openThrowAway(file);
    stage =
        new Stage(
            new Stage.Props(
                database,
                clock,
                platform,
                platform,
                scripts::values,
                HOLIDAYS,
                ZoneId.of("Asia/Shanghai"),
                Limits.GENEROUS,
                new Seals(seals(file), new SecureRandom()),
                models,
                Labels.NONE,
                platform,
                platform.model));
  }

  /** A new PostgreSQL database, when that is what stories are to run on; else null for SQLite. */
  private static @Nullable PostgresAddress address() throws SQLException {
    return POSTGRESQL ? Postgres.fresh() : null;
  }

  /** Where the keys of anonymous polls are, beside a database. */
  public static Path seals(Path database) {
    return database.resolveSibling("seals");
  }

  /** Starts with an empty database. */
  public static Sim start(Path folder) throws Exception {
    return start(folder, SimPacks.standard());
  }

  public static Sim start(Path folder, Pack pack) throws Exception {
    return start(folder, pack, Models.none());
  }

  /** Starts with models by which questions are looked up; they are closed by whoever made them. */
  public static Sim start(Path folder, Pack pack, Models models) throws Exception {
    Sim sim =
        new Sim(
            folder.resolve("steward.db"),
            address(),
            new SimPlatform(),
            new AtomicLong(),
            0,
            models);
    sim.publish(pack, 1);
    sim.begin();
    return sim;
  }

  /** Starts with a database that may not grow beyond so many pages. */
  public static Sim startSmall(Path folder, long maxPages) throws Exception {
    Sim sim =
        new Sim(
            folder.resolve("steward.db"),
            null,
            new SimPlatform(),
            new AtomicLong(),
            maxPages,
            Models.none());
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
    Sim again = new Sim(file, address, platform, ids, 0, models);
    again.clock.advance(Duration.between(again.clock.instant(), at));
    again.scripts.putAll(scripts);
    again.begin();
    return again;
  }

  /** Stops, and starts again on PostgreSQL, where the data was taken meanwhile. */
  public Sim moved(PostgresAddress to) throws Exception {
    Instant at = clock.instant();
    close();
    Sim again = new Sim(file, to, platform, ids, 0, models);
    again.clock.advance(Duration.between(again.clock.instant(), at));
    again.scripts.putAll(scripts);
    again.begin();
    return again;
  }

  private void begin() throws SQLException {
    stage.start();
    begun = true;
    scripts.values().forEach(this::published);
  }

  public void publish(Pack pack, int version) {
    Scripts.Script script = new Scripts.Script(pack, version);
    scripts.put(pack.name(), script);
    if (begun) {
      published(script);
    }
  }

  private void published(Scripts.Script script) {
    engine()
        .write(
            Key.BRAND,
            context -> {
              PriceEditions.of(script.pack())
                  .write(context.sql(), script.version(), clock.instant());
              return true;
            })
        .toCompletableFuture()
        .join();
  }

  /** Where everything is kept. */
  public Database database() {
    return database;
  }

  public Engine engine() {
    return stage.engine();
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

  /** A group from before a restart. */
  public Group known(String title) {
    return new Group(platform.group(new GroupId("sim", title)), title);
  }

  /** A group that the bot has just been added to. */
  public Group joined(String title) {
    Group group = new Group(platform.group(new GroupId("sim", title)), title);
    deliver(
        new Event.GroupSeen(
            SimPlatform.ACCOUNT,
            group.room.id(),
            id(),
            title,
            platform.chat().abilities(),
            clock.instant()));
    settle();
    return group;
  }

  /** Makes a member a member of staff. */
  public void staff(String name) {
    stage.staff(name);
  }

  public static UserId user(String name) {
    return new UserId("sim", name);
  }

  public String id() {
    return Long.toString(ids.incrementAndGet());
  }

  /** Somebody writes to Steward in private. */
  public void whispers(String name, String text) {
    deliver(
        new Event.PrivateMessagePosted(
            SimPlatform.ACCOUNT,
            id(),
            Sender.member(user(name), name),
            Content.of(text),
            clock.instant()));
    settle();
  }

  /** Staff ask the brand for something in the console. */
  public void staffAsk(String name, Map<String, String> arguments) {
    engine()
        .command(new Event.StaffCommand(id(), Key.BRAND, "owner", name, arguments, clock.instant()))
        .toCompletableFuture()
        .join();
    settle();
  }

  /** The native id of the last message of ours that begins so. */
  public String ours(String beginning) {
    return platform.performed().stream()
        .filter(
            order ->
                order.action() instanceof Action.SendMessage send
                    && send.content().text().startsWith(beginning))
        .map(order -> "n" + order.id())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  public EventSink.Receipt deliver(Event event) {
    return stage.deliver(event);
  }

  /** Waits until nothing waits but timers: neither in a lane nor in the outbox. */
  public void settle() {
    stage.settle();
  }

  /** Moves the clock, and lets everything come to pass. */
  public void pass(Duration time) {
    stage.pass(time);
  }

  public <T> T read(Function<Sql, T> question) {
    settle();
    return stage.read(question);
  }

  public long count(String from) {
    return read(sql -> sql.first("SELECT count(*) FROM " + from, row -> row.number(1)).orElse(0L));
  }

  /** The numbers of todos or cases, as {@code todo WHERE kind = 'rule-appeal'} asks, in order. */
  public List<Long> numbers(String from) {
    return read(
        sql -> sql.list("SELECT number FROM " + from + " ORDER BY number", row -> row.number(1)));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    stage.close();
    database.close();
  }

  /** One group, as a test talks about it. */
  public final class Group {
    public final SimulatedGroup room;
    private final String title;
    private int heard;

    Group(SimulatedGroup room, String title) {
      this.room = room;
      this.title = title;
    }

    public GroupId id() {
      return room.id();
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
              SimPlatform.ACCOUNT,
              room.id(),
              message,
              Sender.member(user(name), name),
              content,
              at));
      settle();
      return message;
    }

    public void edits(String name, String message, String text) {
      deliver(
          new Event.MessageEdited(
              SimPlatform.ACCOUNT,
              room.id(),
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
              SimPlatform.ACCOUNT, room.id(), request, user(name), name, comment, clock.instant()));
      settle();
    }

    public void joins(String name) {
      var _ = joinsAtOnce(name).join();
    }

    /** The same without waiting for the commit. */
    public CompletableFuture<EventSink.Receipt> joinsAtOnce(String name) {
      return engine()
          .sink()
          .deliver(
              new Event.MemberJoined(
                  SimPlatform.ACCOUNT,
                  room.id(),
                  Sim.this.id(),
                  Sender.member(user(name), name),
                  null,
                  clock.instant()))
          .toCompletableFuture();
    }

    /** A member answers a message of ours. */
    public String replies(String name, String to, String text) {
      return posts(
          name,
          Content.of(new Segment.Quote(to, null, ""), new Segment.Text(text)),
          clock.instant());
    }

    /** A member presses a button under a message of ours; {@code label} is what it says. */
    public void presses(String name, String label) {
      String value =
          room.messages().reversed().stream()
              .flatMap(said -> said.message().buttons().stream())
              .filter(button -> button.label().equals(label))
              .findFirst()
              .orElseThrow()
              .value();
      deliver(
          new Event.ButtonPressed(
              SimPlatform.ACCOUNT,
              room.id(),
              Sim.this.id(),
              "n0",
              Sender.member(user(name), name),
              value,
              clock.instant()));
      settle();
    }

    /** Staff ask for something in the console. */
    public void staffAsk(String name, Map<String, String> arguments) {
      engine()
          .command(
              new Event.StaffCommand(
                  Sim.this.id(), Key.group(room.id()), "owner", name, arguments, clock.instant()))
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
