package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Sender;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full: a real file system of a few megabytes that has no room left. */
@Tag("real-peers")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
  private static final String SIZE = "12m";
  private static final int MESSAGES = 600;

  /** Where a container without the right to mount has a small file system all the same. */
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private static final long SMALL = 256L << 20;

  @TempDir Path folder;

  private Path disk = Path.of("");
  private boolean mounted;

  @BeforeEach
  void small() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString());
    mounted = said.isEmpty();
    if (!mounted) {
      assertThat(Files.getFileStore(SHARED_MEMORY).getTotalSpace())
          .as("no right to mount a small disk (%s), and /dev/shm is too large to fill", said)
          .isLessThan(SMALL);
      disk = Files.createTempDirectory(SHARED_MEMORY, "steward");
    }
  }

  @AfterEach
  void cleared() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isEmpty();
    } else {
      try (Stream<Path> files = Files.list(disk)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(disk);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  /** Takes all the room that is left but a little. */
  private Path ballast(long leave) throws IOException {
    long room = Files.getFileStore(disk).getUsableSpace() - leave;
    return Files.write(disk.resolve("ballast"), new byte[(int) room]);
  }

  @Test
  void itSaysSoLosesNothingAndGoesOnOnceThereIsRoom() throws Exception {
    try (Sim sim = Sim.start(disk)) {
      Sim.Group group = sim.group("一群");
      Path ballast = ballast(512 * 1024);
      List<CompletableFuture<EventSink.Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        receipts.add(
            sim.engine()
                .sink()
                .deliver(
                    new Event.MessagePosted(
                        SimPlatform.ACCOUNT,
                        group.id(),
                        "full-" + i,
                        Sender.member(Sim.user("u" + i), "u" + i),
                        Content.of("长".repeat(1_000) + i),
                        sim.clock.instant()))
                .toCompletableFuture());
      }
      new Await(sim.clock::advance)
          .until("the lane says that it is full", () -> !sim.engine().troubles().isEmpty());
      assertThat(sim.engine().troubles().getFirst()).containsIgnoringCase("full");
      assertThat(receipts).anySatisfy(receipt -> assertThat(receipt).isNotDone());

      Files.delete(ballast);
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
      assertThat(receipts)
          .extracting(CompletableFuture::join)
          .containsOnly(EventSink.Receipt.COMMITTED);
      assertThat(sim.count("journal WHERE event_id LIKE 'm:full-%'")).isEqualTo(MESSAGES);
      assertThat(sim.engine().troubles()).isEmpty();
      assertThat(
              sim.<String>read(
                  sql -> sql.first("PRAGMA integrity_check", row -> row.text(1)).orElse("")))
          .isEqualTo("ok");
      group.expectDeleted(group.says("小明", "加微信领券"));
    }
  }
}
