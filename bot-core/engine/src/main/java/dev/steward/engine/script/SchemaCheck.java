package dev.steward.engine.script;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a file that was read without error against the published schema, so that an editor and
 * Steward never disagree. The reader's own words come first: it says more, and at the exact place.
 */
final class SchemaCheck {
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?");

  private SchemaCheck() {}

  /**
   * Reports where the file disagrees with the schema.
   *
   * @param name {@code pack}, {@code rules}, {@code welcome} or {@code groups}
   */
  static void check(String name, YamlNode.@Nullable Table table, Problems problems) {
    if (table == null) {
      return;
    }
    for (Error error : disagreements(name, table)) {
      YamlNode at = table;
      for (int i = 0; i < error.getInstanceLocation().getNameCount() && at != null; i++) {
        at = child(at, error.getInstanceLocation().getElement(i));
      }
      problems.error(
          at == null ? table.mark() : at.mark(),
          "schema",
          Both.of("不合格式：" + error.getMessage(), "not as the schema says: " + error.getMessage()),
          Both.of("照着指南的例子写", "write it after the guide's example"));
    }
  }

  /** What the schema has against a file. */
  static List<Error> disagreements(String name, YamlNode.Table table) {
    Schema schema = Schemas.ALL.get(name);
    if (schema == null) {
      throw new IllegalArgumentException("schema: " + name + " (expected: pack, rules, ...)");
    }
    return schema.validate(json(table));
  }

  private static @Nullable YamlNode child(YamlNode node, Object step) {
    return switch (node) {
      case YamlNode.Table table ->
          table.entries().stream()
              .filter(e -> e.key().value().equals(step.toString()))
              .map(YamlNode.Entry::value)
              .findFirst()
              .orElse(null);
      case YamlNode.Items items ->
          step instanceof Integer i && i < items.items().size() ? items.items().get(i) : null;
      case YamlNode.Text text -> null;
    };
  }

  /** What YAML 1.2 makes of it, as JSON. */
  private static JsonNode json(YamlNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (node) {
      case YamlNode.Table table -> {
        ObjectNode object = make.objectNode();
        table.entries().forEach(e -> object.set(e.key().value(), json(e.value())));
        yield object;
      }
      case YamlNode.Items items -> {
        ArrayNode array = make.arrayNode();
        items.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Text text -> text.plain() ? plain(text.value()) : make.stringNode(text.value());
    };
  }

  private static JsonNode plain(String value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (NULL.matcher(value).matches()) {
      return make.nullNode();
    }
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return make.booleanNode(value.equalsIgnoreCase("true"));
    }
    if (INTEGER.matcher(value).matches()) {
      return make.numberNode(Long.parseLong(value));
    }
    if (NUMBER.matcher(value).matches()) {
      return make.numberNode(Double.parseDouble(value));
    }
    return make.stringNode(value);
  }

  /** The published schemas, read when the first file is held against them. */
  private static final class Schemas {
    static final Map<String, Schema> ALL =
        Map.of(
            "pack", read("pack"),
            "rules", read("rules"),
            "welcome", read("welcome"),
            "checkin", read("checkin"),
            "topics", read("topics"),
            "prices", read("prices"),
            "faq", read("faq"),
            "poll", read("poll"),
            "groups", read("groups"));

    private static Schema read(String name) {
      try (InputStream in = SchemaCheck.class.getResourceAsStream("schema/" + name + ".json")) {
        if (in == null) {
          throw new IllegalStateException("schema: " + name + ".json is missing from the jar");
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(in, InputFormat.JSON);
      } catch (IOException unreadable) {
        throw new UncheckedIOException("schema: " + name, unreadable);
      }
    }
  }
}
