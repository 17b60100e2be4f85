package dev.steward.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bot as a process, and what it costs. */
final class Bot implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;

  private Bot(Process process) {
    this.process = process;
  }

  /**
   * Starts a bot; what it prints goes to a file.
   *
   * @param environment variables it has besides ours
   */
  static Bot start(List<String> command, String address, Map<String, String> environment, Path log)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add(address);
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Bot(builder.redirectInput(new File("/dev/null")).start());
  }

  /** Processor seconds so far. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most memory that it has had, in megabytes. */
  long peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(15, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
