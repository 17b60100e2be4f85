package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an action, honestly: a platform's "ok" alone is {@link Accepted}, its own notice
 * is {@link Confirmed}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Outcome.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = Outcome.Unsupported.class, name = "unsupported"),
  @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Outcome.NeedsHuman.class, name = "needs-human"),
})
public sealed interface Outcome {
  /** The platform said ok. {@code nativeId} is the id of the message sent, or empty. */
  record Accepted(String nativeId) implements Outcome {}

  /**
   * The platform's own notice of the effect was seen. {@code nativeId} is the id of the message
   * sent, or empty.
   */
  record Confirmed(String nativeId) implements Outcome {}

  /** The platform, or this group on it, has no such thing. Nothing was sent. */
  record Unsupported(Capability missing) implements Outcome {}

  /**
   * The platform said no, and will say no again: the bot lacks the right, or the target is gone.
   *
   * @param gone whether the message is not there any more, or the member: then there is nothing
   *     left to do, for a person neither
   */
  record Refused(String reason, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean gone)
      implements Outcome {
    /** The target is there, and stays as it is. */
    public Refused(String reason) {
      this(reason, false);
    }

    /** As it is written down: that nothing is gone is not said. */
    @JsonCreator
    static Refused read(
        @JsonProperty("reason") String reason, @JsonProperty("gone") @Nullable Boolean gone) {
      return new Refused(reason, gone != null && gone);
    }

    /** Whatever it was to be done to is not there any more. */
    public static Refused gone(String reason) {
      return new Refused(reason, true);
    }
  }

  /**
   * It did not work.
   *
   * @param reason for staff, without secrets or members' words
   * @param effect whether it may have happened all the same
   * @param retryAfter when the platform allows another try; null when another try is pointless
   */
  record Failed(String reason, Effect effect, @Nullable Duration retryAfter) implements Outcome {
    /** A failure that changed nothing and may be tried again after a pause. */
    public static Failed retry(String reason, Duration retryAfter) {
      return new Failed(reason, Effect.NONE, retryAfter);
    }

    /**
     * It could not be tried: there is no line to the platform, or the platform asks for a pause. It
     * comes again until it is too old to be of use, and this does not count as a try.
     */
    public static Failed untried(String reason, Duration retryAfter) {
      return new Failed(reason, Effect.UNTRIED, retryAfter);
    }

    /** The answer was lost: it may or may not have happened. */
    public static Failed unknown(String reason) {
      return new Failed(reason, Effect.UNKNOWN, null);
    }
  }

  /** Only a person can do this here: becomes a work order. {@code steps} say how, a line each. */
  record NeedsHuman(String steps) implements Outcome {}

  /** Whether a failed action may have had its effect. */
  enum Effect {
    NONE,
    UNKNOWN,

    /** None, since nothing was tried. */
    UNTRIED
  }

  /** Whether the action has had its effect as far as the platform says. */
  @JsonIgnore
  default boolean done() {
    return this instanceof Accepted || this instanceof Confirmed;
  }
}
