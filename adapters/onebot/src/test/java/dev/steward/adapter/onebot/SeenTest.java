package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far each group is complete, in a file that outlives whatever happens to Steward. */
final class SeenTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final long TIME = NOW.getEpochSecond();
  private static final int GROUPS = 1_000;

  @TempDir Path folder = Path.of("");

  private final Map<String, Map<String, Long>> all = new HashMap<>();
  private int asked;

  private void manyGroups() {
    Map<String, Long> groups = new HashMap<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.put("g" + i, TIME - 60);
    }
    all.put("1", groups);
  }

  private Map<String, Map<String, Long>> all() {
    asked++;
    return all;
  }

  /** A message in a group was committed, and ten seconds have passed. */
  private void spoke(Seen seen, String group, long time) {
    Objects.requireNonNull(all.get("1")).put(group, time);
    seen.write(Map.of("1", Map.of(group, time)), this::all);
  }

  private Path file() {
    return folder.resolve("seen.tsv");
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(file());
  }

  private Object sameFile() throws Exception {
    Object key = Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
    return key == null ? "on Windows files have no key" : key;
  }

  private Map<String, Map<String, Long>> afterARestart() {
    return Seen.open(folder).read(NOW);
  }

  @Test
  void oneGroupThatTalksIsOneMoreLine() throws Exception {
    manyGroups();
    Seen seen = Seen.open(folder);
    seen.write(all, this::all);
    Object before = sameFile();
    spoke(seen, "g7", TIME);
    spoke(seen, "g8", TIME + 1);
    seen.write(Map.of("1", Map.of()), this::all);
    assertThat(lines()).hasSize(GROUPS + 2).endsWith("1\tg7\t" + TIME, "1\tg8\t" + (TIME + 1));
    assertThat(sameFile()).isEqualTo(before);
    assertThat(afterARestart()).isEqualTo(all);
  }

  @Test
  void aFileThatHasDoubledIsMadeAnew() throws Exception {
    manyGroups();
    Seen seen = Seen.open(folder);
    seen.write(all, this::all);
    for (int i = 1; i <= 2 * GROUPS; i++) {
      spoke(seen, "g7", TIME + i);
      assertThat(lines()).hasSizeLessThanOrEqualTo(2 * GROUPS);
    }
    assertThat(asked).isEqualTo(2);
    assertThat(afterARestart()).isEqualTo(all);
  }

  @Test
  void aGroupThatWasLeftIsInTheFileNoMore() throws Exception {
    manyGroups();
    Seen seen = Seen.open(folder);
    seen.write(all, this::all);
    Objects.requireNonNull(all.get("1")).remove("g7");
    seen.write(Map.of("1", Map.of("g7", 0L)), this::all);
    assertThat(lines()).hasSize(GROUPS - 1).noneMatch(line -> line.contains("\tg7\t"));
  }

  /** The last line of a Steward that was killed may end anywhere. */
  @Test
  void whatWasTornIsNotGoneOnWith() throws Exception {
    manyGroups();
    Files.writeString(file(), "1\tg7\t" + TIME + "\n1\tg7\t17");
    assertThat(afterARestart())
        .as("a whole line counts")
        .isEqualTo(Map.of("1", Map.of("g7", TIME)));
    Seen seen = Seen.open(folder);
    spoke(seen, "g7", TIME);
    assertThat(lines()).hasSize(GROUPS);
    assertThat(afterARestart()).isEqualTo(all);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() throws Exception {
    manyGroups();
    Seen seen = Seen.open(folder);
    seen.write(all, this::all);
    // As if the disk were gone.
    Files.delete(file());
    spoke(seen, "g7", TIME);
    assertThat(file()).doesNotExist();
    seen.write(Map.of("1", Map.of()), this::all);
    assertThat(afterARestart()).isEqualTo(all);
  }
}
