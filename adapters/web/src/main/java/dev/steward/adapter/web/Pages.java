package dev.steward.adapter.web;

import dev.steward.chat.Mount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page and its scripts, from the jar. Nothing in them is made from what members write. */
final class Pages {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "app.css", "text/css; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8",
          "room.js", "text/javascript; charset=utf-8",
          "view.js", "text/javascript; charset=utf-8",
          "api.js", "text/javascript; charset=utf-8",
          "words.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  /** No inline script, no foreign address, no frame: what a message says can only be shown. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Map<String, Mount.Full> byName = new LinkedHashMap<>();

  Pages() {
    TYPES.forEach(
        (name, type) ->
            byName.put(
                name,
                new Mount.Full(
                    200,
                    Map.of(
                        "content-type",
                        type,
                        "content-security-policy",
                        POLICY,
                        "x-content-type-options",
                        "nosniff",
                        "referrer-policy",
                        "no-referrer",
                        "permissions-policy",
                        "camera=(), geolocation=(), microphone=(self)",
                        "cache-control",
                        "no-cache"),
                    bytes(name))));
  }

  /** A script, style or icon; null when there is none of that name. */
  Mount.@Nullable Full named(String name) {
    return byName.get(name);
  }

  Mount.Full index() {
    Mount.Full index = byName.get("index.html");
    if (index == null) {
      throw new IllegalStateException("index.html: not in the jar");
    }
    return index;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Pages.class.getResourceAsStream("/dev/steward/adapter/web/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
