package dev.steward.adapter.irc;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.SettingsException;
import dev.steward.wire.Intake;
import dev.steward.wire.Loops;
import dev.steward.wire.Redial;
import dev.steward.wire.Standing;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One login on one network: dials, and keeps what outlives a cut. */
final class IrcConnection implements ChatConnection, Session.Owner, Intake.Valve {
  private static final Logger log = LoggerFactory.getLogger(IrcConnection.class);
  private static final Duration TICK = Duration.ofSeconds(30);

  private final IrcSettings settings;
  private final EventLoopGroup group = Loops.one("irc");
  private final Intake intake;
  private final Standing standing;
  private final Redial redial;
  private final Station station;
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final ScheduledFuture<?> ticks;
  private volatile Map<GroupId, Set<Capability>> capabilities = Map.of();
  private volatile boolean closing;
  private volatile boolean flowing = true;
  private @Nullable Session session;
  private long malformed;

  private IrcConnection(
      IrcSettings settings, Host host, RandomGenerator random, Marks marks, Penalties penalties) {
    this.settings = settings;
    settings.channels().forEach(this::room);
    intake = new Intake(host.events(), host.timers(), this);
    standing = new Standing(host.clock());
    redial = new Redial(host.timers(), random, this::dial);
    station =
        new Station(
            settings,
            host,
            group.next(),
            random,
            settings.id(),
            new Reports(intake, marks, this::reading),
            marks,
            penalties);
    ticks =
        host.timers()
            .scheduleAtFixedRate(
                () -> station.onLoop(this::tick),
                TICK.toMillis(),
                TICK.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void room(String name, String password) {
    Room room = new Room(name, password);
    rooms.put(room.key(), room);
  }

  static IrcConnection open(IrcSettings settings, Host host, RandomGenerator random)
      throws SettingsException {
    Marks marks;
    Penalties penalties;
    try {
      marks = Marks.open(host.folder());
      penalties = Penalties.open(host.folder());
    } catch (IOException e) {
      throw new SettingsException(
          "adapters.irc", host.folder().toString(), "expected: a folder that can be read", e);
    }
    IrcConnection made = new IrcConnection(settings, host, random, marks, penalties);
    made.redial.start();
    return made;
  }

  private void dial() {
    station.onLoop(
        () -> {
          if (!closing) {
            standing.is(ConnectionHealth.State.CONNECTING, settings.toString());
            Session next = new Session(station, this, rooms.values());
            session = next;
            Socket.dial(settings, group, station.reports().reading(), next);
          }
        });
  }

  private void tick() {
    if (session != null) {
      session.tick();
    }
    station.marks().save();
  }

  @Override
  public void settled(Session told) {
    if (told == session) {
      redial.up();
      standing.is(ConnectionHealth.State.CONNECTED, detail());
    }
  }

  @Override
  public void changed(Session told) {
    Map<GroupId, Set<Capability>> now = new HashMap<>();
    for (Room room : rooms.values()) {
      if (!room.capabilities().isEmpty()) {
        now.put(station.group(room), room.capabilities());
      }
    }
    capabilities = Map.copyOf(now);
    if (standing.state() == ConnectionHealth.State.CONNECTED) {
      standing.is(ConnectionHealth.State.CONNECTED, detail());
    }
  }

  private String detail() {
    List<String> parts = new ArrayList<>();
    parts.add(settings.toString());
    long in = rooms.values().stream().filter(room -> room.state() != Room.State.OUT).count();
    parts.add("in " + in + " of " + rooms.size() + " channels");
    rooms.values().stream()
        .filter(room -> !room.problem().isEmpty())
        .forEach(room -> parts.add(room.name() + ": " + room.problem()));
    if (malformed > 0) {
      parts.add(malformed + " lines made no sense");
    }
    return String.join("; ", parts);
  }

  @Override
  public void malformed() {
    malformed++;
    if (standing.state() == ConnectionHealth.State.CONNECTED) {
      standing.is(ConnectionHealth.State.CONNECTED, detail());
    }
  }

  @Override
  public void over(Session told, Socket.Why why) {
    if (told != session) {
      return;
    }
    session = null;
    rooms.values().forEach(room -> room.isOut(""));
    station.marks().save();
    if (closing) {
      return;
    }
    // First, since whoever sees what is told may wait for the next try.
    redial.lost(why.pause());
    ConnectionHealth.State state =
        why.blocked() ? ConnectionHealth.State.BLOCKED : ConnectionHealth.State.CUT;
    standing.is(state, settings + ": " + why.text());
    log.warn("{}: {}", settings, why.text());
  }

  @Override
  public void pause() {
    flowing = false;
    if (station.loop().inEventLoop()) {
      station.reports().flow(false);
    } else {
      station.onLoop(this::flow);
    }
  }

  /** Later, and not in place: the caller is inside the intake. */
  @Override
  public void resume() {
    flowing = true;
    station.onLoop(this::flow);
  }

  private void flow() {
    station.reports().flow(flowing);
  }

  private void reading(boolean on) {
    if (session != null) {
      session.reading(on);
    }
  }

  @Override
  public List<AccountId> accounts() {
    return List.of(station.account());
  }

  @Override
  public Set<Capability> capabilities(GroupId asked) {
    return capabilities.getOrDefault(asked, Set.of());
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    Action action = order.action();
    if (closing) {
      return CompletableFuture.completedFuture(Verdict.notConnected());
    }
    GroupId in = action.group();
    if (in != null && !(in.platform().equals(IrcAdapter.PLATFORM) && rooms.containsKey(in.id()))) {
      return CompletableFuture.completedFuture(new Outcome.Unsupported(action.needs()));
    }
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    boolean taken =
        station.onLoop(
            () -> {
              var _ =
                  begin(action)
                      .whenComplete(
                          (done, failure) ->
                              outcome.complete(failure == null ? done : broken(action, failure)));
            });
    return taken ? outcome : CompletableFuture.completedFuture(Verdict.notConnected());
  }

  private static Outcome broken(Action action, Throwable failure) {
    log.error("{}", action.getClass().getSimpleName(), failure);
    return Outcome.Failed.unknown("an error of Steward's own, see the log");
  }

  private CompletionStage<Outcome> begin(Action action) {
    try {
      return done(action);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Outcome> done(Action action) {
    Session now = session;
    Room room = action.group() == null ? null : rooms.get(action.group().id());
    if (room != null && !room.problem().isEmpty()) {
      return Hand.done(new Outcome.Refused("not in the channel: " + room.problem()));
    }
    if (now == null || (room != null && !room.isKnown())) {
      // What we know of the channel from before a cut is no ground to refuse anything for good.
      return Hand.done(Verdict.notConnected());
    }
    if (room != null && !room.capabilities().contains(action.needs())) {
      return Hand.done(new Outcome.Unsupported(action.needs()));
    }
    return now.perform(action);
  }

  /** The protocol can't tell: an order's label is forgotten with its answer. */
  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public ConnectionHealth health() {
    return standing.now();
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    redial.close();
    ticks.cancel(false);
    try {
      await(this::finish, 3);
      intake.close();
      await(this::leave, 2);
    } finally {
      standing.is(ConnectionHealth.State.CLOSED, "");
      Loops.end(group);
    }
  }

  private CompletionStage<Void> finish() {
    return session == null ? CompletableFuture.completedFuture(null) : session.drained();
  }

  private CompletionStage<Void> leave() {
    Session last = session;
    if (last != null) {
      last.now(Line.of("QUIT", "Steward"));
      last.closed(Socket.Why.cut("closed"));
    }
    station.marks().save();
    return CompletableFuture.completedFuture(null);
  }

  /** Does a step on the connection's thread and waits for it, for so many seconds. */
  private void await(Supplier<CompletionStage<Void>> step, int seconds) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    station.onLoop(
        () -> {
          var _ = step.get().whenComplete((_, _) -> done.complete(null));
        });
    try {
      done.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      log.warn("{}: what was under way did not end in time", settings);
    }
  }
}
