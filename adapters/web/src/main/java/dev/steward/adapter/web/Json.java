package dev.steward.adapter.web;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing JSON, the same way everywhere. Thread-safe. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** A member's JSON object. */
  static JsonNode object(byte[] body) {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JacksonException broken) {
      throw Refusal.malformed("not JSON");
    }
    if (node == null || !node.isObject()) {
      throw Refusal.malformed("expected a JSON object");
    }
    return node;
  }

  /** A text field; empty when it is missing or no text. */
  static String field(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? whole(value.stringValue()) : "";
  }

  /** The text as the room keeps it: unpaired surrogates and NUL replaced by U+FFFD. */
  static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
