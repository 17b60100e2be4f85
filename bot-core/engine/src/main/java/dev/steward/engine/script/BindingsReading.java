package dev.steward.engine.script;

import java.util.List;

/**
 * What came out of reading which groups use which pack.
 *
 * @param bindings those without an error, in the order of the file
 * @param problems all errors and warnings
 */
public record BindingsReading(List<Binding> bindings, List<Problem> problems) {
  public BindingsReading {
    bindings = List.copyOf(bindings);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}
