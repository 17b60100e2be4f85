package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import dev.steward.server.story.Readme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The examples of the README's page for product teams, on a running server in whose group two
 * members have voted: the requests that they make, and with the real peers the programs themselves.
 */
class ReadmeExamplesTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Pattern CURL =
      Pattern.compile("curl [-a-zA-Z ]*-H \"([A-Za-z-]+): ([^\"]+)\" \"([^\"]+)\"");
  private static final Pattern PYTHON_GET = Pattern.compile("get\\(f\"([^\"]+)\"");

  @TempDir Path home;

  private final HttpClient client = HttpClient.newHttpClient();
  private Steward steward;
  private String poll = "";
  private String token = "";

  @BeforeEach
  void twoMembersHaveVoted() throws Exception {
    try (Stream<Path> files = Files.walk(ROOT.resolve("scripts"))) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(ROOT.relativize(file).toString()));
      }
    }
    Config config =
        ConfigReader.read(
            Files.writeString(
                home.resolve("steward.yaml"),
                """
                port: 0
                packs: [scripts/skincare]
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """),
            home,
            Map.of());
    steward =
        Steward.start(
            config,
            InstantSource.system(),
            home,
            config.packs(),
            false,
            new Steward.Told() {
              @Override
              public void problems(List<Problem> problems) {
                assertThat(problems).isEmpty();
              }

              @Override
              public void line(String zh, String en) {}
            });
    Member ming = new Member("小明");
    Member hong = new Member("小红");
    Key group = Key.group(new GroupId("web", "mama-1"));
    staff(group, "bind", Map.of("pack", "skincare"));
    staff(group, "go-live", Map.of());
    staff(
        Key.BRAND,
        "poll-open",
        Map.of("question", Json.write(question()), "minutes", "60", "groups", "[\"web:mama-1\"]"));
    steward("token", "create", "README", "--scope", "polls:read", "--scope", "complaints:read");
    token = said.toString(StandardCharsets.UTF_8).strip();
    await("the poll is open", () -> !data("/api/v1/polls").isEmpty());
    poll = data("/api/v1/polls").get(0).get("id").asString();
    ming.says("#" + poll + " 1");
    hong.says("#" + poll + " 2");
    await("both are counted", () -> data("/api/v1/polls/" + poll + "/responses").size() == 2);
  }

  @AfterEach
  void stop() {
    steward.close();
  }

  private static Question question() {
    return new Question(
        "宝宝喝哪种奶？",
        Poll.Type.SINGLE,
        List.of(new Poll.Option("breast", "母乳"), new Poll.Option("formula", "配方奶")),
        false,
        1,
        1,
        List.of(),
        false,
        false,
        true,
        List.of(),
        "",
        Language.ZH,
        ZoneId.of("Asia/Shanghai"),
        null,
        0,
        null,
        null);
  }

  private void staff(Key key, String name, Map<String, String> arguments) {
    steward
        .engine()
        .command(new Event.StaffCommand(name, key, "owner", name, arguments, Instant.now()))
        .toCompletableFuture()
        .join();
  }

  /** Somebody in the room. */
  private final class Member {
    private final String cookie;

    Member(String name) throws Exception {
      String link = steward.rooms().getFirst().url();
      HttpResponse<String> joined =
          post(
              "/chat/api/join",
              "",
              Map.of("token", link.substring(link.lastIndexOf('/') + 1), "name", name));
      String set = joined.headers().firstValue("set-cookie").orElseThrow();
      cookie = set.substring(0, set.indexOf(';'));
    }

    void says(String text) throws Exception {
      assertThat(post("/chat/api/rooms/mama-1/messages", cookie, Map.of("text", text)).statusCode())
          .isEqualTo(200);
    }
  }

  private HttpResponse<String> post(String path, String cookie, Map<String, String> body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(steward.url() + path))
            .header("x-steward", "1")
            .header("cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private JsonNode data(String path) throws Exception {
    return get(steward.url() + path, "Authorization", "Bearer " + token).get("data");
  }

  private JsonNode get(String url, String header, String value) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url)).header(header, value).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", url, answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private void steward(String... line) {
    said.reset();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new Commands(
                home,
                Map.of(),
                InstantSource.system(),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(
                Stream.concat(
                        Stream.of(line), Stream.of("--config", home.resolve("steward.yaml") + ""))
                    .toList());
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Commands.DONE);
  }

  private String filledIn(String text) {
    return text.replace("$STEWARD_URL", steward.url())
        .replace("$STEWARD_TOKEN", token)
        .replace("$POLL", poll)
        .replace("{POLL}", poll);
  }

  @Test
  void whatTheExamplesAskForIsThere() throws Exception {
    int asked = 0;
    for (String block : Readme.blocks("sh")) {
      long lines = block.lines().filter(line -> line.startsWith("curl ")).count();
      Matcher curl = CURL.matcher(block);
      while (curl.find()) {
        asked++;
        lines--;
        get(filledIn(curl.group(3)), curl.group(1), filledIn(curl.group(2)));
      }
      assertThat(lines).as("curl lines that the test does not understand").isZero();
    }
    for (String block : Readme.blocks("python")) {
      Matcher get = PYTHON_GET.matcher(block);
      while (get.find()) {
        asked++;
        get(steward.url() + filledIn(get.group(1)), "Authorization", "Bearer " + token);
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(5);
  }

  @Test
  void theFileThatTheReadmeNamesIsWritten() throws Exception {
    Path file = home.resolve("7.xlsx");
    steward("polls", "export", poll, "--format", "xlsx", "--out", file.toString());
    assertThat(file).isNotEmptyFile();
    steward("polls", "export", "#" + poll);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("\ufeffrespondent,group,tier,at,choice,choice_text,verified\r\n")
        .contains("web:mama-1,", "breast,母乳,yes\r\n", "formula,配方奶,yes\r\n")
        .doesNotContain("小明", "小红");
    steward("polls", "export", poll, "--form", "long", "--format", "jsonl");
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"kind\":\"cast\""));
  }

  @Test
  @Tag("real-peers")
  void theProgramsRunAsTheyStand() throws Exception {
    assertThat(Readme.shell(home, values())).contains("\"hasMore\":false");
    String first = Readme.python(home, values());
    assertThat(first).contains("['母乳']", "['配方奶']");
    assertThat(Readme.python(home, values())).as("nothing comes twice").isEqualTo(first);
    assertThat(Files.readAllLines(home.resolve("poll-" + poll + ".jsonl"))).hasSize(2);
  }

  private Map<String, String> values() {
    return Map.of("STEWARD_URL", steward.url(), "STEWARD_TOKEN", token, "POLL", poll);
  }
}
