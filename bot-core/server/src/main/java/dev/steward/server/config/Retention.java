package dev.steward.server.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long what members said is kept. What happened (the journal's skeleton) stays.
 *
 * @param whole for groups without a word of their own
 * @param groups what differs, by group id
 */
public record Retention(Times whole, Map<String, Times> groups) {
  public Retention {
    groups = Map.copyOf(groups);
  }

  /**
   * The times of each kind; null keeps for good.
   *
   * @param messages what members wrote in groups
   * @param privateMessages what members wrote to Steward alone, and what it wrote to them alone
   * @param events joins, names, presses and commands
   * @param evidence the text that a sanction rests on, counted from the day of the sanction
   */
  public record Times(
      @Nullable Duration messages,
      @Nullable Duration privateMessages,
      @Nullable Duration events,
      @Nullable Duration evidence) {}

  /** The times of a group, or of anything else that a turn belongs to. */
  public Times of(String group) {
    return groups.getOrDefault(group, whole);
  }
}
