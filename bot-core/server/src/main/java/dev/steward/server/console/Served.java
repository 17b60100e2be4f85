package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Binding;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A group, and the pack that serves it.
 *
 * @param label what staff call it; may be empty
 * @param script with the group's differences; null when no pack serves it
 */
record Served(String title, String label, Scripts.@Nullable Script script) {
  /** Looks them up; throws when there is no such group. */
  static Served of(Sql sql, String id, PackList packs) {
    return sql.first(
            "SELECT title, pack, binding FROM chat_group WHERE group_id = ?",
            row -> {
              String pack = row.textOrNull(2);
              String written = row.textOrNull(3);
              Binding binding = written == null ? null : Json.read(written, Binding.class);
              Scripts.Script script = pack == null ? null : packs.named(pack).orElse(null);
              return new Served(
                  row.text(1),
                  binding == null ? "" : binding.label(),
                  script == null || binding == null
                      ? script
                      : new Scripts.Script(binding.applyTo(script.pack()), script.version()));
            },
            id)
        .orElseThrow(Refusal::notFound);
  }
}
