package dev.steward.engine.broadcast;

import dev.steward.chat.Media;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to many groups.
 *
 * @param text a template; {@code group} and each group's values are known
 * @param image shown with it, or null
 * @param at when it begins
 * @param written when it was: one that was to begin at once has no later time
 * @param by the login of whoever wrote it
 * @param approval whether a second person has to approve it
 * @param approvedBy who did, or null
 */
public record Broadcast(
    long number,
    String text,
    @Nullable Media image,
    Instant at,
    Instant written,
    String by,
    boolean approval,
    @Nullable String approvedBy,
    State state) {
  /** Whether it was planned for a time that is past. */
  public boolean late(Instant now) {
    return at.isAfter(written) && at.isBefore(now);
  }

  /** How far it has come; the names in the database are in lower case. */
  public enum State {
    DRAFT,
    /** Waits for a second person. */
    WAITING,
    REFUSED,
    PLANNED,
    RUNNING,
    DONE,
    STOPPED,
    /** Stopped by itself: too many groups could not be reached. */
    HALTED;

    /** Whether more groups may still hear it. */
    public boolean open() {
      return switch (this) {
        case DRAFT, WAITING, PLANNED, RUNNING -> true;
        case REFUSED, DONE, STOPPED, HALTED -> false;
      };
    }
  }

  /** What became of it in one group; the names in the database are in lower case. */
  public enum Fate {
    WAITING,
    /** Handed to the group; nothing was heard of it yet. */
    SENT,
    SAID,
    SKIPPED,
    FAILED,
    /** Whether it was said, the platform did not tell: members may have read it. */
    UNKNOWN,
    /** Was handed to the group when it was taken back: it is deleted as soon as it was said. */
    RECALLING,
    RECALLED,
    /** It was said, or may have been, and could not be recalled. */
    KEPT
  }
}
