package dev.steward.engine.rules;

import dev.steward.engine.script.RuleCheck.Misdeed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people say of messages, in place of what Steward reads in them: so that rules can be judged
 * apart from reading.
 */
@FunctionalInterface
public interface Labels {
  /**
   * What people say of one message.
   *
   * @param kind what its text does; null when it is fine
   * @param links whose links it has
   */
  record Label(@Nullable Misdeed kind, Purpose purpose, Links links) {
    /** A label by the words of labelled files; empty when it is none of them. */
    public static Optional<Label> of(String word, Links links) {
      return switch (word) {
        case "ok" -> Optional.of(new Label(null, Purpose.TALK, links));
        case "complaint" -> Optional.of(new Label(null, Purpose.COMPLAINT, links));
        case "report" -> Optional.of(new Label(null, Purpose.REPORT, links));
        case "rules" -> Optional.of(new Label(null, Purpose.RULES, links));
        default -> RuleReader.kind(word).map(kind -> new Label(kind, Purpose.TALK, links));
      };
    }
  }

  /** Whose links a message has. */
  enum Links {
    NONE,
    BRAND,
    OUTSIDE
  }

  /** People said nothing. */
  Labels NONE = messageId -> Optional.empty();

  /** The label of a message, as it stands now; empty when people said nothing. */
  Optional<Label> of(String messageId);
}
