package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FootprintTest {
  @Test
  void filesThatStayOpenShow(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Footprint before = Footprint.now();
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(Files.newInputStream(file));
    }
    assertThat(before.moreFilesNow()).isTrue();
    for (InputStream one : open) {
      one.close();
    }
    assertThat(before.moreFilesNow()).isFalse();
  }

  @Test
  void memoryThatStaysInUseShows() {
    Footprint before = Footprint.now();
    List<byte[]> held = new ArrayList<>(List.of(new byte[48 << 20]));
    assertThat(Footprint.now().moreMemoryThan(before)).as("%s pieces", held.size()).isTrue();
    held.clear();
    assertThat(Footprint.now().moreMemoryThan(before)).as("%s pieces", held.size()).isFalse();
  }
}
