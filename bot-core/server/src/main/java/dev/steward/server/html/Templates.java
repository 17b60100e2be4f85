package dev.steward.server.html;

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
 * The pages below {@code pages/} beside a class: jmustache, where everything is escaped for HTML
 * and a name that is not there is an error. Thread-safe.
 */
public final class Templates {
  private final Class<?> beside;
  private final Map<String, Template> compiled = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withLoader(this::source);

  public Templates(Class<?> beside) {
    this.beside = beside;
  }

  private Reader source(String name) {
    String file = "pages/" + name + ".mustache";
    return new InputStreamReader(
        Objects.requireNonNull(beside.getResourceAsStream(file), "no resource " + file),
        StandardCharsets.UTF_8);
  }

  /** Fills a page: names are looked for in {@code page} first, then in the frame around it. */
  public String fill(String name, Object page, Object frame) {
    StringWriter out = new StringWriter(8192);
    compiled.computeIfAbsent(name, compiler::loadTemplate).execute(page, frame, out);
    return out.toString();
  }
}
