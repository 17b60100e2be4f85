package dev.steward.adapter.satori;

import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing JSON, the same way everywhere. Thread-safe. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** A JSON object or array; empty for anything else. */
  static Optional<JsonNode> read(InputStream json) {
    try {
      return structure(MAPPER.readTree(json));
    } catch (JacksonException broken) {
      return Optional.empty();
    }
  }

  static Optional<JsonNode> read(byte[] json) {
    try {
      return structure(MAPPER.readTree(json));
    } catch (JacksonException broken) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> structure(JsonNode node) {
    return node != null && node.isContainer() ? Optional.of(node) : Optional.empty();
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** A text, or a number as text: ids come as both. Empty when it is neither. Whole. */
  static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString()
        ? whole(value.stringValue())
        : value.isIntegralNumber() ? value.asString() : "";
  }

  /** A whole number, or a default. */
  static long number(JsonNode node, String name, long ifMissing) {
    JsonNode value = node.path(name);
    return value.isNumber() && value.canConvertToLong() ? value.longValue() : ifMissing;
  }

  /** The text with each unpaired surrogate replaced, since no wire can carry one. */
  static String whole(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }
}
