package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.steward.chat.AccountId;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Media;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.rules.RuleCosts;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.AdapterStatus;
import dev.steward.server.TestStore;
import dev.steward.server.data.Changes;
import dev.steward.server.data.Members;
import dev.steward.server.http.Callers;
import dev.steward.server.packs.Packs;
import dev.steward.server.packs.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The console on a loopback port, over a real engine on a real database, with a manual clock. */
final class ConsoleRig implements AutoCloseable {
  static final Pack MAMA = pack("mother-and-baby");
  static final AccountId STEWARD = new AccountId("web", "steward");

  final ManualClock clock = new ManualClock();
  final TestPlatform platform = new TestPlatform();
  final Engine engine;
  final Console console;
  final StaffBook staffBook;

  /** What members have sent. */
  final Map<Media, byte[]> pictures = new ConcurrentHashMap<>();

  /** Until when platforms keep everybody waiting who asks for one. */
  volatile CompletableFuture<Void> picturesCome = CompletableFuture.completedFuture(null);

  final AtomicInteger picturesAsked = new AtomicInteger();

  private final Database database;
  private final Server server;
  private final List<ScheduledExecutorService> threads = new ArrayList<>();

  private ConsoleRig(
      Path folder,
      Function<StaffBook, Function<TurnContext, List<Feature>>> features,
      RuleCosts costs,
      int port)
      throws Exception {
    database = TestStore.open(folder.resolve("steward.db"));
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staffBook = StaffBook.load(sql);
    }
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                thread(),
                thread(),
                platform,
                platform,
                ConsoleRig::script,
                persons,
                account -> Limits.GENEROUS,
                features.apply(staffBook),
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    engine.start();
    console =
        new Console(
            new Console.Parts(
                database,
                engine,
                clock,
                new SecureRandom(),
                new ConsoleSettings(
                    null,
                    false,
                    Language.ZH,
                    ZoneId.of("Asia/Shanghai"),
                    Holidays.NONE,
                    1,
                    Duration.ofMillis(20)),
                new Callers(false),
                this::adapters,
                () -> List.of(new Scripts.Script(MAMA, 3)),
                _ -> files("mother-and-baby").tests(),
                (_, media) -> {
                  picturesAsked.incrementAndGet();
                  return picturesCome.thenApply(_ -> Optional.ofNullable(pictures.get(media)));
                },
                Models.none(),
                () -> List.of(new RoomLinks.Room("妈妈一群", "http://127.0.0.1/chat/j/x")),
                new StoreFacts() {
                  @Override
                  public long sizeBytes() {
                    return 12_345_678;
                  }

                  @Override
                  public Optional<Instant> lastBackup() {
                    return Optional.empty();
                  }
                },
                staffBook,
                costs));
    ServerBuilder builder =
        Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    console.attach(builder);
    server = builder.build();
    server.start().join();
  }

  private ScheduledExecutorService thread() {
    ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor();
    threads.add(made);
    return made;
  }

  private List<AdapterStatus> adapters() {
    return List.of(
        new AdapterStatus(
            "web",
            List.of(STEWARD),
            new ConnectionHealth(
                ConnectionHealth.State.CONNECTED, "3 rooms, 2 people here", clock.instant())));
  }

  private static Optional<Scripts.Script> script(String name) {
    return name.equals(MAMA.name()) ? Optional.of(new Scripts.Script(MAMA, 3)) : Optional.empty();
  }

  private static Pack pack(String name) {
    return Objects.requireNonNull(PackReader.read(files(name)).pack());
  }

  private static PackFiles files(String name) {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
    return PackFiles.fromFolder(root.resolve("scripts").resolve(name));
  }

  /** With an engine that has no features: it journals and does nothing else. */
  static ConsoleRig bare(Path folder) throws Exception {
    return new ConsoleRig(folder, book -> context -> List.of(), new RuleCosts(), 0);
  }

  /** With everything that Steward does. */
  static ConsoleRig whole(Path folder) throws Exception {
    return whole(folder, 0);
  }

  static ConsoleRig whole(Path folder, int port) throws Exception {
    RuleCosts costs = new RuleCosts();
    return new ConsoleRig(
        folder,
        book ->
            new StandardFeatures(
                        book,
                        ZoneId.of("Asia/Shanghai"),
                        Holidays.NONE,
                        _ -> false,
                        new Seals(folder.resolve("seals"), new SecureRandom()))
                    .measuring(costs)
                ::of,
        costs,
        port);
  }

  String url() {
    return "http://127.0.0.1:" + server.activeLocalPort();
  }

  Browser browser() {
    return new Browser(url());
  }

  /** A browser that is signed in; the login is the role's word. */
  Browser signedIn(StaffRole role) {
    String login = role.word();
    staff(login, role);
    String token = "token-" + login;
    write(
        sql ->
            sql.update(
                "INSERT INTO staff_session (token, login, csrf, created, seen, expires)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                Secrets.sha256(token),
                login,
                "csrf-" + login,
                clock.instant(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(7))));
    return browserOf(role);
  }

  /** Another browser of somebody who is signed in already. */
  Browser browserOf(StaffRole role) {
    return browser().with("token-" + role.word(), "csrf-" + role.word());
  }

  /** A colleague without a password. */
  void staff(String login, StaffRole role) {
    write(
        sql ->
            sql.update(
                "INSERT INTO staff (login, name, role, created) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (login) DO UPDATE SET role = excluded.role",
                login,
                login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1),
                role,
                clock.instant()));
  }

  /** Publishes a pack of the installation as it is. */
  void publish(String pack, String by) {
    try {
      var published = Packs.load(database, clock).publish(files(pack), by, Changes.of(engine));
      assertThat(published).isInstanceOf(Publishing.Published.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void group(String id, String title, @Nullable String pack) {
    write(
        sql ->
            sql.update(
                "INSERT INTO chat_group (group_id, title, account, state, capabilities, pack,"
                    + " stage, live_rules, first_seen)"
                    + " VALUES (?, ?, ?, 'present', '[]', ?, 'observed', '[]', ?)",
                id,
                title,
                STEWARD,
                pack,
                clock.instant()));
  }

  /** Delivers an event and waits until other lanes have done their part too. */
  void deliver(Event event) {
    engine.sink().deliver(event).toCompletableFuture().join();
    while (engine.busy()) {
      write(sql -> 0);
    }
  }

  /** Changes the database in the brand's lane. */
  int write(Function<Sql, Integer> change) {
    return engine
        .write(Key.BRAND, context -> change.apply(context.sql()))
        .toCompletableFuture()
        .join();
  }

  <T> T read(Function<Sql, T> question) {
    engine.write(Key.BRAND, context -> 0).toCompletableFuture().join();
    try (Sql sql = new Sql(database.openForReading())) {
      return question.apply(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Erases what is known of a member, while the engine works. */
  void erase(String name) throws Exception {
    assertThat(new Members(database, Changes.of(engine)).erase(name, clock.instant(), _ -> 0))
        .as("%s is known", name)
        .isPresent();
  }

  List<String> texts(String query) {
    return read(sql -> sql.list(query, row -> row.text(1)));
  }

  /** Waits until nothing waits: neither in a lane nor in the outbox. */
  void settle() {
    for (int quiet = 0; quiet < 2; ) {
      write(sql -> 0);
      boolean idle =
          engine.openActions().toCompletableFuture().join() == 0 && engine.waiting() == 0;
      quiet = idle ? quiet + 1 : 0;
    }
  }

  @Override
  public void close() {
    console.close();
    // Not waited for: its event loops keep two quiet seconds.
    var _ = server.stop();
    engine.close();
    database.close();
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }
}
