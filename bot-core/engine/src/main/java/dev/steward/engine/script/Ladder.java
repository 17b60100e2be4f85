package dev.steward.engine.script;

import java.time.Duration;
import java.util.List;

/**
 * What happens at the first strike, the second, and so on; the last step repeats.
 *
 * @param steps at least one
 */
public record Ladder(List<Step> steps) {
  public Ladder {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("ladder: no steps (expected: at least one)");
    }
  }

  /** The step for the n-th strike, counting from 1. */
  public Step step(int strike) {
    return steps.get(Math.min(strike, steps.size()) - 1);
  }

  /** Whether it ever does anything to the member: one that doesn't counts no strikes. */
  public boolean strikes() {
    return steps.stream().anyMatch(step -> step.sanction() != Sanction.NONE);
  }

  /**
   * One step.
   *
   * @param sanction what is done to the member
   * @param length how long a mute lasts; zero for the others
   */
  public record Step(Sanction sanction, Duration length) {}

  /** What can be done to a member, from mild to hard. */
  public enum Sanction {
    /** Nothing to the member: the message alone is dealt with. */
    NONE,
    WARN,
    MUTE,
    KICK,
    BAN
  }
}
