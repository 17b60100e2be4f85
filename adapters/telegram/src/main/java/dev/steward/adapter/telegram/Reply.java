package dev.steward.adapter.telegram;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What came of a call of the Bot API. */
sealed interface Reply {
  /**
   * Telegram's words for a message, a member or a request to join that is not there any more; what
   * is too old, or may not be done, it tells in others.
   */
  Set<String> GONE =
      Set.of(
          "message to delete not found",
          "message with poll to stop not found",
          "USER_NOT_PARTICIPANT",
          "HIDE_REQUESTER_MISSING");

  /** Done; {@code result} is as Telegram documents for the method. */
  record Ok(JsonNode result) implements Reply {}

  /**
   * Telegram said no.
   *
   * @param code as of HTTP
   * @param why Telegram's words; they hold no words of members
   * @param pause what a flood wait asks for, else zero
   * @param movedTo the supergroup that the group has become, else zero
   */
  record No(int code, String why, Duration pause, long movedTo) implements Reply {
    /** Whether it was about something that is not there any more. */
    boolean gone() {
      return code == 400 && GONE.stream().anyMatch(why::contains);
    }
  }

  /** There was no answer that makes sense; {@code sent} when it may be done all the same. */
  record Lost(String why, boolean sent) implements Reply {}

  /** An answer that can't be read; {@code start} is how it begins. */
  record Garbled(String start) implements Reply {}

  /** The outcome, in which {@code done} stands for an ok. */
  default Outcome outcome(Outcome done) {
    return switch (this) {
      case Ok _ -> done;
      case Lost lost when lost.sent -> Outcome.Failed.unknown(lost.why);
      case Lost lost -> Outcome.Failed.untried(lost.why, Duration.ofSeconds(2));
      case Garbled _ -> Outcome.Failed.unknown("Telegram: an answer that is not understood");
      case No no ->
          switch (no.code) {
            case 429 ->
                Outcome.Failed.untried(
                    "Telegram asks for a pause of " + no.pause.toSeconds() + " s", no.pause);
            case 401 -> Outcome.Failed.untried("Telegram refuses the token", Duration.ofMinutes(1));
            // Or it has no such method.
            case 404 -> Outcome.Failed.retry("Telegram refuses the token", Duration.ofMinutes(1));
            default -> new Outcome.Refused("Telegram: " + no.why, no.gone());
          };
    };
  }

  /** The result when it is done, else empty. */
  default Optional<JsonNode> found() {
    return this instanceof Ok ok ? Optional.of(ok.result) : Optional.empty();
  }
}
