package dev.steward.engine.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of reading a pack.
 *
 * @param pack null when there is an error
 * @param conversations those under {@code tests/} that could be read, by path
 * @param problems all errors and warnings, by file, line and column
 */
public record PackReading(
    @Nullable Pack pack, List<Conversation> conversations, List<Problem> problems) {
  public PackReading {
    conversations = List.copyOf(conversations);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}
