package dev.steward.engine.polls;

import java.time.Instant;
import java.util.stream.IntStream;

/** What members will read, before anything is posted. */
public final class PollPreview {
  private PollPreview() {}

  /** As on a platform with buttons, the options in the order in which they were written. */
  public static String of(Question question, Instant closes) {
    return PollTexts.announcement(
        0, question, IntStream.range(0, question.options().size()).boxed().toList(), closes, true);
  }
}
