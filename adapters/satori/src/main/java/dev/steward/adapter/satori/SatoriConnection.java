package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.wire.Awaited;
import dev.steward.wire.HttpCaller;
import dev.steward.wire.Intake;
import dev.steward.wire.Loops;
import dev.steward.wire.Redial;
import dev.steward.wire.Standing;
import dev.steward.wire.WebSocketLine;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A Satori server at work. What it says is handled on one thread, the line's own; orders may be
 * given by any.
 */
final class SatoriConnection implements ChatConnection, Session.Listener, Intake.Valve {
  private static final Logger log = LoggerFactory.getLogger(SatoriConnection.class);
  private static final int LARGEST_FRAME = 8 << 20;
  private static final int LARGEST_ANSWER = 16 << 20;
  private static final int INVALID_TOKEN = 4004;
  private static final Duration WHEN_REFUSED = Duration.ofMinutes(1);
  private static final Duration NOTICE = Duration.ofSeconds(30);

  /** Of the five seconds of an end: threads take two more at most, unless one is stuck. */
  private static final Duration LAST_ORDERS = Duration.ofSeconds(3);

  private final SatoriSettings settings;
  private final Host host;
  private final Duration beat;
  private final EventLoopGroup loop = Loops.one("satori");
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpCaller http;
  private final Api api;
  private final Logins logins;
  private final Groups groups;
  private final Powers powers;
  private final Sightings sightings;
  private final Hearing hearing;
  private final Talk talk;
  private final Orders orders;
  private final Awaited<String, Boolean> notices;
  private final Keeper keeper;
  private final Intake intake;
  private final Redial redial;
  private final Standing standing;
  private final UnderWay underWay = new UnderWay();
  private volatile Optional<Long> last;
  private volatile boolean paused;
  private volatile boolean closed;
  private volatile @Nullable Session session;
  private volatile @Nullable WebSocketLine line;

  SatoriConnection(SatoriSettings settings, Host host, RandomGenerator random, Duration beat) {
    this.settings = settings;
    this.beat = beat;
    this.host = host;
    Memory memory = new Memory(host.folder(), settings.server().toString());
    Map<Native, List<Place>> remembered = memory.places();
    last = memory.position();
    http = new HttpCaller(host.timers(), LARGEST_ANSWER);
    api = new Api(http, settings);
    logins = new Logins(settings.logins(), List.copyOf(remembered.keySet()));
    groups = new Groups(settings.channels(), this::placesChanged);
    keeper =
        new Keeper(memory, () -> memory.places(logins.accounts(), groups), host.timers(), workers);
    remembered.forEach(
        (login, places) -> places.forEach(place -> groups.in(login.account(), place)));
    powers = new Powers(logins, groups, settings.buttons());
    sightings = new Sightings(groups, powers, host.clock());
    notices = new Awaited<>(host.timers(), NOTICE);
    Gone gone = new Gone();
    talk = new Talk(api, host, workers, settings.longestMessage());
    Errands errands = new Errands(api, host.timers(), notices, gone, this::missing);
    orders = new Orders(logins, groups, powers, talk, errands, host.clock());
    intake = new Intake(host.events(), host.timers(), this);
    hearing =
        new Hearing(
            logins,
            new EventReader(logins, groups, sightings, host.clock()),
            new Whereabouts(api, groups, sightings, loop, intake::take),
            talk,
            notices,
            gone,
            intake,
            api,
            new Marks(this::committed));
    standing = new Standing(host.clock());
    redial = new Redial(host.timers(), random, this::dial);
  }

  /** Connects, and returns at once. */
  SatoriConnection start() {
    redial.start();
    return this;
  }

  private void dial() {
    if (closed) {
      return;
    }
    Session next = new Session(settings.token(), last, host.timers(), beat, () -> paused, this);
    session = next;
    WebSocketLine.dial(
        new WebSocketLine.Address(settings.events(), Map.of(), LARGEST_FRAME), loop, next);
  }

  @Override
  public void opened(WebSocketLine made) {
    line = made;
  }

  @Override
  public void ready(JsonNode body) {
    orders.welcomed();
    hearing.welcome(body);
    redial.up();
    standing.is(ConnectionHealth.State.CONNECTED, "");
    log.info("satori: connected to {}: {}", settings, logins.line());
    flow();
  }

  @Override
  public void event(JsonNode body) {
    hearing.event(body);
  }

  /** A method is not there that was assumed to be: what depends on it can't be done any more. */
  private void missing(AccountId account, String method) {
    logins.lacks(account, method);
    log.info("satori: {} has no {}", account, method);
    try {
      loop.execute(() -> sightings.all(account).forEach(intake::take));
    } catch (RejectedExecutionException ended) {
      log.debug("satori: after the end");
    }
  }

  @Override
  public void malformed() {
    hearing.malformed();
  }

  @Override
  public void closed(int status, String reason) {
    line = null;
    if (closed) {
      return;
    }
    if (status == INVALID_TOKEN || status == 401 || status == 403) {
      standing.is(
          ConnectionHealth.State.BLOCKED,
          "the Satori server refuses the token: check adapters.satori.token");
      var _ = redial.lost(WHEN_REFUSED);
    } else {
      Duration pause = redial.lost();
      standing.is(
          ConnectionHealth.State.CUT, reason + "; trying again in " + pause.toSeconds() + " s");
    }
    log.warn("satori: {}: {}", settings, reason);
  }

  private void committed(long number) {
    last = Optional.of(number);
    keeper.position(number);
  }

  private void placesChanged() {
    keeper.places();
  }

  @Override
  public void pause() {
    paused = true;
    flow();
  }

  @Override
  public void resume() {
    paused = false;
    flow();
  }

  private void flow() {
    WebSocketLine open = line;
    if (open != null) {
      open.reading(!paused);
    }
  }

  @Override
  public List<AccountId> accounts() {
    return logins.accounts();
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    return powers.in(group);
  }

  @Override
  public boolean up(AccountId account) {
    return standing.now().state() == ConnectionHealth.State.CONNECTED && logins.online(account);
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    if (closed) {
      return CompletableFuture.completedFuture(
          Outcome.Failed.untried("the connection is closed", Orders.UNREACHABLE));
    }
    return underWay.add(orders.perform(order));
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public ConnectionHealth health() {
    ConnectionHealth now = standing.now();
    if (now.state() != ConnectionHealth.State.CONNECTED) {
      return now;
    }
    StringBuilder detail = new StringBuilder(logins.line());
    if (hearing.notUnderstood() > 0) {
      detail.append("; not understood: ").append(hearing.notUnderstood());
    }
    if (intake.refusals() > 0) {
      detail.append("; offered again: ").append(intake.refusals());
    }
    return new ConnectionHealth(now.state(), detail.toString(), now.since());
  }

  @Override
  public CompletionStage<Optional<byte[]>> open(Media media) {
    String source = media.ref();
    if (Sources.inlined(source)) {
      byte[] bytes = Sources.bytes(source);
      return CompletableFuture.completedFuture(
          bytes.length == 0 ? Optional.empty() : Optional.of(bytes));
    }
    return !closed && Sources.reachable(source)
        ? api.open(source)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    redial.close();
    Session open = session;
    if (open != null) {
      open.close();
    }
    intake.close();
    standing.is(ConnectionHealth.State.CLOSED, "");
    underWay.finish(LAST_ORDERS);
    notices.abandon();
    http.close();
    workers.shutdownNow();
    try {
      Loops.end(loop);
    } finally {
      keeper.write();
    }
  }
}
