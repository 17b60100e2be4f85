package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The published description, and what answers look like by it. */
final class Described {
  private static final String TEXT = text();
  static final JsonNode DOCUMENT = Json.read(TEXT, JsonNode.class);

  private Described() {}

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(PullApi.class.getResourceAsStream("openapi.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The schema of a path's answer with status 200. */
  static JsonNode answer(String path) {
    return DOCUMENT
        .get("paths")
        .get(path)
        .get("get")
        .get("responses")
        .get("200")
        .get("content")
        .get("application/json")
        .get("schema");
  }

  static void isLike(JsonNode schema, JsonNode answer) {
    String whole =
        Json.write(
            Map.of("allOf", new Object[] {schema}, "components", DOCUMENT.get("components")));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    assertThat(compiled.validate(answer)).as(answer.toPrettyString()).isEmpty();
  }

  static void isProblem(JsonNode answer) {
    isLike(DOCUMENT.get("components").get("schemas").get("Problem"), answer);
  }
}
