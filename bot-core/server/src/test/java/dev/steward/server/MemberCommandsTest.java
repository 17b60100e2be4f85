package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code steward member}: tiers, and what is kept of a person. */
class MemberCommandsTest extends CommandLine {
  private static final Steward.Told QUIET =
      new Steward.Told() {
        @Override
        public void problems(List<Problem> problems) {
          assertThat(problems).isEmpty();
        }

        @Override
        public void line(String zh, String en) {}
      };

  @Test
  void nobodyIsKnownByThatName() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("member", "export", "web:nobody", "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("web:nobody: nothing is kept of such a person");
    assertThat(steward("member", "erase", "web:nobody")).isEqualTo(Commands.FOUND);
  }

  @Test
  void tiersComeFromAFileOrTheFileSaysWhatIsWrong() throws Exception {
    assertThat(steward("publish", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    Path file = Files.writeString(home.resolve("tiers.csv"), "账号,等级\nweb:ming,会员\n");
    assertThat(steward("member", "tiers", file.toString(), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("members: 1, with another tier than before: 1");
    Files.writeString(file, "账号,等级\nweb:ming,金卡\n");
    assertThat(steward("member", "tiers", file.toString(), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said())
        .contains(
            "tiers.csv line 2: tier 金卡 (expected: normal / member / svip, or empty for none)");
  }

  /** Ming talks in a room and to Steward; returns his login. */
  private static String mingTalks(Steward server) throws Exception {
    String link = server.rooms().getFirst().url();
    HttpResponse<String> joined =
        post(
            server.url() + "/chat/api/join",
            "",
            Map.of("token", link.substring(link.lastIndexOf('/') + 1), "name", "小明的名字"));
    String cookie = joined.headers().firstValue("set-cookie").orElseThrow();
    String mine = cookie.substring(0, cookie.indexOf(';'));
    String room = server.url() + "/chat/api/rooms/mama-1/";
    post(room + "messages", mine, Map.of("text", "宝宝三个月了"));
    post(room + "private", mine, Map.of("text", "我的记录"));
    return "web:" + Json.read(joined.body(), Map.class).get("user");
  }

  private static HttpResponse<String> post(String url, String cookie, Map<String, String> body)
      throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          browser.send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("x-steward", "1")
                  .header("cookie", cookie)
                  .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      return answer;
    }
  }

  /** Whether some words stand in any file, also in what a database no longer shows. */
  private static boolean anywhere(Path folder, String words) throws IOException {
    String needle = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsKeptOfAPersonIsTakenOutOrForgottenEverywhere(boolean running) throws Exception {
    Config config =
        ConfigReader.read(
            Files.writeString(
                home.resolve("config/steward.yaml"),
                """
                port: 0
                packs: [scripts/skincare]
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """),
            home,
            Map.of());
    String ming;
    try (Steward server =
        Steward.start(config, InstantSource.system(), home, config.packs(), false, QUIET)) {
      ming = mingTalks(server);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (steward("member", "export", ming) != Commands.DONE || !said().contains("我的记录")) {
        assertThat(System.nanoTime()).as("both messages are in the journal").isLessThan(deadline);
        Thread.sleep(20);
      }
      assertThat(said()).contains("宝宝三个月了");
      if (running) {
        assertThat(steward("member", "erase", ming)).isEqualTo(Commands.DONE);
        assertThat(anywhere(home.resolve("data"), "宝宝三个月了")).isFalse();
      }
    }
    if (!running) {
      assertThat(steward("member", "erase", ming)).isEqualTo(Commands.DONE);
    }
    assertThat(said()).contains("\"person\":\"" + ming + "\"").doesNotContain("\"rooms\":0");
    assertThat(steward("member", "export", ming)).isEqualTo(Commands.DONE);
    assertThat(said()).doesNotContain("宝宝三个月了", "我的记录");
    assertThat(anywhere(home.resolve("data"), "宝宝三个月了")).isFalse();
  }
}
