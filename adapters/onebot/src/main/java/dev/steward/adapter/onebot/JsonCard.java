package dev.steward.adapter.onebot;

import dev.steward.chat.Segment;
import java.util.Iterator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads shared cards, which come as JSON in a text: {@code prompt}, and what {@code meta} holds.
 */
final class JsonCard {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonCard() {}

  static Segment read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      String app = root.path("app").asString("");
      JsonNode first = first(root.path("meta"));
      String url = first.path("qqdocurl").asString(first.path("jumpUrl").asString(""));
      String title = first.path("title").asString(root.path("prompt").asString(""));
      Segment.Card.Kind kind =
          app.contains("miniapp")
              ? Segment.Card.Kind.MINI_PROGRAM
              : app.contains("contact")
                  ? Segment.Card.Kind.CONTACT
                  : app.contains("troopsharecard")
                      ? Segment.Card.Kind.GROUP
                      : app.contains("tuwen") ? Segment.Card.Kind.ARTICLE : Segment.Card.Kind.OTHER;
      return new Segment.Card(kind, title, first.path("desc").asString(""), url);
    } catch (JacksonException broken) {
      return new Segment.Unknown("json", json.substring(0, Math.min(json.length(), 2_000)));
    }
  }

  private static JsonNode first(JsonNode meta) {
    Iterator<JsonNode> values = meta.values().iterator();
    return values.hasNext() ? values.next() : meta;
  }
}
