package dev.steward.bench;

import dev.steward.engine.rules.TextJudge;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.text.TextLessons;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Messages per second and core that all rules of the mother-and-baby pack can judge. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RulesBench {
  private static final int MESSAGES = 20_000;

  private final List<String> messages = ChatText.messages(MESSAGES, 1);
  private final TextJudge judge =
      new TextJudge(
          Objects.requireNonNull(
              PackReader.read(
                      Path.of(System.getProperty("scripts", "scripts")).resolve("mother-and-baby"))
                  .pack()),
          TextLessons.NONE);

  /** Reading, all checks and conditions, what spares it, the likeness of the whole text. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void allRules(Blackhole hole) {
    for (String message : messages) {
      hole.consume(judge.judge(message));
    }
  }
}
