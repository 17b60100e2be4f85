package dev.steward.engine.rehearsal;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.pictures.PictureHelper;
import dev.steward.engine.pictures.PictureSource;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.rules.Labels;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The real engine with every real feature, the real planner and the real outbox, by a virtual
 * clock. Whoever has a stage gives it events and lets time pass; what follows is in the database
 * and in the chat. The same input leads to the same end, to the letter.
 *
 * <p>For the thread that made its {@link VirtualTime}.
 */
public final class Stage implements House, AutoCloseable {
  private final Database database;
  private final VirtualTime time;
  private final StaffBook staff;
  private final FaqHelper helper;
  private final Engine engine;
  private final Planner planner;
  private long commands;

  /**
   * What a stage is made of.
   *
   * @param database not owned
   * @param wire where the outbox ends
   * @param packs the packs in force, asked again at each look
   * @param zone in which the duty roster is meant
   * @param seals the keys of anonymous polls
   * @param models by which questions are looked up; not owned
   * @param labels what people say of messages, in place of what the rules read in them
   * @param pictures opens what members post
   * @param opinions a language model's
   */
  public record Props(
      Database database,
      VirtualTime time,
      Wire wire,
      Accounts accounts,
      Supplier<Collection<Scripts.Script>> packs,
      Holidays holidays,
      ZoneId zone,
      Limits limits,
      Seals seals,
      Models models,
      Labels labels,
      PictureSource pictures,
      Opinions opinions) {

    /** One on which the rules read for themselves. */
    public Props(
        Database database,
        VirtualTime time,
        Wire wire,
        Accounts accounts,
        Supplier<Collection<Scripts.Script>> packs,
        Holidays holidays,
        ZoneId zone,
        Limits limits,
        Seals seals,
        Models models) {
      this(
          database,
          time,
          wire,
          accounts,
          packs,
          holidays,
          zone,
          limits,
          seals,
          models,
          Labels.NONE,
          PictureSource.NONE,
          Opinions.NONE);
    }

    private Scripts scripts() {
      return name ->
          packs.get().stream().filter(script -> script.pack().name().equals(name)).findFirst();
    }
  }

  public Stage(Props props) throws SQLException {
    database = props.database();
    time = props.time();
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    helper =
        FaqHelper.rehearsed(props.models(), time.loop(), time, answer -> engine().answered(answer));
    StandardFeatures features =
        new StandardFeatures(staff, props.zone(), props.holidays(), helper, props.seals())
            .labelled(props.labels())
            .asking(props.opinions())
            .readingAhead(this::inTurn)
            .seeing(
                PictureHelper.rehearsed(
                    props.pictures(), time.loop(), time, answer -> engine().answered(answer)));
    engine =
        new Engine(
            new Engine.Parts(
                database,
                time,
                time.loop(),
                time.loop(),
                props.wire(),
                props.accounts(),
                props.scripts(),
                persons,
                account -> props.limits(),
                features::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    planner =
        new Planner(
            time,
            props.holidays(),
            () ->
                props.packs().get().stream()
                    .flatMap(script -> StandardFeatures.plans(script.pack()).stream())
                    .toList(),
            this::groupsOf,
            engine::due,
            new VirtualClockwork(time));
  }

  /** On the lane's own thread, so that a rehearsal goes the same way each time. */
  private synchronized void inTurn(Runnable work) {
    work.run();
  }

  /** Starts the engine; then whatever was left over from an earlier stage comes to its end. */
  public void start() throws SQLException {
    engine.start();
    planner.start();
    settle();
  }

  public Engine engine() {
    return engine;
  }

  @Override
  public Instant now() {
    return time.instant();
  }

  private List<GroupId> groupsOf(String pack) {
    return read(
        sql ->
            sql.list(
                "SELECT group_id FROM chat_group WHERE pack = ? AND state = 'present'"
                    + " ORDER BY group_id",
                row -> GroupId.parse(row.text(1)),
                pack));
  }

  @Override
  public void staff(String name) {
    engine
        .write(
            Key.BRAND,
            context ->
                context
                        .sql()
                        .update(
                            "INSERT INTO staff (login, name, role, created) VALUES (?, ?,"
                                + " 'manager', ?) ON CONFLICT (login) DO NOTHING",
                            name,
                            name,
                            time.instant())
                    + context
                        .sql()
                        .update(
                            "INSERT INTO staff_login (user_id, login, linked) VALUES (?, ?, ?)"
                                + " ON CONFLICT (user_id) DO NOTHING",
                            SimulatedChat.user(name),
                            name,
                            time.instant()))
        .toCompletableFuture()
        .join();
    staff.linked(SimulatedChat.user(name), name);
  }

  @Override
  public EventSink.Receipt deliver(Event event) {
    return engine.sink().deliver(event).toCompletableFuture().join();
  }

  /** The same without waiting; what follows is there once everything is settled. */
  void post(Event event) {
    var _ = engine.sink().deliver(event);
  }

  @Override
  public void command(GroupId group, String name, Map<String, String> arguments) {
    String id = "command-" + time.instant().toEpochMilli() + "-" + commands++;
    engine
        .command(
            new Event.StaffCommand(id, Key.group(group), "owner", name, arguments, time.instant()))
        .toCompletableFuture()
        .join();
  }

  @Override
  public void settle() {
    // Looked at in this order: once no lane is busy, all that followed is ready here.
    boolean more = true;
    while (more) {
      boolean busy = engine.busy();
      more = time.runReady() || busy;
      if (busy) {
        engine.write(Key.BRAND, context -> "").toCompletableFuture().join();
      }
    }
  }

  @Override
  public void pass(Duration step) {
    time.advance(step, this::settle);
    settle();
  }

  /** Asks the database, when everything is settled. */
  public <T> T read(Function<Sql, T> question) {
    try (Sql sql = new Sql(database.openForReading())) {
      return question.apply(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the rehearsal's database: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    planner.close();
    helper.close();
    engine.close();
  }
}
