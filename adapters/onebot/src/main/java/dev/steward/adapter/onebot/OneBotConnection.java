package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.SettingsException;
import dev.steward.wire.HttpCaller;
import dev.steward.wire.Loops;
import dev.steward.wire.Standing;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All OneBot implementations that Steward is connected to: it dials some, others call in, others
 * post over HTTP. A login is an {@link Account}, however its implementation is reached.
 */
final class OneBotConnection implements ChatConnection {
  /** The largest frame, post or answer. */
  static final int MOST_BYTES = 4 << 20;

  private static final int SEEN_SECONDS = 10;

  final Host host;
  final OneBotSettings settings;
  final Tally tally = new Tally();
  final EventLoopGroup loop = Loops.one("onebot");
  final HttpCaller http;
  final RandomGenerator random;
  final Logins logins;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private final List<Reached> reached = new CopyOnWriteArrayList<>();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Hand hand;
  private final Seen seen;
  private final ScheduledFuture<?> keeping;
  private final Pictures shown;
  private final Standing standing;
  private @Nullable Door door;
  private volatile boolean wasConnected;
  private volatile boolean closed;

  /** An implementation that Steward calls by itself. */
  interface Reached {
    /** What is wrong with it, or empty. */
    String trouble();

    /** Whether only a person can mend it. */
    boolean blocked();

    void close();
  }

  private OneBotConnection(OneBotSettings settings, Host host, RandomGenerator random) {
    this.settings = settings;
    this.host = host;
    this.random = random;
    this.http = new HttpCaller(host.timers(), MOST_BYTES);
    this.hand = new Hand(host, blocking);
    this.seen = Seen.open(host.folder());
    this.logins =
        new Logins(
            host, tally, settings.patience(), seen.read(host.clock().instant()), this::judge);
    this.shown = new Pictures(host, settings.mediaHosts());
    this.standing = new Standing(host.clock());
    this.keeping =
        host.timers()
            .scheduleAtFixedRate(
                () -> blocking.execute(this::keep), SEEN_SECONDS, SEEN_SECONDS, TimeUnit.SECONDS);
  }

  static OneBotConnection open(OneBotSettings settings, Host host, RandomGenerator random)
      throws SettingsException {
    OneBotConnection connection = new OneBotConnection(settings, host, random);
    try {
      connection.start();
    } catch (SettingsException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
    return connection;
  }

  private void listen(InetSocketAddress at) throws SettingsException {
    try {
      door = Door.open(at, settings.token(), MOST_BYTES, tally, this::welcome, host.timers(), loop);
    } catch (Exception failed) {
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SettingsException(
          "adapters.onebot.listen",
          String.valueOf(at),
          "can't be listened on: " + failed.getMessage() + " (expected: a free port)",
          failed);
    }
  }

  private void start() throws SettingsException {
    if (settings.listen() != null) {
      listen(settings.listen());
    }
    boolean posts = false;
    for (URI uri : settings.connect()) {
      if (OneBotSettings.isHttp(uri)) {
        posts = true;
        reached.add(HttpReached.start(this, uri));
      } else {
        reached.add(Dialled.start(this, uri));
      }
    }
    if (posts) {
      host.mount(
          OneBotAdapter.MOUNT,
          new PostDoor(
              settings.secretBytes(),
              tally,
              // Its signature proves that it is one of ours, also before we could call it.
              frame -> closed ? null : logins.of(frame.selfId).heard(frame)));
    }
  }

  /** The port that implementations connect to. */
  int listeningPort() {
    return Objects.requireNonNull(door, "no listen setting").port();
  }

  private Door.Guest welcome(String selfId, Door.Role role, Line line) {
    Visit visit = visit(role, line);
    visit.is(selfId);
    return visit;
  }

  /** A WebSocket has been opened. */
  Visit visit(Door.Role role, Line line) {
    Visit visit = new Visit(this, role, line);
    visits.add(visit);
    return visit;
  }

  /** How many WebSockets are open. */
  int lines() {
    return visits.size();
  }

  void ended(Visit visit) {
    visits.remove(visit);
  }

  /** Looks how the connection is as a whole. */
  void judge() {
    ConnectionHealth.State now;
    if (logins.all().stream().anyMatch(Account::up)) {
      now = ConnectionHealth.State.CONNECTED;
      wasConnected = true;
    } else if (logins.all().stream().anyMatch(Account::offline)
        || (!reached.isEmpty() && reached.stream().allMatch(Reached::blocked))) {
      now = ConnectionHealth.State.BLOCKED;
    } else {
      now = wasConnected ? ConnectionHealth.State.CUT : ConnectionHealth.State.CONNECTING;
    }
    standing.is(now, "");
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public List<AccountId> accounts() {
    return logins.upFirst();
  }

  @Override
  public boolean up(AccountId account) {
    Account known = logins.find(account);
    return known != null && known.up();
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    if (!group.platform().equals(OneBotAdapter.PLATFORM)) {
      return Set.of();
    }
    return logins.capabilities(group);
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    Account account = logins.find(order.account());
    if (closed || account == null) {
      return CompletableFuture.completedFuture(
          closed
              ? Outcome.Failed.untried("the connection is closed", Outcomes.NOT_CONNECTED)
              : new Outcome.Refused(order.account() + " is not one of our logins"));
    }
    return hand.perform(account, order);
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    // OneBot keeps no order's id: what was said can't be found again.
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Optional<byte[]>> open(Media media) {
    return shown.open(media);
  }

  @Override
  public ConnectionHealth health() {
    judge();
    List<String> parts = new ArrayList<>();
    long up = logins.all().stream().filter(Account::up).count();
    int groups = logins.all().stream().mapToInt(Account::groupCount).sum();
    parts.add(up + " of " + logins.all().size() + " logins, " + groups + " groups");
    logins.all().stream().map(Account::trouble).filter(t -> !t.isEmpty()).forEach(parts::add);
    reached.stream().map(Reached::trouble).filter(t -> !t.isEmpty()).forEach(parts::add);
    parts.add(tally.toString());
    standing.is(standing.state(), String.join("; ", parts));
    return standing.now();
  }

  private synchronized void keep() {
    seen.write(logins.moved(), logins::newest);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    standing.is(ConnectionHealth.State.CLOSED, "");
    keeping.cancel(false);
    if (door != null) {
      door.close();
    }
    reached.forEach(Reached::close);
    logins.close();
    visits.forEach(Visit::end);
    keep();
    Loops.end(loop);
    http.close();
    shown.close();
    blocking.shutdownNow();
  }
}
