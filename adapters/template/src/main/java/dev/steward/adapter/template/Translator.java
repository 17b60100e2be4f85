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

  /** The event of a line; empty for a kind that Steward has no use for. */
  static Optional<Event> event(AccountId us, JsonNode line) {
    GroupId group = group(text(line, "group"));
    UserId who = user(text(line, "who"));
    Sender sender = Sender.member(who, text(line, "name"));
    Instant at = Instant.ofEpochMilli(line.path("at").asLong());
    String id = text(line, "id");
    return switch (text(line, "t")) {
      case "said" ->
          Optional.of(
              new Event.MessagePosted(us, group, id, sender, Content.of(text(line, "text")), at));
      case "joined" -> Optional.of(new Event.MemberJoined(us, group, id, sender, null, at));
      case "left" -> Optional.of(new Event.MemberLeft(us, group, id, who, null, at));
      default -> Optional.empty();
    };
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
