package dev.steward.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The whole table: reading a message on one core, then the durable path as a whole process. */
public final class Bench {
  private Bench() {}

  /** Runs all benches; takes some minutes on two cores. */
  public static void main(String[] arguments) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(TextBench.class.getName())
                    .include(PriceBench.class.getName())
                    .include(RulesBench.class.getName())
                    .include(CopiesBench.class.getName())
                    .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    System.out.printf("%-22s %12s %14s%n", "one core, 15,000 words", "messages/s", "± (99.9 %)");
    for (RunResult result : results) {
      System.out.printf(
          "%-22s %12.0f %14.0f%n",
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError());
    }
    System.out.println();
    Feed.printHead();
    for (String row :
        List.of(
            "sqlite",
            "1",
            "1000",
            "50000",
            "everything",
            "questions",
            "topics",
            "rehearsal",
            "backtest",
            "beside",
            "memory",
            "ballots")) {
      feed(row);
    }
  }

  /**
   * Each row in a process of its own with the options of the package, so that memory is its own.
   */
  private static void feed(String row) throws Exception {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=5000",
            "-Xmx224m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-classpath",
            System.getProperty("java.class.path"),
            Feed.class.getName(),
            row);
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("row " + row + ": ended with " + exit + " (expected: 0)");
    }
  }
}
