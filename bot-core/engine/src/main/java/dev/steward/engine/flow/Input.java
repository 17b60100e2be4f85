package dev.steward.engine.flow;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import java.time.Instant;
import java.util.function.Consumer;

/** What a lane takes from its queue. */
public sealed interface Input {
  /** Whose turn it is. */
  Key key();

  /** An event from outside, a timer, or the console; {@code source} is who reports it. */
  record Heard(Event event, Key key, String source, Instant arrived) implements Input {}

  /** A letter that waited in the database for this lane. */
  record LetterDue(long id, long seq, Key key, Letter letter) implements Input {}

  /** The outbox has something to write down about an action. */
  record OutboxNews(Key key, long actionId, Change change) implements Input {}

  /** A change that the console or the start-up asks for, in the lane's transaction. */
  record Task(Key key, Consumer<TurnContext> work) implements Input {}

  /** What happened to an action in the outbox. */
  sealed interface Change {
    /** It is about to be tried, and can't be repeated harmlessly. */
    record Claimed() implements Change {}

    /** It was tried, and will be tried again. */
    record Retried(int attempts, Outcome outcome) implements Change {}

    /** It is over. {@code state} is as in the table. */
    record Ended(ActionEnded ended, String state, int attempts) implements Change {}
  }
}
