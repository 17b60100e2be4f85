package dev.steward.bench;

import dev.steward.engine.rules.TextJudge;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.text.TextLessons;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message of 100,000 chars that is made to be slow costs all rules of the pack. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HostileBench {
  private static final int CHARS = 100_000;

  /** What is repeated. */
  @Param({
    "加",
    "1",
    "加微信",
    "加*",
    "a\u0301",
    "\u0301",
    "v:",
    "微信 a1",
    "1 ",
    "http://a.",
    "￥a1B2c3D4e5F￥",
    "@",
    "(",
    "a1B2c3D4e5F 复制 "
  })
  private String piece = "加";

  private String message = "";

  private final TextJudge judge =
      new TextJudge(
          Objects.requireNonNull(
              PackReader.read(
                      Path.of(System.getProperty("scripts", "scripts")).resolve("mother-and-baby"))
                  .pack()),
          TextLessons.NONE);

  @Setup
  public void repeat() {
    message = piece.repeat(CHARS / piece.length());
  }

  /** One message. */
  @Benchmark
  public Object allRules() {
    return judge.judge(message);
  }
}
