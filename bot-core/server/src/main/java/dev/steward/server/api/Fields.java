package dev.steward.server.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, in order; what is missing is null and not left out. */
final class Fields {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  Fields put(String name, @Nullable Object value) {
    fields.put(name, value instanceof Instant time ? time.toString() : value);
    return this;
  }

  Fields all(Map<String, ? extends @Nullable Object> more) {
    more.forEach(this::put);
    return this;
  }

  Map<String, @Nullable Object> map() {
    return fields;
  }
}
