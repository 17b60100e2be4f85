package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} under load with everything on, again and again: no acknowledged event is lost or
 * handled twice, each group's events stay in order, every advert is deleted, each check-in, ballot,
 * question, complaint and answer in private counts once, a broadcast goes on where it was, and
 * nothing that members read is said twice.
 */
@Tag("rounds")
class KillTest {
  private static final int ROUNDS = Math.max(2, Integer.getInteger("steward.rounds", 3) / 2);

  @TempDir Path folder;
  private @Nullable Process running;
  private long acksRead;
  private int acksSeen;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsSaidTwice() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      killedAfter(2_000 + 137 * round);
    }
    endsWell();
  }

  int rounds() {
    return ROUNDS;
  }

  private void killedAfter(int acks) throws Exception {
    int before = acks();
    Process process = start(Integer.toString(firstUnacknowledged()));
    waitForAcks(process, before + acks);
    process.destroyForcibly().waitFor();
  }

  /** Runs once more until everything has come to its end, and looks whether all of it is right. */
  final void endsWell() throws Exception {
    Process last = start(Integer.toString(firstUnacknowledged()));
    waitForAcks(last, acks() + 500);
    waitForQuietOutbox();
    waitForBroadcast();
    last.destroyForcibly().waitFor();
    if (KillStore.onPostgres(folder)) {
      // Letters between lanes wait in the database.
      assertThat(start(KillTarget.END).waitFor()).as(output()).isZero();
    }
    check();
  }

  @AfterEach
  void end() {
    if (running != null) {
      running.destroyForcibly();
    }
  }

  final Process start(String from) throws IOException {
    Process process = java(folder, KillTarget.class, folder.toString(), from).start();
    running = process;
    return process;
  }

  /** Runs a class in a process of its own, whose output goes to the folder. */
  static ProcessBuilder java(Path folder, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It lives for seconds: the optimizing compiler would take more than it gives.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile());
  }

  final void waitForAcks(Process process, int count) throws Exception {
    await(
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("ended by itself: " + output());
          }
          return acks() >= count;
        });
  }

  /** Adverts that were acknowledged before this moment are dealt with soon after. */
  private void waitForQuietOutbox() throws Exception {
    Set<String> adverts =
        lines("acks").stream()
            .filter(number -> KillFeed.kind(Integer.parseInt(number)) == KillFeed.Kind.ADVERT)
            .collect(Collectors.toSet());
    await(() -> deleted().containsAll(adverts));
  }

  /** Its second wave comes ten seconds after the first, in whichever process that is. */
  private void waitForBroadcast() throws Exception {
    try (Database database = KillStore.open(folder)) {
      await(
          () -> {
            try (Sql now = new Sql(database.openForReading())) {
              return now.first("SELECT 1 FROM broadcast WHERE state = 'done'", row -> row.number(1))
                  .isPresent();
            }
          });
    }
  }

  private void check() throws Exception {
    try (Database database = KillStore.open(folder);
        Sql sql = new Sql(database.openForReading())) {
      if (!KillStore.onPostgres(folder)) {
        assertThat(sql.list("PRAGMA integrity_check", row -> row.text(1))).containsExactly("ok");
      }
      new KillCheck(sql, orders())
          .everything(lines("acks").stream().map(Integer::valueOf).toList());
    }
  }

  private List<KillPlatform.Line> orders() throws IOException {
    return lines("orders").stream().map(KillPlatform.Line::read).toList();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  final int firstUnacknowledged() throws IOException {
    return firstWithout(lines("acks"));
  }

  /** The first number that was not acknowledged. */
  static int firstWithout(List<String> all) {
    Set<Integer> acks = all.stream().map(Integer::valueOf).collect(Collectors.toSet());
    int next = 1;
    while (acks.contains(next) || KillFeed.kind(next) == KillFeed.Kind.ANSWER) {
      next++;
    }
    return next;
  }

  private Set<String> deleted() throws IOException {
    return orders().stream()
        .filter(line -> line.what().equals("DELETE"))
        .map(KillPlatform.Line::message)
        .collect(Collectors.toSet());
  }

  /** How many have been acknowledged; reads only what is new, since this is asked all the time. */
  final int acks() throws IOException {
    Path file = folder.resolve("acks");
    if (Files.exists(file)) {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        ByteBuffer fresh = ByteBuffer.allocate((int) (channel.size() - acksRead));
        channel.position(acksRead);
        while (fresh.hasRemaining() && channel.read(fresh) >= 0) {}
        for (int i = 0; i < fresh.position(); i++) {
          acksSeen += fresh.get(i) == '\n' ? 1 : 0;
        }
        acksRead += fresh.position();
      }
    }
    return acksSeen;
  }

  private List<String> lines(String name) throws IOException {
    return lines(folder, name);
  }

  /** The whole lines of a file; a line that was cut by the kill is left out. */
  static List<String> lines(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
