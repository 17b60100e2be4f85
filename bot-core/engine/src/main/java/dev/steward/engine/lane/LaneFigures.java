package dev.steward.engine.lane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What a lane counts. Thread-safe. */
public final class LaneFigures {
  private final Counter inputs;
  private final Counter failures;
  private final Counter setAside;
  private final Counter refused;
  private final Timer commits;

  public LaneFigures(MeterRegistry registry) {
    inputs = registry.counter("steward.lane.inputs");
    failures = registry.counter("steward.lane.failures");
    setAside = registry.counter("steward.lane.set.aside");
    refused = registry.counter("steward.inbox.refused");
    commits = registry.timer("steward.lane.commits");
  }

  void committed(int count, long nanos) {
    inputs.increment(count);
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed() {
    failures.increment();
  }

  void setAside() {
    setAside.increment();
  }

  void refused() {
    refused.increment();
  }

  /** Inputs handled since the start. */
  public long handled() {
    return (long) inputs.count();
  }

  /** Events that were refused because the inbox was full. */
  public long refusedCount() {
    return (long) refused.count();
  }
}
