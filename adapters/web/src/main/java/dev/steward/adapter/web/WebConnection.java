package dev.steward.adapter.web;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms at work: puts the parts together and is what Steward holds. */
final class WebConnection implements ChatConnection, WebRooms {
  private static final Logger LOG = LoggerFactory.getLogger(WebConnection.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration ORDERS_KEPT = Duration.ofDays(30);

  /** Lines that are forgotten at a heartbeat at most, so that nobody waits for it. */
  private static final int FORGOTTEN_AT_ONCE = 500;

  private final Host host;
  private final Sql sql;
  private final RoomBook book;
  private final Identity identity;
  private final Writer writer;
  private final Reader reader;
  private final MediaShelf shelf;
  private final Borrowed borrowed;
  private final Audience audience;
  private final Deliveries deliveries;
  private final RoomKeeper keeper;
  private final Counters counters = new Counters();
  private final int keepDays;
  private final AtomicLong sightings = new AtomicLong();
  private final long boot;
  private final ScheduledFuture<?> heartbeat;
  private volatile ConnectionHealth.State state = ConnectionHealth.State.CONNECTED;
  private volatile Instant since;

  private WebConnection(WebSettings settings, Host host, RandomGenerator random)
      throws SQLException, IOException {
    this.host = host;
    this.since = host.clock().instant();
    this.keepDays = settings.keepDays();
    this.identity = Identity.open(host.folder(), random);
    Path file = host.folder().resolve("rooms.db");
    this.sql = new Sql(Schema.open(file));
    this.reader = new Reader(new Sql(Schema.openReader(file)));
    this.shelf = new MediaShelf(host.folder().resolve("media"));
    this.book = new RoomBook(sql, host.clock(), settings.name(), shelf::remove);
    this.audience = new Audience(book);
    this.deliveries = new Deliveries(host.events(), reader, host.timers());
    this.keeper = new RoomKeeper(identity);
    this.writer =
        new Writer(
            sql,
            book,
            entries -> {
              audience.tell(entries);
              deliveries.offer(entries);
            });
    this.borrowed = new Borrowed(host, shelf, writer);
    this.boot = prepare(settings);
    writer.start();
    deliveries.keeper(this::keepCursors);
    Views views = new Views(settings, writer, reader, audience);
    Throttle joins = new Throttle(host.clock(), settings.joinsPerMinute());
    Api api = new Api(settings, writer, views, identity, shelf, deliveries, host.events(), joins);
    host.mount(WebAdapter.MOUNT, new ChatMount(new Pages(), api, counters));
    this.heartbeat =
        host.timers()
            .scheduleAtFixedRate(
                this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
  }

  static WebConnection open(WebSettings settings, Host host, RandomGenerator random)
      throws SQLException, IOException {
    WebConnection connection = new WebConnection(settings, host, random);
    connection.book.rooms().forEach(connection::sight);
    connection.deliveries.start();
    return connection;
  }

  /** Before the rooms' thread runs: loads, makes the rooms of the settings, takes up cursors. */
  private long prepare(WebSettings settings) throws SQLException {
    book.begin();
    book.load();
    for (Map.Entry<String, String> room : settings.rooms().entrySet()) {
      keeper.create(
          book, room.getKey(), room.getValue(), settings.approval().contains(room.getKey()));
    }
    long now = book.now();
    book.table().forgetOrdersBefore(now - ORDERS_KEPT.toMillis());
    book.media().releaseUnused(now - Duration.ofDays(1).toMillis()).forEach(shelf::remove);
    long number = book.table().nextBoot();
    sql.commit();
    for (Map.Entry<String, Long> cursor : book.table().cursors().entrySet()) {
      long undelivered = book.log().countUndelivered(cursor.getKey(), cursor.getValue());
      long last = undelivered == 0 ? cursor.getValue() : book.lastSeq();
      deliveries.resume(cursor.getKey(), cursor.getValue(), last, undelivered);
    }
    sql.commit();
    return number;
  }

  @Override
  public List<AccountId> accounts() {
    return List.of(WebAdapter.ACCOUNT);
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    dev.steward.adapter.web.Room room =
        group.platform().equals(WebAdapter.PLATFORM) ? book.room(group.id()) : null;
    return room == null ? Set.of() : room.capabilities();
  }

  @Override
  public CompletionStage<Optional<byte[]>> open(Media media) {
    if (!MediaShelf.isRef(media.ref())) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return reader
        .ask((_, index) -> index.find(media.ref()))
        .thenCompose(
            known ->
                known.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : shelf.read(media.ref()).thenApply(Optional::of));
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    if (!order.account().equals(WebAdapter.ACCOUNT)) {
      return CompletableFuture.completedFuture(
          new Outcome.Refused("account: " + order.account() + " (expected: web:steward)"));
    }
    return borrowed
        .own(order)
        .thenCompose(own -> writer.submit(rooms -> StewardHand.perform(rooms, own)))
        .exceptionally(WebConnection::failed);
  }

  private static Outcome failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof Refusal refusal)) {
      return new Outcome.Failed(
          "the rooms' file failed", Outcome.Effect.NONE, Duration.ofSeconds(5));
    }
    return refusal.status() == 503
        ? Outcome.Failed.untried("the rooms are busy or closed", Duration.ofSeconds(1))
        : new Outcome.Refused(refusal.en());
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return writer
        .submit(
            rooms ->
                Optional.of(
                    rooms
                        .table()
                        .outcome(order.id())
                        .orElse(Outcome.Failed.retry("was not carried out", Duration.ZERO))))
        .exceptionally(_ -> Optional.empty());
  }

  @Override
  public Optional<UserId> browser(String cookies) {
    return identity.user(cookies).map(user -> new UserId(WebAdapter.PLATFORM, user));
  }

  @Override
  public ConnectionHealth health() {
    String detail =
        book.rooms().size()
            + " rooms, "
            + audience.size()
            + " pages open, "
            + deliveries.backlog()
            + " waiting for Steward; "
            + counters;
    return new ConnectionHealth(state, detail, since);
  }

  @Override
  public void close() {
    if (state == ConnectionHealth.State.CLOSED) {
      return;
    }
    state = ConnectionHealth.State.CLOSED;
    since = host.clock().instant();
    heartbeat.cancel(false);
    var _ =
        writer.submit(
            rooms -> {
              rooms.afterwards(audience::closeAll);
              return true;
            });
    deliveries.close();
    writer.close();
    shelf.close();
    try {
      reader.close();
      sql.close();
    } catch (SQLException broken) {
      LOG.error("The rooms' file could not be closed", broken);
    }
  }

  @Override
  public CompletionStage<List<Room>> rooms() {
    return writer.submit(keeper::list);
  }

  @Override
  public CompletionStage<Room> createRoom(String id, String title, boolean approval) {
    return writer.submit(
        rooms -> {
          boolean isNew = rooms.room(id) == null;
          Room room = keeper.create(rooms, id, title, approval);
          if (isNew) {
            rooms.afterwards(() -> sight(keeper.require(rooms, room.group())));
          }
          return room;
        });
  }

  @Override
  public CompletionStage<Room> approval(GroupId group, boolean on) {
    return writer.submit(rooms -> keeper.approval(rooms, group, on));
  }

  @Override
  public CompletionStage<String> newLink(GroupId group) {
    return writer.submit(rooms -> keeper.newLink(rooms, keeper.require(rooms, group)));
  }

  @Override
  public CompletionStage<Void> revokeLink(String joinPath) {
    return writer
        .submit(
            rooms -> {
              keeper.revoke(rooms, joinPath);
              return true;
            })
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> role(GroupId group, UserId user, Role role) {
    return writer
        .submit(
            rooms -> {
              if (keeper.role(rooms, group, user, role)) {
                rooms.afterwards(() -> sight(keeper.require(rooms, group)));
              }
              return true;
            })
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Integer> forget(UserId user) {
    return writer
        .submit(rooms -> rooms.forget(user))
        .thenApplyAsync(
            lines -> {
              try {
                Schema.purge(host.folder().resolve("rooms.db"));
              } catch (SQLException broken) {
                LOG.warn("What was forgotten may stay in the rooms' log file", broken);
              }
              return lines;
            });
  }

  private CompletableFuture<?> keepCursors(Map<String, Long> cursors) {
    return writer.submit(
        rooms -> {
          for (Map.Entry<String, Long> cursor : cursors.entrySet()) {
            rooms.table().cursor(cursor.getKey(), cursor.getValue());
          }
          return true;
        });
  }

  private void beat() {
    var _ =
        writer.submit(
            rooms -> {
              rooms.afterwards(audience::heartbeat);
              return keepDays == 0
                  ? 0
                  : rooms.forgetBefore(
                      rooms.now() - Duration.ofDays(keepDays).toMillis(), FORGOTTEN_AT_ONCE);
            });
  }

  /** The rooms' thread, for tests that hold it up. */
  Writer writer() {
    return writer;
  }

  /** Tells Steward that it is in a room, and what it may do there. */
  private void sight(dev.steward.adapter.web.Room room) {
    String id = room.id + ":" + boot + ":" + sightings.incrementAndGet();
    deliveries.announce(
        room.id,
        new Event.GroupSeen(
            WebAdapter.ACCOUNT,
            room.group(),
            id,
            room.title,
            room.capabilities(),
            host.clock().instant()));
  }
}
