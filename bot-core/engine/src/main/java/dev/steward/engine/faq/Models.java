package dev.steward.engine.faq;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of meaning, each loaded once, when it is first asked for: about half a second and 60
 * MB. One that can't be loaded is told of once, and then words alone decide. Thread-safe; may be
 * shared by any number of helpers.
 */
public final class Models implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Models.class);

  private final boolean wanted;
  private final Map<Tongue, Loaded> loaded = new ConcurrentHashMap<>();
  private final Map<Read, FaqIndex> read = new ConcurrentHashMap<>();

  /** What an index was made of. */
  private record Read(String pack, Tongue tongue) {}

  /** A model, or why there is none. */
  private record Loaded(@Nullable BgeEmbedder embedder, String state) {}

  private Models(boolean wanted) {
    this.wanted = wanted;
  }

  /** Words and meaning. */
  public static Models ofMeaning() {
    return new Models(true);
  }

  /** None: words alone decide, and nothing is loaded. */
  public static Models none() {
    return new Models(false);
  }

  /** Whether meaning is wanted at all. */
  boolean wanted() {
    return wanted;
  }

  /** The model of a language, loaded here and now if need be; null when there is none. */
  public @Nullable Embedder of(Tongue tongue) {
    return wanted ? loaded.computeIfAbsent(tongue, Models::load).embedder : null;
  }

  /** The same if it is there already; null until then. */
  @Nullable Embedder ready(Tongue tongue) {
    Loaded known = loaded.get(tongue);
    return known == null ? null : known.embedder;
  }

  /**
   * The index by meaning that was made last of a pack, in whichever helper; null before there is
   * one. What did not change since need not be read again: a rehearsal beside a running server
   * would take a second for it, and the next one another.
   */
  @Nullable FaqIndex last(String pack, Tongue tongue) {
    return read.get(new Read(pack, tongue));
  }

  void made(String pack, Tongue tongue, FaqIndex index) {
    read.put(new Read(pack, tongue), index);
  }

  private static Loaded load(Tongue tongue) {
    try {
      BgeEmbedder embedder = BgeEmbedder.of(tongue);
      return new Loaded(embedder, tongue + ": words and meaning, " + embedder.name());
    } catch (IOException | RuntimeException | LinkageError e) {
      log.warn("the model for {} can't be loaded, words alone decide", tongue, e);
      return new Loaded(
          null, tongue + ": words alone, the model can't be loaded: " + e.getMessage());
    }
  }

  /** What is loaded, in one line for whoever runs the server. */
  String state() {
    if (!wanted) {
      return "words alone, by the settings";
    }
    return loaded.isEmpty()
        ? "words and meaning, no model loaded yet"
        : String.join("; ", loaded.values().stream().map(Loaded::state).sorted().toList());
  }

  /** Unloads them; only when nobody embeds any more. */
  @Override
  public void close() {
    for (Loaded one : loaded.values()) {
      if (one.embedder != null) {
        one.embedder.close();
      }
    }
    loaded.clear();
    read.clear();
  }
}
