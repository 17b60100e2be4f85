package dev.steward.engine.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How values are written in the database: Jackson, one mapper for all. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Reads a value; a text that is not one throws {@link tools.jackson.core.JacksonException}. */
  public static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  public static List<String> readStrings(String text) {
    return List.of(MAPPER.readValue(text, String[].class));
  }

  public static Map<String, String> readMap(String text) {
    return MAPPER.readValue(text, new TypeReference<Map<String, String>>() {});
  }
}
