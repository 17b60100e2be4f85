package dev.steward.adapter.onebot;

import dev.steward.wire.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The lines on which one login's events come. While Steward is behind none of them is read, one
 * that is opened meanwhile neither. Thread-safe.
 */
final class Lines implements Intake.Valve {
  private final List<Line> open = new ArrayList<>();
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private long turns;

  synchronized void add(Line line) {
    open.add(line);
    if (paused()) {
      line.reading(false);
    }
  }

  synchronized void remove(Line line) {
    open.remove(line);
  }

  synchronized boolean isEmpty() {
    return open.isEmpty();
  }

  synchronized boolean paused() {
    return !reading.isDone();
  }

  /** Completes when the lines are read, now or after a pause. */
  synchronized CompletionStage<Void> reading() {
    return reading.copy();
  }

  /** How often the state has changed: a silence is the other side's only if this stays. */
  synchronized long turns() {
    return turns;
  }

  @Override
  public synchronized void pause() {
    reading = new CompletableFuture<>();
    turns++;
    open.forEach(line -> line.reading(false));
  }

  @Override
  public void resume() {
    CompletableFuture<Void> waited;
    synchronized (this) {
      waited = reading;
      turns++;
      open.forEach(line -> line.reading(true));
    }
    waited.complete(null);
  }
}
