package dev.steward.bench;

import java.util.Collection;
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
    Feed.main(arguments);
  }
}
