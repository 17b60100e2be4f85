package dev.steward.bench;

import dev.steward.engine.prices.reading.PriceReader;
import java.util.List;
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

/** Messages per second and core in which prices are read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PriceBench {
  private static final int MESSAGES = 50_000;
  private static final int LINES = 8;

  private final List<String> messages = ChatText.messages(MESSAGES, 1);
  private final List<String> priceTalk =
      List.of(
          "我189买的，她159，同一个链接",
          "原价268，券后198，昨晚直播间179",
          "抽纸三提59，单买22一提",
          "背带我六百三拿的，现在标五百八",
          "满300减40再打95折，到手229.9",
          "定金30抵60，尾款228，8号晚上8点付",
          "围栏当时七八十块买的吧，现在一百多了",
          "超市￥1,299.00，群里1180两件，差了一百多");

  /** Ordinary chat: half of it has a digit or a numeral somewhere, few lines a price. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void prices(Blackhole hole) {
    for (String message : messages) {
      hole.consume(PriceReader.read(message));
    }
  }

  /** Lines that talk of nothing but prices. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void priceTalk(Blackhole hole) {
    for (String line : priceTalk) {
      hole.consume(PriceReader.read(line));
    }
  }
}
