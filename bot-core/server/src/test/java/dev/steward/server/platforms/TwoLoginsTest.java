package dev.steward.server.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.onebot.FakeSocketServer;
import dev.steward.adapter.onebot.OneBotFake;
import dev.steward.engine.script.Problem;
import dev.steward.server.Steward;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two logins of ours in one group, on the whole server: one listens, and when it fails the other
 * listens on. Each hears everything, and Steward takes everything once.
 */
@Timeout(120)
final class TwoLoginsTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final long GROUP = 700_001;

  @TempDir Path home = Path.of("");
  private final OneBotFake first = fake(10_001);
  private final OneBotFake second = fake(20_002);

  private static OneBotFake fake(long self) {
    OneBotFake fake = new OneBotFake(self, () -> Instant.now().getEpochSecond());
    fake.group(GROUP, "上海一群", "admin");
    fake.group(self, "自己的群", "admin");
    return fake;
  }

  @BeforeEach
  void installed() throws Exception {
    try (Stream<Path> files = Files.walk(ROOT.resolve("scripts"))) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(ROOT.relativize(file).toString()));
      }
    }
  }

  private Steward start(FakeSocketServer one, FakeSocketServer other) throws Exception {
    Path settings =
        Files.writeString(
            home.resolve("steward.yaml"),
            """
            port: 0
            packs: [scripts/skincare]
            adapters:
              onebot:
                connect: ws://127.0.0.1:%d, ws://127.0.0.1:%d
                token: t
            """
                .formatted(one.port(), other.port()));
    Config config = ConfigReader.read(settings, home, Map.of());
    return Steward.start(
        config,
        InstantSource.system(),
        home,
        config.packs(),
        false,
        new Steward.Told() {
          @Override
          public void problems(List<Problem> found) {
            assertThat(found).isEmpty();
          }

          @Override
          public void line(String zh, String en) {}
        });
  }

  private static void post(OneBotFake fake, String text) {
    post(fake, GROUP, text);
  }

  private static void post(OneBotFake fake, long group, String text) {
    long user = fake.member(group, "小明");
    fake.post(group, user, List.of(Map.of("type", "text", "data", Map.of("text", text))));
  }

  /** Waits until a login has heard all that was posted to it: it hears in order. */
  private void heardAll(OneBotFake fake) {
    post(fake, fake.self(), "all");
    until("all is heard", () -> !journal(fake.self()).isEmpty());
  }

  /** Who heard what, in the order of the journal. */
  private List<String> journal() {
    return journal(GROUP);
  }

  private List<String> journal(long group) {
    List<String> heard = new ArrayList<>();
    String url = "jdbc:sqlite:" + home.resolve("data/steward.db");
    try (Connection database = DriverManager.getConnection(url);
        ResultSet rows =
            database
                .createStatement()
                .executeQuery(
                    "SELECT j.source, b.text FROM journal j JOIN body b ON b.seq = j.seq"
                        + " WHERE j.kind = 'message-posted' AND j.lane_key = 'group:onebot:"
                        + group
                        + "' ORDER BY j.seq")) {
      while (rows.next()) {
        heard.add(
            rows.getString(1)
                + " "
                + rows.getString(2).replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"));
      }
    } catch (SQLException busy) {
      throw new IllegalStateException(busy);
    }
    return heard;
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      new CompletableFuture<Void>().completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
    }
  }

  private static long hellos(OneBotFake fake) {
    return fake.calls().stream().filter("get_group_member_info"::equals).count();
  }

  /** Both are there and "one" was said: whether the first login is the one that heard it. */
  private boolean firstListens() {
    until("both are there", () -> hellos(first) > 0 && hellos(second) > 0);
    post(first, "one");
    post(second, "one");
    until("heard", () -> !journal().isEmpty());
    return journal().getFirst().startsWith("onebot:10001");
  }

  @Test
  void oneListensAndTheOtherTakesOverWhenItFails() throws Exception {
    try (FakeSocketServer one = FakeSocketServer.start(first, "t");
        FakeSocketServer other = FakeSocketServer.start(second, "t")) {
      try (Steward steward = start(one, other)) {
        boolean firstListens = firstListens();
        OneBotFake listens = firstListens ? first : second;
        OneBotFake speaks = firstListens ? second : first;
        post(speaks, "two");
        post(listens, "two");
        until("heard", () -> journal().getLast().endsWith("two"));
        heardAll(speaks);
        (firstListens ? one : other).cut();
        until(
            "the other listens",
            () -> {
              post(speaks, "three");
              return journal().getLast().endsWith("three");
            });
        String ear = "onebot:" + listens.self() + " ";
        String next = "onebot:" + speaks.self() + " ";
        (firstListens ? one : other).heal();
        long before = hellos(listens);
        until("it is back", () -> hellos(listens) > before);
        post(listens, "four");
        post(speaks, "four");
        until("heard", () -> journal().getLast().endsWith("four"));
        assertThat(journal().stream().distinct())
            .containsExactly(ear + "one", ear + "two", next + "three", next + "four");
        assertThat(journal().stream().filter(row -> row.endsWith("four"))).hasSize(1);
        assertThat(journal().stream().filter(row -> row.endsWith("two"))).hasSize(1);
        assertThat(steward.port()).isPositive();
      }
    }
  }

  /** Its program goes on and its line stays. */
  @Test
  void theOtherTakesOverWhenTheQqOfTheOneIsKickedOff() throws Exception {
    try (FakeSocketServer one = FakeSocketServer.start(first, "t");
        FakeSocketServer other = FakeSocketServer.start(second, "t")) {
      try (Steward steward = start(one, other)) {
        boolean firstListens = firstListens();
        OneBotFake listens = firstListens ? first : second;
        OneBotFake speaks = firstListens ? second : first;
        heardAll(speaks);
        listens.kickedOff();
        until(
            "the other listens",
            () -> {
              post(speaks, "two");
              return journal().getLast().endsWith("two");
            });
        listens.offline(false);
        long before = hellos(listens);
        post(listens, "three");
        until("it is back", () -> hellos(listens) > before);
        post(speaks, "three");
        until("heard", () -> journal().getLast().endsWith("three"));
        assertThat(journal().stream().distinct())
            .containsExactly(
                "onebot:" + listens.self() + " one",
                "onebot:" + speaks.self() + " two",
                "onebot:" + speaks.self() + " three");
        assertThat(steward.port()).isPositive();
      }
    }
  }
}
