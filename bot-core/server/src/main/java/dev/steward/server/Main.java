package dev.steward.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The program {@code steward}. Reads the command line and the clock, and nothing else does. */
public final class Main {
  private Main() {}

  /**
   * Runs a command; ends the process with 0 done, 1 something found, 2 wrong usage or settings, 3
   * failed.
   */
  public static void main(String[] arguments) {
    Path installation = Path.of(System.getProperty("steward.home", "")).toAbsolutePath();
    Commands commands =
        new Commands(
            installation,
            System.getenv(),
            InstantSource.system(),
            System.in,
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
            new PrintStream(
                new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    int status = commands.run(List.of(arguments));
    if (status != Commands.RUNNING) {
      System.exit(status);
    }
  }
}
