package dev.steward.engine.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of reading a pack.
 *
 * @param pack null when there is an error
 * @param problems all errors and warnings, by file, line and column
 */
public record PackReading(@Nullable Pack pack, List<Problem> problems) {
  public PackReading {
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}
