package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** The running server, as a browser and an administrator meet it. */
@Isolated("it reads the log, of which there is one")
class StewardTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  @TempDir Path home;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Problem> problems = new CopyOnWriteArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void installed() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("scripts"))) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(ROOT.relativize(file).toString()));
      }
    }
  }

  private Steward start(String more, boolean watched) throws Exception {
    Path settings =
        Files.writeString(
            home.resolve("steward.yaml"),
            """
            port: 0
            packs: [scripts/skincare]
            """
                + TestStore.setting(home.resolve("data/steward.db"))
                + """
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """
                + more);
    Config config = ConfigReader.read(settings, home, Map.of());
    return Steward.start(
        config,
        InstantSource.system(),
        home,
        config.packs(),
        watched,
        new Steward.Told() {
          @Override
          public void problems(List<Problem> found) {
            readings.incrementAndGet();
            problems.addAll(found);
          }

          @Override
          public void line(String zh, String en) {
            told.add(en);
          }
        });
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void itTellsHowItIsAndEachPageIsGuarded() throws Exception {
    try (Steward steward = start("", false)) {
      HttpResponse<String> health = get(steward.url() + "/health");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"status\":\"ok\"").contains("\"adapters\"");
      assertThat(get(steward.url() + "/metrics").body())
          .contains("steward_lane_inputs_total", "jvm_memory_used_bytes", "process_uptime");
      for (String page : List.of("/health", "/console/", "/chat/", "/nowhere")) {
        HttpResponse<String> answer = get(steward.url() + page);
        assertThat(answer.headers().firstValue("content-security-policy"))
            .as(page)
            .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(answer.headers().firstValue("x-frame-options")).as(page).contains("DENY");
      }
      assertThat(get(steward.url() + "/nowhere").statusCode()).isEqualTo(404);
    }
  }

  /** The platforms hang only after the engine has started: until then nothing may fail for it. */
  @Test
  void whatTheLastStopLeftUnsaidIsSaid() throws Exception {
    String link;
    try (Steward steward = start("", false)) {
      link = steward.rooms().getFirst().url();
      await("the room is known", () -> rooms(steward) == 1);
    }
    try (Database database = TestStore.open(home.resolve("data/steward.db"));
        Sql sql = new Sql(database.openForLane())) {
      long expires = Instant.now().plus(Duration.ofMinutes(5)).toEpochMilli();
      for (String state : List.of("pending", "claimed")) {
        sql.update(
            "INSERT INTO action (id, seq, lane_key, account, kind, payload, reason, state, created,"
                + " expires) VALUES (?, 1, 'group:web:mama-1', 'web:steward', 'send', ?, ?, ?, 0, ?)",
            state.equals("pending") ? 900_001 : 900_002,
            Json.write(Action.SendMessage.of(new GroupId("web", "mama-1"), "left over " + state)),
            Json.write(Reason.of("test", "测试", "a test")),
            state,
            expires);
      }
      sql.commit();
    }
    try (Steward steward = start("", false)) {
      PageBrowser member =
          new PageBrowser().joins(link.replaceAll(":[0-9]+/", ":" + steward.port() + "/"), "小明");
      String room = steward.url() + "/chat/api/rooms/mama-1/messages";
      await(
          "both are said",
          () -> {
            String said = member.read(room);
            return said.contains("left over pending") && said.contains("left over claimed");
          });
    }
  }

  private long rooms(Steward steward) {
    return steward
        .engine()
        .write(
            Key.BRAND,
            context ->
                context
                    .sql()
                    .first("SELECT count(*) FROM chat_group", row -> row.number(1))
                    .orElse(0L))
        .toCompletableFuture()
        .join();
  }

  @Test
  void theAdministratorsDoorNeedsItsKey() throws Exception {
    try (Steward steward = start("", false)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(steward.url() + "/admin/backup"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"file\":\"" + home + "/stolen.db\"}"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isBetween(401, 404);
      assertThat(home.resolve("stolen.db")).doesNotExist();
    }
  }

  @Test
  void noCodeReachesTheLog() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger access = (Logger) LoggerFactory.getLogger("access");
    lines.start();
    access.addAppender(lines);
    try (Steward steward = start("", false)) {
      String join = steward.rooms().getFirst().url();
      String signIn = steward.firstSignInLink().orElseThrow();
      assertThat(get(join).statusCode()).isEqualTo(200);
      assertThat(get(signIn).statusCode()).isEqualTo(200);
      await("both are written", () -> lines.list.size() >= 2);
      String joinCode = join.substring(join.lastIndexOf('/') + 1);
      String signInCode = signIn.substring(signIn.lastIndexOf('=') + 1);
      assertThat(List.copyOf(lines.list))
          .extracting(line -> line.getFormattedMessage() + line.getKeyValuePairs())
          .anyMatch(line -> line.contains("GET /chat/join/*"))
          .noneMatch(line -> line.contains(joinCode) || line.contains(signInCode));
    } finally {
      access.detachAppender(lines);
    }
  }

  private static void staffAsk(Steward steward, String name, Map<String, String> arguments) {
    steward
        .engine()
        .command(
            new Event.StaffCommand(
                name,
                Key.group(new GroupId("web", "mama-1")),
                "owner",
                name,
                arguments,
                Instant.now()))
        .toCompletableFuture()
        .join();
  }

  @Test
  void aTopicIsSaidAtItsTimeWithRealAlarms() throws Exception {
    Path pack = home.resolve("scripts/skincare/pack.yaml");
    Files.writeString(
        pack,
        Files.readString(pack)
            .replaceAll("(?m)^  quiet-hours:.*\\n", "")
            .replace("a-day: 6", "a-day: 100")
            .replace("pause: 20m", "pause: 0s"));
    Files.writeString(
        home.resolve("scripts/skincare/topics.yaml"),
        """
        topics:
          tick: {at: "cron 0/1 * * ? * *", say: [one, two, three]}
        """);
    try (Steward steward = start("", false)) {
      String link = steward.rooms().getFirst().url();
      HttpResponse<String> joined =
          client.send(
              HttpRequest.newBuilder(URI.create(steward.url() + "/chat/api/join"))
                  .header("x-steward", "1")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          Json.write(
                              Map.of(
                                  "token",
                                  link.substring(link.lastIndexOf('/') + 1),
                                  "name",
                                  "Ming"))))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String cookie = joined.headers().firstValue("set-cookie").orElseThrow();
      staffAsk(steward, "bind", Map.of("pack", "skincare"));
      staffAsk(steward, "go-live", Map.of());
      await(
          "all three are said",
          () -> {
            String room = room(steward, cookie.substring(0, cookie.indexOf(';')));
            return room.contains("\"one\"")
                && room.contains("\"two\"")
                && room.contains("\"three\"");
          });
    }
  }

  private String room(Steward steward, String cookie) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(steward.url() + "/chat/api/rooms/mama-1"))
                  .header("cookie", cookie)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneServerHasADataFolderAndTheNextFindsEverything() throws Exception {
    try (Steward steward = start("", false)) {
      assertThat(told).containsExactly("pack skincare version 1 is in force");
      assertThat(steward.firstSignInLink()).isPresent();
      assertThatThrownBy(() -> start("", false)).hasMessageContaining("data");
    }
    told.clear();
    long before = System.nanoTime();
    start("", false).close();
    assertThat(told).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aBrokenPackDoesNotStopTheStart() throws Exception {
    start("", false).close();
    told.clear();
    Path rules = home.resolve("scripts/skincare/rules.yaml");
    Files.writeString(rules, Files.readString(rules).replace("\nrules:", "\nruels:"));
    try (Steward steward = start("", false)) {
      assertThat(told)
          .containsExactly("pack skincare has errors and was not taken; the version before stays");
      assertThat(problems).anyMatch(Problem::isError);
      assertThat(get(steward.url() + "/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whileWatchedEachChangeIsReadAndTold() throws Exception {
    Path rules = home.resolve("scripts/skincare/rules.yaml");
    String good = Files.readString(rules);
    try (Steward steward = start("", true)) {
      Files.writeString(rules, good.replace("\nrules:", "\nruels:"));
      await("the mistake is told", () -> problems.stream().anyMatch(Problem::isError));
      assertThat(get(steward.url() + "/health").statusCode()).isEqualTo(200);
      problems.clear();
      readings.set(0);
      Files.writeString(rules, good + "\n# mended\n");
      await("the mended pack is read", () -> readings.get() > 0);
      assertThat(problems).noneMatch(Problem::isError);
    }
  }

  @Test
  void aPlatformThatDoesNotExistStopsTheStartWithItsName() {
    assertThatThrownBy(() -> start("  wbe: {}\n", false)).hasMessageContaining("web");
  }
}
