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
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All OneBot implementations that Steward is connected to: it dials some, others call in, others
 * post over HTTP. A login is an {@link Account}, however its implementation is reached.
 */
final class OneBotConnection implements ChatConnection {
  private static final Logger log = LoggerFactory.getLogger(OneBotConnection.class);

  /** The largest frame, post or answer. */
  static final int MOST_BYTES = 4 << 20;

  private static final int SEEN_SECONDS = 10;

  final Host host;
  final OneBotSettings settings;
  final Tally tally = new Tally();
  final EventLoopGroup loop = Loops.one("onebot");
  final HttpCaller http;
  final RandomGenerator random;
  private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private final List<Reached> reached = new CopyOnWriteArrayList<>();
  private final Map<String, Link> deaf = new ConcurrentHashMap<>();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Hand hand;
  private final Seen seen;
  private final Map<String, Map<String, Long>> remembered;
  private final ScheduledFuture<?> keeping;
  private final Pictures shown;
  private final Standing standing;
  private @Nullable Door door;
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
    this.remembered = seen.read();
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
    } catch (Exception failed) {
      connection.close();
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SettingsException(
          "adapters.onebot.listen",
          String.valueOf(settings.listen()),
          "can't be listened on: " + failed.getMessage() + " (expected: a free port)",
          failed);
    }
    return connection;
  }

  private void start() throws InterruptedException {
    if (settings.listen() != null) {
      door =
          Door.open(
              settings.listen(),
              settings.token(),
              MOST_BYTES,
              tally,
              this::welcome,
              host.timers(),
              loop);
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
              frame -> {
                Account account = accounts.get(frame.selfId);
                return account == null || closed ? null : account.heard(frame);
              }));
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

  /** The login of that number; made when it is new. */
  Account account(String selfId) {
    return accounts.computeIfAbsent(
        selfId, id -> new Account(id, host, tally, settings.patience()));
  }

  /** Events of a login come on this line from now on. */
  void listens(Account account, Line line) {
    boolean deafBefore = account.lines.isEmpty();
    account.lines.add(line);
    Link calls = deaf.get(account.id);
    if (calls != null && deafBefore) {
      attached(account, calls);
    }
  }

  void listensNoMore(Account account, Line line) {
    account.lines.remove(line);
    Link calls = deaf.get(account.id);
    if (calls != null && account.lines.isEmpty()) {
      account.detach(calls);
      judge();
    }
  }

  /**
   * A login can be called over a line of its own, and is heard over another: only with both is it
   * there, or what is said between the two would be missed.
   */
  void callable(Account account, Link link) {
    deaf.put(account.id, link);
    if (!account.lines.isEmpty()) {
      attached(account, link);
    }
  }

  /** A login can act from now on. */
  void attached(Account account, Link link) {
    var _ =
        account
            .attach(link, remembered.getOrDefault(account.id, Map.of()))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    log.warn("login {}: its groups could not be read", account.id, failure);
                  }
                  judge();
                });
  }

  void detached(Account account, Link link) {
    deaf.remove(account.id, link);
    Link other = account.detach(link);
    if (other != null && !closed) {
      attached(account, other);
    }
    judge();
  }

  /** Looks how the connection is as a whole. */
  void judge() {
    ConnectionHealth.State now;
    if (accounts.values().stream().anyMatch(Account::up)) {
      now = ConnectionHealth.State.CONNECTED;
    } else if (!reached.isEmpty() && reached.stream().allMatch(Reached::blocked)) {
      now = ConnectionHealth.State.BLOCKED;
    } else if (accounts.isEmpty()) {
      now = ConnectionHealth.State.CONNECTING;
    } else {
      now = ConnectionHealth.State.CUT;
    }
    standing.is(now, "");
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public List<AccountId> accounts() {
    return accounts.values().stream().map(account -> account.accountId).toList();
  }

  @Override
  public boolean up(AccountId account) {
    Account known = accounts.get(account.id());
    return known != null && known.accountId.equals(account) && known.up();
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    if (!group.platform().equals(OneBotAdapter.PLATFORM)) {
      return Set.of();
    }
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    accounts.values().forEach(account -> all.addAll(account.capabilities(group)));
    return all;
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    Account account = accounts.get(order.account().id());
    if (closed || account == null) {
      return CompletableFuture.completedFuture(
          closed
              ? new Outcome.Failed("the connection is closed", Outcome.Effect.NONE, null)
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
    long up = accounts.values().stream().filter(Account::up).count();
    int groups = accounts.values().stream().mapToInt(Account::groupCount).sum();
    parts.add(up + " of " + accounts.size() + " logins, " + groups + " groups");
    reached.stream().map(Reached::trouble).filter(t -> !t.isEmpty()).forEach(parts::add);
    parts.add(tally.toString());
    standing.is(standing.state(), String.join("; ", parts));
    return standing.now();
  }

  private synchronized void keep() {
    Map<String, Map<String, Long>> all = new HashMap<>(remembered);
    accounts.forEach((id, account) -> all.put(id, account.newest()));
    seen.write(all);
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
    accounts.values().forEach(Account::close);
    visits.forEach(Visit::end);
    keep();
    Loops.end(loop);
    http.close();
    shown.close();
    blocking.shutdownNow();
  }
}
