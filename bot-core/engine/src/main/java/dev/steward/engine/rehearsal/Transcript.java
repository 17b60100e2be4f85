package dev.steward.engine.rehearsal;

import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Expectation;
import dev.steward.engine.script.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A written conversation as it was played.
 *
 * @param conversation as written
 * @param language of the pack
 * @param zone of the pack
 * @param steps what came of each of its steps
 */
public record Transcript(
    Conversation conversation, Language language, ZoneId zone, List<Played> steps) {
  public Transcript {
    steps = List.copyOf(steps);
  }

  /** Whether everything was as expected. */
  public boolean asExpected() {
    return steps.stream().allMatch(step -> step.differences().isEmpty());
  }

  /**
   * One step, and what came of it.
   *
   * @param at when it began
   * @param room the title of the group
   * @param blocked why the chat did not let it happen; null when it happened
   * @param happenings what Steward did, and why it did nothing, in order
   * @param differences from what is expected
   */
  public record Played(
      Conversation.Step step,
      Instant at,
      String room,
      @Nullable Blocked blocked,
      List<Happening> happenings,
      List<Difference> differences) {
    public Played {
      happenings = List.copyOf(happenings);
      differences = List.copyOf(differences);
    }
  }

  /**
   * Why the chat did not let a step happen.
   *
   * @param slip whether the file is at fault, not a member who may not post
   */
  public record Blocked(String zh, String en, boolean slip) {}

  /**
   * Something that is not as expected.
   *
   * @param line of the file, from 1
   * @param expected what did not come; null when something came that nobody expected
   * @param came what came instead; null when nothing did
   * @param slip what is wrong with the step itself; null when nothing is
   */
  public record Difference(
      int line, @Nullable Expectation expected, @Nullable Happening came, @Nullable Blocked slip) {}
}
