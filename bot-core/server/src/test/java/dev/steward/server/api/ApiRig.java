package dev.steward.server.api;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.TestStore;
import dev.steward.server.platforms.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The API on a loopback port, over a real engine on a real database, with a manual clock. */
final class ApiRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-03T06:00:00Z");

  final Engine engine;
  final Database database;
  final SecureRandom random = new SecureRandom();
  private final PullApi api;
  private final Server server;
  private final List<ScheduledExecutorService> threads = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Instant now = START;

  /** With an engine that has no features and one lane, as SQLite has. */
  ApiRig(Path folder) throws Exception {
    this(TestStore.open(folder.resolve("steward.db")), new Connections());
  }

  private ApiRig(Database database, Connections nobody) throws Exception {
    this(database, database, nobody, nobody, _ -> Optional.empty(), _ -> _ -> List.of());
  }

  /**
   * Over any engine.
   *
   * @param database closed with this
   * @param lanes the same, as the engine sees it
   */
  ApiRig(
      Database database,
      Database lanes,
      Wire wire,
      Accounts accounts,
      Scripts scripts,
      Function<StaffBook, Function<TurnContext, List<Feature>>> features)
      throws Exception {
    this.database = database;
    Persons persons;
    StaffBook staff;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    engine =
        new Engine(
            new Engine.Parts(
                lanes,
                clock(),
                thread(),
                thread(),
                wire,
                accounts,
                scripts,
                persons,
                account -> Limits.GENEROUS,
                features.apply(staff),
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    engine.start();
    api = new PullApi(database, engine, clock(), random);
    ServerBuilder builder =
        Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    api.attach(builder);
    server = builder.build();
    server.start().join();
  }

  InstantSource clock() {
    return () -> now;
  }

  /** For the test's own thread only. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Waits until no letter is on its way in these lanes and nothing is to be done. */
  void settle(List<Key> keys) {
    for (int quiet = 0; quiet < 3; ) {
      keys.forEach(key -> engine.write(key, _ -> 0).toCompletableFuture().join());
      boolean idle =
          count("letter") == 0
              && engine.openActions().toCompletableFuture().join() == 0
              && engine.waiting() == 0
              && !engine.busy();
      quiet = idle ? quiet + 1 : 0;
    }
  }

  /** How many rows there are. */
  long count(String from) {
    return read(sql -> sql.first("SELECT count(*) FROM " + from, row -> row.number(1))).orElse(0L);
  }

  private ScheduledExecutorService thread() {
    ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor();
    threads.add(made);
    return made;
  }

  /** Changes the database in the brand's lane. */
  <T> T write(Function<Sql, T> change) {
    return engine
        .<T>write(Key.BRAND, context -> change.apply(context.sql()))
        .toCompletableFuture()
        .join();
  }

  <T> T read(Function<Sql, T> question) {
    try (Sql sql = new Sql(database.openForReading())) {
      return question.apply(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  ApiTokens.Made token(Scope... scopes) {
    return write(
        sql ->
            new ApiTokens(random)
                .make(
                    sql,
                    new ApiTokens.Wanted("test", Set.of(scopes), ApiTokens.USUAL),
                    "owner",
                    now));
  }

  String all() {
    return token(EnumSet.allOf(Scope.class).toArray(Scope[]::new)).secret();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort() + path);
  }

  HttpResponse<String> get(String secret, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    if (!secret.isEmpty()) {
      request.header("authorization", "Bearer " + secret);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class);
  }

  @Override
  public void close() {
    api.close();
    // Not waited for: its event loops keep two quiet seconds.
    var _ = server.stop();
    engine.close();
    database.close();
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }
}
