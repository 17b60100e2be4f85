package dev.steward.engine.prices;

import java.time.Instant;
import java.util.List;

/**
 * A question to the member that waits for an answer.
 *
 * @param fact what is asked for
 * @param options what can be chosen, by number or button; may be empty
 * @param asked when
 * @param again how often it was asked again because the answer could not be read
 */
record Asking(Fact fact, List<Option> options, Instant asked, int again) {
  Asking {
    options = List.copyOf(options);
  }

  /** One that can be chosen; {@code value} is plain ASCII. */
  record Option(String label, String value) {}
}
