package dev.steward.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Style and scripts, kept in memory. Their links carry a version, so browsers keep them. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, byte[]> files = new HashMap<>();
  private final String version;

  Assets() {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("console.css", "console.js", "flow.js", "icon.svg", "nav.svg")) {
      try (InputStream in =
          Objects.requireNonNull(Assets.class.getResourceAsStream("assets/" + name), name)) {
        byte[] bytes = in.readAllBytes();
        files.put(name, bytes);
        all.append(new String(bytes, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    version = Secrets.sha256(all.toString()).substring(0, 12);
  }

  String version() {
    return version;
  }

  /** Answers {@code /console/assets/<name>}. */
  Answer serve(Visit visit) {
    String name = visit.path().substring(visit.path().lastIndexOf('/') + 1);
    byte[] file = files.get(name);
    if (file == null) {
      throw Refusal.notFound();
    }
    boolean current = visit.asked("v").equals(version);
    return new Answer.Whole(
        200,
        Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))),
        file,
        Map.of("cache-control", current ? "public, max-age=31536000, immutable" : "no-cache"),
        List.of());
  }
}
