package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackFilesTest {
  @TempDir Path dir;

  @Test
  void readsAFolderAndPassesOverHiddenFiles() throws IOException {
    Path pack = dir.resolve("mama");
    Files.createDirectories(pack.resolve("words"));
    Files.writeString(pack.resolve("pack.yaml"), "title: a\n");
    Files.writeString(pack.resolve("words/ads.txt"), "abc\n");
    Files.writeString(pack.resolve(".DS_Store"), "x");
    PackFiles files = PackFiles.fromFolder(pack);
    assertThat(files.name()).isEqualTo("mama");
    assertThat(files.paths()).containsExactly("pack.yaml", "words/ads.txt");
    assertThat(files.bytes("words/ads.txt")).isEqualTo("abc\n".getBytes(StandardCharsets.UTF_8));
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void linksOutOfTheFolderAreRefused() throws IOException {
    Path pack = Files.createDirectory(dir.resolve("mama"));
    Files.writeString(dir.resolve("secret.txt"), "secret");
    Files.writeString(pack.resolve("pack.yaml"), "title: a\n");
    Files.createSymbolicLink(pack.resolve("words.txt"), dir.resolve("secret.txt"));
    Files.createSymbolicLink(pack.resolve("inside.md"), pack.resolve("pack.yaml"));
    Files.createSymbolicLink(pack.resolve("up"), dir);
    PackReading reading = PackReader.read(pack);
    assertThat(Written.places(reading.problems()))
        .contains("up:1:1 outside", "words.txt:1:1 outside");
    assertThat(PackFiles.fromFolder(pack).paths()).containsExactly("inside.md", "pack.yaml");
  }

  @Test
  void boundsAreKept() throws IOException {
    Path pack = Files.createDirectory(dir.resolve("mama"));
    for (int i = 0; i < PackFiles.MOST_FILES + 5; i++) {
      Files.writeString(pack.resolve("f" + i + ".md"), "x");
    }
    assertThat(PackFiles.fromFolder(pack).problems())
        .extracting(Problem::code)
        .containsExactly("too-many-files");
    Path deep = Files.createDirectories(dir.resolve("deep/a/b/c/d/e"));
    Files.writeString(deep.resolve("x.md"), "x");
    assertThat(PackFiles.fromFolder(dir.resolve("deep")).problems())
        .extracting(Problem::code)
        .containsExactly("too-deep");
    Path big = Files.createDirectory(dir.resolve("big"));
    Files.write(big.resolve("x.md"), new byte[PackFiles.MOST_BYTES + 1]);
    assertThat(PackFiles.fromFolder(big).problems())
        .extracting(Problem::code)
        .containsExactly("pack-too-big");
  }

  @Test
  void aMissingFolderIsAProblem() {
    assertThat(PackReader.read(dir.resolve("none")).problems())
        .extracting(Problem::code)
        .contains("no-folder");
  }
}
