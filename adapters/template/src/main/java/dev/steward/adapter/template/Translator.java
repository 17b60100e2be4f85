package dev.steward.adapter.template;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The server's words as Steward's events. Knows nothing of connections. */
final class Translator {
  private Translator() {}

  static GroupId group(String id) {
    return new GroupId(TemplateAdapter.PLATFORM, id);
  }

  static UserId user(String id) {
    return new UserId(TemplateAdapter.PLATFORM, id);
  }

  /**
   * The event of a line; empty for a kind that Steward has no use for.
   *
   * @throws IllegalArgumentException if the line lacks what its kind must have
   */
  static Optional<Event> event(AccountId us, JsonNode line) {
    // The kind comes first: nothing is known of what else stands in a line of another kind.
    return switch (text(line, "t")) {
      case "said" ->
          Optional.of(
              new Event.MessagePosted(
                  us,
                  group(text(line, "group")),
                  text(line, "id"),
                  sender(line),
                  Content.of(text(line, "text")),
                  at(line)));
      case "joined" ->
          Optional.of(
              new Event.MemberJoined(
                  us, group(text(line, "group")), text(line, "id"), sender(line), null, at(line)));
      case "left" ->
          Optional.of(
              new Event.MemberLeft(
                  us,
                  group(text(line, "group")),
                  text(line, "id"),
                  user(text(line, "who")),
                  null,
                  at(line)));
      default -> Optional.empty();
    };
  }

  private static Sender sender(JsonNode line) {
    return Sender.member(user(text(line, "who")), text(line, "name"));
  }

  private static Instant at(JsonNode line) {
    return Instant.ofEpochMilli(line.path("at").asLong());
  }

  /** What may be done in a group of the welcome. */
  static Set<Capability> rights(JsonNode group) {
    Set<Capability> rights = EnumSet.copyOf(TemplateAdapter.ALL);
    if (!group.path("delete").asBoolean(false)) {
      rights.remove(Capability.DELETE);
    }
    return Set.copyOf(rights);
  }

  static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
