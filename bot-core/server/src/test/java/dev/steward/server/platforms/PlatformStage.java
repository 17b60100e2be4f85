package dev.steward.server.platforms;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.prices.PriceEditions;
import dev.steward.engine.rehearsal.Stage;
import dev.steward.engine.rehearsal.VirtualTime;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackImage;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.Await;
import dev.steward.testkit.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steward at work on one platform: the real engine with every feature, the real outbox, the
 * server's connections, the platform's adapter, and the platform with its people. Time passes when
 * it is told to, for both sides alike.
 */
final class PlatformStage implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration BREATH = Duration.ofMillis(1);
  private static final Duration WHILE_WAITING = Duration.ofMillis(20);
  private static final int LOOKS_UNTIL_QUIET = 12;

  private final AdapterFixture fixture;
  private final TestHost host;
  private final VirtualTime time = new VirtualTime();
  private final Connections connections = new Connections();
  private final SqliteDatabase database;
  private final Stage stage;
  private final GroupId group;
  private final List<Order> orders = new CopyOnWriteArrayList<>();

  /** Events that the adapter has handed over and the engine has not committed. */
  private final AtomicInteger onItsWay = new AtomicInteger();

  private @Nullable ChatConnection connection;
  private boolean cut;

  /**
   * The inbox of an engine that comes later than the platform. What comes passes the host's own
   * first: a fixture without a network cuts there.
   */
  private final class Inbox implements EventSink {
    private final CompletableFuture<EventSink> engine = new CompletableFuture<>();

    @Override
    public CompletionStage<Receipt> deliver(Event event) {
      onItsWay.incrementAndGet();
      return host.events()
          .deliver(event)
          .thenCompose(_ -> engine.thenCompose(sink -> sink.deliver(event)))
          .whenComplete((_, _) -> onItsWay.decrementAndGet());
    }

    @Override
    public boolean congested() {
      return engine.isDone() && engine.join().congested();
    }

    @Override
    public CompletionStage<Void> relief() {
      return engine.thenCompose(EventSink::relief);
    }
  }

  /** The fixture's adapter with the fixture's settings; its connection is kept for the fixture. */
  private final class Lent implements ChatAdapter {
    private final ChatAdapter adapter = fixture.adapter();

    @Override
    public int spiVersion() {
      return adapter.spiVersion();
    }

    @Override
    public String platform() {
      return adapter.platform();
    }

    @Override
    public Set<Capability> capabilities() {
      return adapter.capabilities();
    }

    @Override
    public ChatConnection connect(Settings settings, Host lent) throws SettingsException {
      ChatConnection made = adapter.connect(fixture.settings(), lent);
      connection = made;
      return made;
    }
  }

  /** The connections, with what was ordered. */
  private final class Noted implements Wire {
    @Override
    public CompletionStage<Void> hangs() {
      return connections.hangs();
    }

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      orders.add(order);
      return connections.perform(order);
    }

    @Override
    public CompletionStage<Optional<Outcome>> lookUp(Order order) {
      return connections.lookUp(order);
    }

    @Override
    public boolean saysOnce(Order order) {
      return connections.saysOnce(order);
    }
  }

  /** Steward is in the group, under the pack and live; {@code staff} is one. */
  PlatformStage(Venue venue, Path folder, Pack pack, String staff) throws Exception {
    fixture = venue.platform();
    host = new TestHost(Files.createDirectories(folder.resolve("platform")));
    fixture.start(host);
    Lent lent = new Lent();
    Inbox inbox = new Inbox();
    connections.open(
        new Adapters(Map.of(lent.platform(), lent), Map.of()),
        Map.of(lent.platform(), Map.of()),
        new Connections.Lender(
            inbox,
            _ -> {},
            host.clock(),
            host.timers(),
            Files.createDirectories(folder.resolve("adapters")),
            host::mount,
            media ->
                pack.images().stream()
                    .filter(image -> image.media().equals(media))
                    .map(PackImage::bytes)
                    .findFirst()));
    ChatConnection made = Objects.requireNonNull(connection);
    fixture.connected(made);
    host.await()
        .until("connected", () -> made.health().state() == ConnectionHealth.State.CONNECTED);
    group = fixture.groups().keySet().stream().skip(venue.place()).findFirst().orElseThrow();
    database = SqliteDatabase.openThrowAway(folder.resolve("steward.db"));
    employ(staff, fixture.member(group, staff));
    Scripts.Script script = new Scripts.Script(pack, 1);
    time.advance(Duration.between(time.instant(), host.clock().instant()));
    stage =
        new Stage(
            new Stage.Props(
                database,
                time,
                new Noted(),
                connections,
                () -> List.of(script),
                Holidays.NONE,
                pack.zone(),
                Limits.GENEROUS,
                new Seals(folder.resolve("seals"), new SecureRandom()),
                Models.none()));
    stage.start();
    prices(script);
    inbox.engine.complete(stage.engine().sink());
    host.await()
        .until(
            "heard of the group",
            () ->
                host.events().events(Event.GroupSeen.class).stream()
                    .anyMatch(seen -> seen.group().equals(group)));
    pass(Duration.ofSeconds(5));
    stage.command(group, "bind", Map.of("pack", pack.name()));
    stage.command(group, "go-live", Map.of());
    pass(Duration.ofSeconds(5));
  }

  private void employ(String name, UserId user) throws Exception {
    try (Sql sql = new Sql(database.openForLane())) {
      sql.update(
          "INSERT INTO staff (login, name, role, created) VALUES (?, ?, 'manager', ?)",
          name,
          name,
          time.instant());
      sql.update(
          "INSERT INTO staff_login (user_id, login, linked) VALUES (?, ?, ?)",
          user,
          name,
          time.instant());
      sql.commit();
    }
  }

  private void prices(Scripts.Script script) {
    stage
        .engine()
        .write(
            Key.BRAND,
            context -> {
              PriceEditions.of(script.pack())
                  .write(context.sql(), script.version(), time.instant());
              return true;
            })
        .toCompletableFuture()
        .join();
  }

  GroupId group() {
    return group;
  }

  /** Waits until Steward was told that somebody came in. */
  void hearsOfJoining(UserId user) {
    host.await()
        .until(
            "heard that " + user + " came in",
            () ->
                host.events().events(Event.MemberJoined.class).stream()
                    .anyMatch(
                        joined ->
                            joined.group().equals(group) && joined.member().user().equals(user)));
  }

  /** Waits until Steward was told of a message in the group; not while it is cut off. */
  void hears(String messageId) {
    if (!cut) {
      host.await()
          .until(
              "heard message " + messageId,
              () ->
                  host.events().events(Event.MessagePosted.class).stream()
                      .anyMatch(posted -> posted.messageId().equals(messageId)));
    }
  }

  /** Does something of which Steward is told, and waits until it was. */
  void heard(String what, Runnable deed) {
    int before = host.events().events().size();
    deed.run();
    host.await().until("heard: " + what, () -> host.events().events().size() > before);
  }

  /** The platform and Steward lose each other, or find each other again. */
  void cut(boolean begins) {
    cut = begins;
    if (begins) {
      fixture.cut();
    } else {
      fixture.heal();
    }
  }

  /** Staff order something in the console. */
  void command(String name, Map<String, String> arguments) {
    stage.command(group, name, arguments);
  }

  /** What the platform lets Steward do in the group. */
  Set<Capability> abilities() {
    return Objects.requireNonNull(connection).capabilities(group);
  }

  Set<String> ourLogins() {
    Set<String> logins = new HashSet<>();
    Objects.requireNonNull(connection).accounts().forEach(a -> logins.add(a.id()));
    return logins;
  }

  /** The value of a button that was ordered last under this label. */
  Optional<String> value(String label) {
    List<Order> all = new ArrayList<>(orders);
    for (Order order : all.reversed()) {
      List<Button> buttons =
          switch (order.action()) {
            case Action.SendMessage send -> send.buttons();
            case Action.SendPrivate send -> send.buttons();
            case Action.DeleteMessage _,
                Action.MuteMember _,
                Action.UnmuteMember _,
                Action.MuteAll _,
                Action.KickMember _,
                Action.BanMember _,
                Action.UnbanMember _,
                Action.ApproveJoin _,
                Action.DenyJoin _,
                Action.SetMemberCard _,
                Action.SetNotice _,
                Action.AskPoll _,
                Action.EndPoll _ ->
                List.of();
          };
      for (Button button : buttons) {
        if (button.label().equals(label)) {
          return Optional.of(button.value());
        }
      }
    }
    return Optional.empty();
  }

  /** Time passes on both sides of the wire. */
  void pass(Duration duration) {
    Duration left = duration;
    while (left.isPositive()) {
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      move(step);
      LockSupport.parkNanos(BREATH.toNanos());
      left = left.minus(step);
    }
    new Await(this::move).until("connected", this::isConnected);
    quiet();
  }

  private boolean isConnected() {
    return Objects.requireNonNull(connection).health().state() == ConnectionHealth.State.CONNECTED;
  }

  /** Waits for a condition, at the pace of tests, for both sides alike. */
  void await(String what, BooleanSupplier condition) {
    new Await(this::move).until(what, condition);
  }

  private void move(Duration step) {
    host.time().advance(step);
    stage.pass(step);
  }

  /** Waits until nothing is under way on either side any more. */
  void quiet() {
    CompletableFuture<Boolean> still = new CompletableFuture<>();
    int[] looks = {0};
    String[] before = {""};
    new Await(_ -> look(looks, before, still)).until("quiet", still::isDone);
  }

  private void look(int[] looks, String[] before, CompletableFuture<Boolean> still) {
    stage.settle();
    int open = stage.engine().openActions().toCompletableFuture().getNow(1);
    String now = fixture.seen(group) + " " + orders.size();
    if (open > 0) {
      move(WHILE_WAITING);
    }
    boolean calm = open == 0 && onItsWay.get() == 0 && now.equals(before[0]);
    looks[0] = calm ? looks[0] + 1 : 0;
    before[0] = now;
    if (looks[0] == LOOKS_UNTIL_QUIET) {
      still.complete(true);
    }
  }

  @Override
  public void close() {
    stage.close();
    connections.close();
    database.close();
    fixture.close();
  }
}
