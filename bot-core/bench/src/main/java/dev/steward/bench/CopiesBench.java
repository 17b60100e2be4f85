package dev.steward.bench;

import dev.steward.engine.rules.Waves;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.Hash64;
import dev.steward.engine.text.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a message to be held against the last 100,000, over all groups: folding, its
 * fingerprint and sketch, and the look. One message in twenty is a copy with a character changed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CopiesBench {
  private static final int MESSAGES = 200_000;
  private static final int BETWEEN_COPIES = 20;
  private static final Instant START = Instant.parse("2026-11-27T04:00:00Z");
  private static final String CAMPAIGN = "宝妈福利群今晚开放，每天发一款试吃装，先到先得名额只有二十个";

  /** Whether texts that differ in some characters count as well. */
  @Param({"false", "true"})
  private boolean nearly = true;

  private final List<String> messages = new ArrayList<>();
  private final FoldBuffer buffer = new FoldBuffer();
  private final Waves waves = new Waves();
  private RuleCheck.Copies asked = new RuleCheck.Copies(3, Duration.ofMinutes(10), 12, true);
  private int next;

  /** Fills what is remembered. */
  @Setup(Level.Trial)
  public void fill() {
    asked = new RuleCheck.Copies(3, Duration.ofMinutes(10), 12, nearly);
    List<String> talk = ChatText.messages(MESSAGES, 5);
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(
          i % BETWEEN_COPIES == 0
              ? CAMPAIGN.replace('款', (char) ('一' + i / BETWEEN_COPIES % 500))
              : talk.get(i));
    }
    for (int i = 0; i < MESSAGES; i++) {
      var _ = one();
    }
  }

  /** One message more; 200 a second. */
  @Benchmark
  public Object one() {
    int number = next++;
    String text = messages.get(number % MESSAGES);
    buffer.fold(text);
    return waves.add(
        new Waves.Copy(
            Sketch.of(buffer),
            Fingerprint.of(buffer).hash(),
            Hash64.of("u" + number % 5_000),
            START.plusMillis(5L * number),
            number),
        asked,
        true);
  }
}
