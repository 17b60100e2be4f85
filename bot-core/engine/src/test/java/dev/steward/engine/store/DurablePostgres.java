package dev.steward.engine.store;

import dev.steward.testkit.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own that flushes to the disk, and can be killed. */
public final class DurablePostgres implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres running;

  private DurablePostgres(Path folder, EmbeddedPostgres running) {
    this.folder = folder;
    this.running = running;
  }

  public static DurablePostgres start(Path folder) throws IOException {
    return new DurablePostgres(folder, start(folder, 0));
  }

  private static EmbeddedPostgres start(Path folder, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPGStartupWait(PostgresServer.STARTS_WITHIN)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "off")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8");
    return port == 0 ? builder.start() : builder.setPort(port).start();
  }

  public PostgresAddress address() {
    return Postgres.read("postgresql://postgres@127.0.0.1:" + running.getPort() + "/postgres");
  }

  /** All its processes end at once, as by a power cut. */
  public void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    List<ProcessHandle> all =
        ProcessHandle.of(pid).stream()
            .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** On the same data and port. */
  public void startAgain() throws IOException {
    int port = running.getPort();
    running.close();
    running = start(folder, port);
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
