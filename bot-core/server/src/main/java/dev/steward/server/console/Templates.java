package dev.steward.server.console;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages: jmustache, where everything is escaped for HTML and a name that is not there is an
 * error. Thread-safe.
 */
final class Templates {
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withLoader(Templates::source);

  private static Reader source(String name) {
    String file = "pages/" + name + ".mustache";
    return new InputStreamReader(
        Objects.requireNonNull(Templates.class.getResourceAsStream(file), "no resource " + file),
        StandardCharsets.UTF_8);
  }

  /** Fills a page: names are looked for in {@code page} first, then in the frame. */
  String fill(String name, Object page, Frame frame) {
    StringWriter out = new StringWriter(8192);
    compiled.computeIfAbsent(name, compiler::loadTemplate).execute(page, frame, out);
    return out.toString();
  }
}
