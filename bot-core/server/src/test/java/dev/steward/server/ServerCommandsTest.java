package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Problem;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes to the server that runs, and what is done in its place when none does. */
class ServerCommandsTest extends CommandLine {
  @Tag("sqlite")
  @Test
  void aCopyIsPutBackAndWhatWasThereIsKept() {
    String copy = home.resolve("copy.db").toString();
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("backup", copy)).isEqualTo(Commands.DONE);
    assertThat(home.resolve("copy.db")).isNotEmptyFile();
    assertThat(steward("publish", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(steward("restore", copy, "--lang", "en")).isEqualTo(Commands.DONE);
    Path kept = Path.of(said().strip().replaceFirst("(?s).*is kept in ", ""));
    assertThat(kept).exists();
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
    assertThat(steward("publish", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("version 1 is in force");
  }

  @Tag("sqlite")
  @Test
  void whatIsNoCopyIsNotPutBack() throws IOException {
    Path file = Files.writeString(home.resolve("holiday.db"), "a picture of the sea");
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("restore", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(said()).contains("holiday.db");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
  }

  private static int polls(Steward server, String secret) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/polls"))
                  .header("authorization", "Bearer " + secret)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void aWrongSettingStopsEveryCommand() throws IOException {
    Path settings = Files.writeString(home.resolve("mine.yaml"), "prot: 1\n");
    assertThat(steward("run", "--config", settings.toString())).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("mine.yaml:1").contains("port");
  }

  @Test
  void commandsGoToTheServerThatRuns() throws Exception {
    List<String> told = new ArrayList<>();
    Config config =
        ConfigReader.read(
            Files.writeString(
                home.resolve("config/steward.yaml"),
                """
                port: 0
                packs: [scripts/skincare]
                groups: scripts/groups.yaml
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """),
            home,
            Map.of());
    try (Steward server =
        Steward.start(
            config,
            InstantSource.system(),
            home,
            config.packs(),
            false,
            new Steward.Told() {
              @Override
              public void problems(List<Problem> problems) {
                problems.forEach(problem -> told.add(problem.toString()));
              }

              @Override
              public void line(String zh, String en) {
                told.add(en);
              }
            })) {
      assertThat(told).contains("pack skincare version 1 is in force");
      assertThat(server.rooms()).hasSize(1);

      changes("skincare", "pack.yaml", "title:", "title: New");
      assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
      assertThat(said()).contains("skincare version 2 is in force");

      changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
      assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
      assertThat(said()).contains("nothing was published");

      String copy = home.resolve("while-it-runs.db").toString();
      assertThat(steward("backup", copy)).isEqualTo(Commands.DONE);
      assertThat(home.resolve("while-it-runs.db")).isNotEmptyFile();
      assertThat(steward("member", "erase", "web:nobody")).isEqualTo(Commands.FOUND);
      assertThat(steward("token", "create", "x", "--scope", "polls:read")).isEqualTo(Commands.DONE);
      String secret = out.toString(StandardCharsets.UTF_8).strip();
      assertThat(polls(server, secret)).isEqualTo(200);
      assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.DONE);
      assertThat(polls(server, secret)).isEqualTo(401);
      assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.FOUND);
      assertThat(steward("restore", copy)).isEqualTo(Commands.FAILED);
      assertThat(steward("run")).isEqualTo(Commands.FAILED);
    }
    assertThat(steward("restore", home.resolve("while-it-runs.db").toString()))
        .isEqualTo(Commands.DONE);
  }

  @Test
  void aTokenIsMadeListedAndEnded() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("token", "create", "新品调研", "--scope", "polls:read", "--lang", "en"))
        .isEqualTo(Commands.DONE);
    String secret = out.toString(StandardCharsets.UTF_8).strip();
    assertThat(secret).matches("stw_[0-9a-f]{8}_[A-Za-z0-9_-]{43}");
    assertThat(said()).contains("Shown this once.");
    assertThat(steward("token", "list")).isEqualTo(Commands.DONE);
    assertThat(said())
        .contains(secret.substring(0, 12), "works", "polls:read", "新品调研")
        .doesNotContain(secret);
    assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.DONE);
    assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.FOUND);
    assertThat(steward("token", "list", "--json")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"state\":\"revoked\"");
  }

  @Test
  void whatIsWrongWithATokenIsTold() {
    assertThat(steward("token")).isEqualTo(Commands.USAGE);
    assertThat(steward("token", "make")).isEqualTo(Commands.USAGE);
    assertThat(steward("token", "create", "x")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("polls:read, complaints:read, complaints:text");
    assertThat(steward("token", "create", "x", "--scope", "polls:write"))
        .isEqualTo(Commands.FAILED);
    assertThat(said()).contains("polls:write");
    assertThat(steward("token", "create", "x", "--scope", "polls:read", "--days", "1e9"))
        .isEqualTo(Commands.USAGE);
    assertThat(steward("token", "create", "x", "--scope", "polls:read", "--days", "400"))
        .isEqualTo(Commands.FAILED);
  }

  @Test
  void whatIsWrongWithAnExportIsTold() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("polls")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export", "7", "--format", "xls")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("csv, xlsx, jsonl");
    assertThat(steward("polls", "export", "7", "--format", "xlsx")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export", "7", "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("7: there is no such poll");
    assertThat(steward("polls", "export", "x")).isEqualTo(Commands.FOUND);
  }
}
