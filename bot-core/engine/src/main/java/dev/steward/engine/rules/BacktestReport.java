package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Ladder.Sanction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have done to what was said, beside the version in force, every rule of both
 * being live.
 *
 * @param messages how many were held against the rules
 * @param members how many different persons posted them
 * @param rules by rule, in the order of the draft and then of what it leaves out
 * @param sanctions how often each step of a ladder would have been taken
 * @param people how many persons would have been warned or worse
 * @param examples some of what the draft hits and the version in force doesn't, and the other way
 *     round
 * @param muted who would be muted at the end by the draft; some, the longest first
 * @param gone who would have had to leave by the draft; some
 */
public record BacktestReport(
    long messages,
    int groups,
    int members,
    @Nullable Instant from,
    @Nullable Instant to,
    Map<String, Hits> rules,
    Map<Sanction, Both> sanctions,
    Both people,
    List<Example> examples,
    List<Muted> muted,
    List<UserId> gone) {
  public BacktestReport {
    examples = List.copyOf(examples);
    muted = List.copyOf(muted);
    gone = List.copyOf(gone);
  }

  /** How often something is by the version in force and by the draft. */
  public record Both(long inForce, long draft) {}

  /**
   * What a rule hits.
   *
   * @param inForce by the version in force
   * @param draft by the draft
   * @param fresh messages that this rule of the draft hits, and no rule of the version in force
   * @param lost messages that this rule of the version in force hits, and no rule of the draft
   */
  public record Hits(long inForce, long draft, long fresh, long lost) {}

  /**
   * A message about which the two differ.
   *
   * @param fresh whether it is the draft that hits it
   * @param spans where in the text, in code points
   */
  public record Example(
      boolean fresh,
      String rule,
      GroupId group,
      UserId user,
      Instant at,
      String text,
      List<Span> spans) {
    public Example {
      spans = List.copyOf(spans);
    }
  }

  /** Somebody who would be muted at the end. */
  public record Muted(UserId user, Instant until) {}
}
