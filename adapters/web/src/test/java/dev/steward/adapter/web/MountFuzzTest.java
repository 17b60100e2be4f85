package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Mount;
import dev.steward.chat.Settings;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the mount answers: below 500, counted, and the room goes on. */
@Timeout(60)
@Tag("rounds")
final class MountFuzzTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/join/x",
          "/api/me",
          "/api/join",
          "/api/link/x",
          "/api/rooms/main",
          "/api/rooms/main/messages",
          "/api/rooms/main/messages/1/edit",
          "/api/rooms/main/messages/1/press",
          "/api/rooms/main/members/u1/mute",
          "/api/rooms/main/private",
          "/api/rooms/main/media",
          "/api/rooms/main/name",
          "/static/app.js",
          "/media/sha256-0");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"text\"",
          ":",
          ",",
          "\"parts\"",
          "\"t\"",
          "\"img\"",
          "\"at\"",
          "\"ref\"",
          "null",
          "1e999",
          "-0",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"replyTo\"",
          "true",
          "\"voice\"",
          "\"ms\"",
          "9999999999999999999",
          "\"minutes\"",
          "\"value\"",
          "\"name\"",
          " ");

  @TempDir Path folder = Path.of("");

  static LongStream seeds() {
    int rounds = Integer.getInteger("steward.rounds", 3);
    return LongStream.rangeClosed(1, rounds);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersWhateverComes(long seed) throws Exception {
    Random random = new Random(seed);
    TestHost host = new TestHost(folder);
    try (WebConnection rooms =
        (WebConnection)
            new WebAdapter()
                .connect(
                    new Settings(
                        "adapters.web",
                        Map.of(
                            "rooms", "main=M",
                            "messagesPerMinute", "100000000",
                            "joinsPerMinute", "100000000")),
                    host)) {
      Browser ming = new Browser(() -> host.mounted("chat"));
      ming.join(Browser.wait(rooms.rooms()).getFirst().joinPaths().getFirst(), "小明");
      for (int i = 0; i < 1_500; i++) {
        String path =
            random.nextInt(5) == 0 ? noise(random) : PATHS.get(random.nextInt(PATHS.size()));
        if (random.nextInt(10) == 0) {
          path += "/" + noise(random);
        }
        String method = List.of("GET", "POST", "POST", "PUT", "").get(random.nextInt(5));
        byte[] body = random.nextBoolean() ? bytes(random) : json(random);
        Mount.Response answer =
            ming.request(
                method, path, body, Map.of("x-steward", "1", "last-event-id", noise(random)));
        assertThat(answer.status()).as("%s %s", method, path).isLessThan(500);
      }
      assertThat(ming.say("main", "still here")).isNotNull();
      assertThat(rooms.health().detail()).contains("broken 0").doesNotContain("refused 0");
    }
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] json(Random random) {
    StringBuilder text = new StringBuilder("{");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.append(random.nextBoolean() ? "}" : "").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder("/");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(1, random.nextBoolean() ? 128 : 0xFFFF));
    }
    return text.toString();
  }
}
