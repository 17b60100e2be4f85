package dev.steward.server.data;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.util.List;
import java.util.Optional;

/** What Steward said: taken away once it is over. Who did what to whom stays. */
final class SaidWords {
  private SaidWords() {}

  /**
   * Takes the words out of an action that is over; what was said in private is on nobody's page any
   * more.
   */
  static int hollow(Sql write, long id) {
    Optional<String> payload =
        write.first(
            "SELECT payload FROM action WHERE id = ? AND state NOT IN ('pending', 'claimed')",
            row -> row.text(1),
            id);
    if (payload.isEmpty()) {
      return 0;
    }
    Action hollow =
        switch (Json.read(payload.get(), Action.class)) {
          case Action.SendMessage sent ->
              new Action.SendMessage(sent.group(), Content.of(""), sent.replyTo(), List.of());
          case Action.SendPrivate sent ->
              new Action.SendPrivate(sent.group(), sent.user(), Content.of(""), List.of());
          case Action.SetMemberCard set -> new Action.SetMemberCard(set.group(), set.user(), "");
          case Action other -> other;
        };
    return write.update(
        "UPDATE action SET payload = ?, recipient = NULL WHERE id = ?", Json.write(hollow), id);
  }
}
