package dev.steward.engine;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.flow.ActionRows;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.GroupFlow;
import dev.steward.engine.flow.Groups;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Post;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.Alarm;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.lane.Lanes;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Outbox;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Steward without platforms and without HTTP: lanes, outbox and alarm over one database. The
 * server, the tests, the rehearsal and the bench are compositions of this with another clock,
 * database or wire.
 */
public final class Engine implements AutoCloseable {
  private final Parts parts;
  private final Database database;
  private final Lanes lanes;
  private final Outbox outbox;
  private final Alarm alarm;

  /**
   * What an engine is made of.
   *
   * @param clock the only clock
   * @param timers sleeps by that clock; not owned
   * @param wire the way to the platforms
   * @param accounts our logins
   * @param scripts the packs in force
   * @param limits how fast each account may act
   * @param features makes the features of one lane, in the order in which they see events
   * @param pages the links to the member page
   */
  public record Parts(
      Database database,
      InstantSource clock,
      ScheduledExecutorService timers,
      ScheduledExecutorService outboxLoop,
      Wire wire,
      Accounts accounts,
      Scripts scripts,
      Persons persons,
      Function<AccountId, Limits> limits,
      Function<TurnContext, List<Feature>> features,
      LaneFigures figures,
      PageLinks pages) {}

  public Engine(Parts parts) {
    this.parts = parts;
    database = parts.database();
    lanes =
        new Lanes(
            database,
            parts.clock(),
            parts.persons(),
            parts.figures(),
            new Lanes.Wiring() {
              @Override
              public GroupFlow flow(Sql sql, Predicate<Key> mine) {
                TurnContext context = context(sql);
                return new GroupFlow(
                    context,
                    parts.accounts(),
                    parts.features().apply(context),
                    mine,
                    database.lanes());
              }

              @Override
              public void posts(List<Post> posts) {
                outbox.accept(posts);
              }

              @Override
              public void timers(List<GroupFlow.TimerChange> timers) {
                alarm.change(timers);
              }
            });
    outbox =
        new Outbox(parts.wire(), parts.clock(), parts.limits(), lanes::news, parts.outboxLoop());
    alarm = new Alarm(parts.clock(), parts.timers(), lanes::insist);
  }

  /**
   * Takes up what the last stop left: letters, actions, timers; from then on events are welcome.
   */
  public void start() throws SQLException {
    try (Sql sql = new Sql(database.openForReading())) {
      List<ActionRows.Unfinished> unfinished = ActionRows.unfinished(sql);
      lanes.start();
      outbox.recover(unfinished);
      alarm.load(sql);
    }
  }

  /** Where adapters deliver events. */
  public EventSink sink() {
    return lanes;
  }

  /** Staff ask for something in the console; completes once it is committed with what follows. */
  public CompletionStage<EventSink.Receipt> command(Event.StaffCommand command) {
    return lanes.insist(command);
  }

  /** A planned time has come in a group; waits for room in its lane, completes after the commit. */
  public CompletionStage<EventSink.Receipt> due(Event.TimerDue planned) {
    return lanes.insist(planned);
  }

  /** A helper has an answer; waits for room in its lane, completes after the commit. */
  public CompletionStage<EventSink.Receipt> answered(Event.HelperAnswered answer) {
    return lanes.insist(answer);
  }

  /** Runs a change in the lane of a key, in its transaction; completes after the commit. */
  public <T extends @Nullable Object> CompletionStage<T> write(
      Key key, Function<TurnContext, T> change) {
    return lanes.write(key, change);
  }

  /**
   * What a page that shows a member's own things needs, on a connection of its own: to read only.
   */
  public TurnContext context(Sql sql) {
    return new TurnContext(
        parts.clock(),
        sql,
        parts.scripts(),
        parts.persons(),
        new Groups(sql),
        new Numbers(),
        parts.pages());
  }

  /** The links to the member page. */
  public PageLinks pages() {
    return parts.pages();
  }

  /** What is wrong with the lanes right now; empty when all is well. */
  public List<String> troubles() {
    return lanes.troubles();
  }

  /** Inputs that wait. */
  public int waiting() {
    return lanes.waiting();
  }

  /**
   * Whether a lane has something to do. When it has not, everything that followed its commits was
   * handed to the outbox and the alarm.
   */
  public boolean busy() {
    return lanes.busy();
  }

  /** Actions that are not over. */
  public CompletionStage<Integer> openActions() {
    return outbox.open();
  }

  /**
   * Ends in order: no more alarms, the lanes finish what waits, the outbox what is under way. At
   * most about 10 s.
   */
  @Override
  public void close() {
    alarm.close();
    outbox.drain(Duration.ofSeconds(3));
    outbox.close();
    lanes.close();
  }
}
