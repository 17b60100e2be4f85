package dev.steward.engine.sim;

import dev.steward.engine.rules.Opinions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A language model that answers when the story says so. */
public final class SimModel implements Opinions {
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What it was asked, in order. */
  public final List<Request> asked = new ArrayList<>();

  /** Whether there is one. */
  public boolean on;

  /** Whether it takes more than it has. */
  public boolean busy;

  @Override
  public boolean on() {
    return on;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public boolean ask(Request request) {
    if (!busy) {
      asked.add(request);
    }
    return !busy;
  }
}
