import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that runs, with a data folder of its own. */
final class Started implements AutoCloseable {
  /** How long anything may take before it counts as broken. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
  private final Path scratch;
  private final Process process;
  private final long since;
  private String url = "";

  /** A bare client: what it costs to start one should not be counted as the server's. */
  private final HttpClient client = HttpClient.newHttpClient();

  private Started(Path scratch, Process process, long since) {
    this.scratch = scratch;
    this.process = process;
    this.since = since;
  }

  static Started start(Path folder, Map<String, String> environment) throws IOException {
    Path scratch = Files.createTempDirectory("steward-data-");
    ProcessBuilder builder =
        new ProcessBuilder(
            folder.resolve("bin/steward").toString(),
            "run",
            "--port",
            "0",
            "--data",
            scratch.resolve("data").toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(scratch.resolve("output").toFile());
    long since = System.nanoTime();
    return new Started(scratch, builder.start(), since);
  }

  /** Waits for the first 200 of /health, and returns how long it took since the start. */
  Duration awaitHealth() throws Exception {
    Path told = scratch.resolve("data/server.json");
    while (process.isAlive() && System.nanoTime() - since < PATIENCE.toNanos()) {
      if (Files.exists(told)) {
        Matcher matcher = URL.matcher(Files.readString(told));
        if (matcher.find()) {
          url = matcher.group(1);
          if (get("/health") == 200) {
            return Duration.ofNanos(System.nanoTime() - since);
          }
        }
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException("no answer from the server:\n" + Files.readString(scratch.resolve("output")));
  }

  int get(String page) throws Exception {
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(url + page)).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (java.net.ConnectException e) {
      return 0;
    }
  }

  long residentMegabytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    Optional<String> line = Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:")).findFirst();
    return line.map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).orElse(0L);
  }

  /** SIGTERM; returns how long the process took to end. */
  Duration stop(Duration atMost) throws Exception {
    long asked = System.nanoTime();
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the server did not stop:\n" + Files.readString(scratch.resolve("output")));
    }
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.destroyForcibly();
    delete(scratch);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
