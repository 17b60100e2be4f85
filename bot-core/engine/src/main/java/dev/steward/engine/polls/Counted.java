package dev.steward.engine.polls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many ballots that say the same.
 *
 * @param group in which they were counted; empty when that is not told
 * @param tier of those who cast them; null when there are no tiers
 * @param choices codes; none for an answer in words
 */
public record Counted(String group, @Nullable String tier, List<String> choices, long count) {
  public Counted {
    choices = List.copyOf(choices);
  }
}
