package dev.steward.engine.casework;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import java.util.Objects;

/** Staff decided about somebody who asked to be let in; sent to the group's key. */
record JoinAnswered(String request, UserId user, boolean in, String reason) implements Letter {
  /** The answer to a todo of kind {@link Todo#JOIN_REQUEST}. */
  static JoinAnswered of(Todo todo, boolean in, String reason) {
    return new JoinAnswered(
        Objects.requireNonNull(todo.facts().get("request")),
        UserId.parse(Objects.requireNonNull(todo.facts().get("user"))),
        in,
        reason);
  }
}
