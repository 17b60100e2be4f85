package dev.steward.server.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.PackFiles;
import dev.steward.engine.store.Database;
import dev.steward.server.TestStore;
import dev.steward.server.data.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pack is in force: a good one, whatever is written meanwhile. */
class PacksTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  @TempDir Path folder;

  private Path pack = Path.of("");
  private Database database;

  @BeforeEach
  void copied() throws Exception {
    Path from = ROOT.resolve("scripts/skincare");
    pack = folder.resolve("skincare");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, pack.resolve(from.relativize(file).toString()));
      }
    }
    database = TestStore.open(folder.resolve("steward.db"));
  }

  @AfterEach
  void closed() {
    database.close();
  }

  private PackFiles files() {
    return PackFiles.fromFolder(pack);
  }

  private void breaks() throws IOException {
    Path rules = pack.resolve("rules.yaml");
    Files.writeString(rules, Files.readString(rules).replace("\nrules:", "\nruels:"));
  }

  private int inForce(Packs packs) {
    return packs.script("skincare").orElseThrow().version();
  }

  @Test
  void aBrokenFolderReplacesNothing() throws Exception {
    Packs packs = Packs.load(database, InstantSource.system());
    Changes changes = Changes.of(database);
    assertThat(packs.publish(files(), "hong", changes)).isInstanceOf(Publishing.Published.class);
    var good = packs.script("skincare").orElseThrow();
    breaks();
    assertThat(packs.publish(files(), "hong", changes)).isInstanceOf(Publishing.Broken.class);
    assertThat(packs.write(files()).hasErrors()).isTrue();
    assertThat(packs.script("skincare")).containsSame(good);
    assertThat(inForce(Packs.load(database, InstantSource.system()))).isEqualTo(1);
  }

  @Test
  void whatIsBeingWrittenIsInForceUntilTheRestart() throws Exception {
    Packs packs = Packs.load(database, InstantSource.system());
    packs.publish(files(), "hong", Changes.of(database));
    Path yaml = pack.resolve("pack.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("title:", "title: New"));
    assertThat(packs.write(files()).hasErrors()).isFalse();
    assertThat(inForce(packs)).isZero();
    assertThat(packs.script("skincare").orElseThrow().pack().title()).startsWith("New");
    assertThat(inForce(Packs.load(database, InstantSource.system()))).isEqualTo(1);
    assertThat(packs.publish(files(), "hong", Changes.of(database)))
        .isInstanceOf(Publishing.Published.class);
    assertThat(inForce(packs)).isEqualTo(2);
  }

  @Test
  void theTestsOfAVersionLieBesideItAndAreNoPartOfWhatItSays() throws Exception {
    Packs packs = Packs.load(database, InstantSource.system());
    Changes changes = Changes.of(database);
    packs.publish(files(), "hong", changes);
    assertThat(packs.tests("skincare")).containsKey("tests/ads.chat");
    assertThat(packs.tests("nobody")).isEmpty();
    Files.writeString(pack.resolve("tests/new.chat"), "# 新的\n小明：签到\n@ 糊涂\n");
    assertThat(packs.publish(files(), "hong", changes))
        .as("other tests make no version, and a muddled one breaks none")
        .isInstanceOf(Publishing.Unchanged.class);
    assertThat(packs.tests("skincare")).containsEntry("tests/new.chat", "# 新的\n小明：签到\n@ 糊涂\n");
    Packs again = Packs.load(database, InstantSource.system());
    assertThat(inForce(again)).isEqualTo(1);
    assertThat(again.tests("skincare")).isEqualTo(packs.tests("skincare"));
  }

  @Test
  void whoeverFollowsHearsOfEachChangeAndOfNothingElse() throws Exception {
    Packs packs = Packs.load(database, InstantSource.system());
    List<Integer> heard = new ArrayList<>();
    packs.follow(() -> heard.add(inForce(packs)));
    packs.publish(files(), "hong", Changes.of(database));
    packs.write(files());
    breaks();
    packs.publish(files(), "hong", Changes.of(database));
    packs.write(files());
    assertThat(heard).containsExactly(1, 0);
  }
}
