package dev.steward.engine.script;

import org.jspecify.annotations.Nullable;

final class SchemaCheck {
  private SchemaCheck() {}

  static void check(String schema, YamlNode.@Nullable Table table, Problems problems) {}
}
