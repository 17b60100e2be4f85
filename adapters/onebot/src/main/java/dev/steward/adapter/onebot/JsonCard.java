package dev.steward.adapter.onebot;

import dev.steward.chat.Segment;
import java.util.Iterator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads shared cards, which come as JSON in a text: {@code prompt}, and what {@code meta} holds. A
 * card of a person or a group has {@code nickname} and {@code contact} (帐号：12345678) there.
 */
final class JsonCard {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonCard() {}

  static Segment read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      String app = root.path("app").asString("");
      JsonNode first = first(root.path("meta"));
      String title = field(first, "title", "nickname");
      String id = field(first, "contact");
      Segment.Card.Kind kind =
          app.contains("miniapp")
              ? Segment.Card.Kind.MINI_PROGRAM
              : app.contains("contact")
                  ? Segment.Card.Kind.CONTACT
                  : app.contains("troopsharecard")
                      ? Segment.Card.Kind.GROUP
                      : app.contains("tuwen") ? Segment.Card.Kind.ARTICLE : Segment.Card.Kind.OTHER;
      return new Segment.Card(
          kind,
          title.isEmpty() ? root.path("prompt").asString("") : title,
          // 帐号：12345678 alone does not say whose number it is.
          id.isEmpty() ? field(first, "desc", "forwardMessage") : "QQ" + id,
          field(first, "qqdocurl", "jumpUrl", "url", "pcJumpUrl"));
    } catch (JacksonException broken) {
      return new Segment.Unknown("json", json.substring(0, Math.min(json.length(), 2_000)));
    }
  }

  /** The first of these that says something. */
  private static String field(JsonNode node, String... names) {
    for (String name : names) {
      String value = node.path(name).asString("");
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }

  private static JsonNode first(JsonNode meta) {
    Iterator<JsonNode> values = meta.values().iterator();
    return values.hasNext() ? values.next() : meta;
  }
}
