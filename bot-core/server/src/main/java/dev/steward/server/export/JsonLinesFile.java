package dev.steward.server.export;

import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object a line: exactly what was said. */
final class JsonLinesFile {
  private JsonLinesFile() {}

  static void write(OutputStream out, Table table, Sql sql) throws IOException {
    List<String> columns = table.columns();
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    table.each(
        sql,
        row -> {
          Map<String, @Nullable Object> line = new LinkedHashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            Object cell = row.get(i);
            line.put(columns.get(i), cell instanceof Instant time ? time.toString() : cell);
          }
          lines.write(Json.write(line));
          lines.write('\n');
        });
    lines.flush();
  }
}
