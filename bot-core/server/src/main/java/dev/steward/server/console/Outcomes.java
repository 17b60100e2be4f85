package dev.steward.server.console;

import dev.steward.chat.Outcome;
import dev.steward.engine.store.Json;
import dev.steward.server.html.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Puts into words what became of an action. */
final class Outcomes {
  private Outcomes() {}

  /**
   * @param state as in the table {@code action}
   * @param outcome its JSON, or null while there is none
   */
  static String say(Texts t, String state, @Nullable String outcome) {
    String word = t.word("state", state);
    if (outcome == null) {
      return word;
    }
    try {
      String more = more(t, Json.read(outcome, Outcome.class));
      return more.isEmpty() ? word : word + " · " + more;
    } catch (JacksonException e) {
      return word;
    }
  }

  private static String more(Texts t, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> t.say("outcome-accepted");
      case Outcome.Confirmed _ -> t.say("outcome-confirmed");
      case Outcome.Unsupported lacks ->
          t.say("outcome-unsupported", lacks.missing().name().toLowerCase(Locale.ROOT));
      case Outcome.Refused refused ->
          t.say(refused.gone() ? "outcome-gone" : "outcome-refused", refused.reason());
      case Outcome.Failed failed -> t.say("outcome-failed", failed.reason());
      case Outcome.NeedsHuman human -> t.say("outcome-human", human.steps());
    };
  }
}
