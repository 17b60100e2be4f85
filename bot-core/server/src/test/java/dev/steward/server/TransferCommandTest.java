package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.PostgresAddress;
import dev.steward.server.data.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation moves from its folder to a PostgreSQL server, as somebody would type it. */
@Tag("sqlite")
class TransferCommandTest {
  private static final Path PACK =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")), "scripts", "skincare");

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private PostgresAddress target;

  @BeforeEach
  void aServerWithoutTables() {
    target = TestStore.bare();
  }

  private int steward(String... line) {
    out.reset();
    err.reset();
    return new Commands(
            home,
            Map.of("PGPASSWORD", "not asked for"),
            InstantSource.system(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(line));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private int transfer(String... more) {
    List<String> line = new ArrayList<>(List.of("transfer", "--to", target.toString()));
    line.addAll(List.of(more));
    return steward(line.toArray(String[]::new));
  }

  @Test
  void everythingIsThereOnceTheKeyIsSet() throws Exception {
    assertThat(steward("publish", PACK.toString())).isEqualTo(Commands.DONE);
    assertThat(steward("token", "create", "调研", "--scope", "polls:read")).isEqualTo(Commands.DONE);
    byte[] before = Files.readAllBytes(home.resolve("data/steward.db"));

    assertThat(transfer("--lang", "en")).as(said()).isEqualTo(Commands.DONE);
    assertThat(said())
        .contains("pack_version", "the same on both sides", "Next: set database: " + target)
        .doesNotContain("not asked for");
    assertThat(Files.readAllBytes(home.resolve("data/steward.db"))).isEqualTo(before);
    assertThat(transfer()).as("it is not empty any more").isEqualTo(Commands.FOUND);
    assertThat(said()).contains("不是空的", "not empty");

    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/steward.yaml"), "database: " + target + "\n");
    Files.delete(home.resolve("data/steward.db"));
    assertThat(steward("publish", PACK.toString(), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
    assertThat(steward("token", "list")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("调研");
    assertThat(steward("backup", home.resolve("copy").toString())).isEqualTo(Commands.FAILED);
    assertThat(said()).contains("pg_dump", "adapters/");
    assertThat(steward("restore", home.resolve("copy").toString())).isEqualTo(Commands.FAILED);
    assertThat(home.resolve("data/steward.db")).doesNotExist();
  }

  @Test
  void itIsToldAsJsonToo() {
    assertThat(steward("publish", PACK.toString())).isEqualTo(Commands.DONE);
    assertThat(transfer("--json")).isEqualTo(Commands.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"table\":\"pack_version\",\"rows\":1,\"sha256\":\"", "\"replaced\":0");
  }

  @Test
  void notWhileAServerRuns() throws Exception {
    assertThat(steward("publish", PACK.toString())).isEqualTo(Commands.DONE);
    try (DataFolder running = DataFolder.lock(home.resolve("data"))) {
      assertThat(running.database()).exists();
      assertThat(transfer()).isEqualTo(Commands.FOUND);
      assertThat(said()).contains("先停下服务");
    }
  }

  @Test
  void whereToIsSaid() {
    assertThat(steward("transfer")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("--to postgresql://user@host:5432/database");
    assertThat(steward("transfer", "--to", "mysql://a@b/c")).isEqualTo(Commands.USAGE);
  }
}
