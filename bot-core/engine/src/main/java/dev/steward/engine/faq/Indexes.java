package dev.steward.engine.faq;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that answers for each pack: by words as soon as it is asked for, by meaning once the
 * model is loaded. A small change is taken in at once, since what staff teach is tried the next
 * moment; a large one is indexed on the builder's thread while the index before goes on answering.
 * Thread-safe.
 */
final class Indexes {
  private static final Logger log = LoggerFactory.getLogger(Indexes.class);

  /** So many entries are read for meaning while a question waits: some 20 ms each. */
  private static final int AT_ONCE = 2;

  private final @Nullable Executor builder;
  private final Map<String, Indexed> indexes = new ConcurrentHashMap<>();
  private final Map<Tongue, Model> models = new ConcurrentHashMap<>();
  private final Set<String> building = ConcurrentHashMap.newKeySet();

  /**
   * With nothing indexed yet.
   *
   * @param builder where models are loaded and large packs indexed; null if words alone decide
   */
  Indexes(@Nullable Executor builder) {
    this.builder = builder;
  }

  /**
   * An index with its gate.
   *
   * @param knowledge what was indexed
   * @param settled false as long as an index by meaning may still come
   */
  record Indexed(Knowledge knowledge, FaqIndex index, Gate gate, boolean settled) {
    static Indexed of(Knowledge knowledge, FaqIndex index, boolean settled) {
      return new Indexed(knowledge, index, index.gate(), settled);
    }
  }

  /** The best index that answers now. */
  Indexed of(Knowledge knowledge) {
    Indexed known = indexes.get(knowledge.pack());
    return known != null && known.settled && known.knowledge.equals(knowledge)
        ? known
        : renewed(knowledge);
  }

  private synchronized Indexed renewed(Knowledge knowledge) {
    Indexed known = indexes.get(knowledge.pack());
    if (known == null || !known.knowledge.equals(knowledge)) {
      List<Entry> entries = knowledge.entries();
      BgeEmbedder embedder = known == null || !known.index.hasMeanings() ? null : ready(entries);
      if (known == null || (known.settled && !known.index.hasMeanings())) {
        known = Indexed.of(knowledge, new FaqIndex(entries, null), builder == null);
        indexes.put(knowledge.pack(), known);
      } else if (embedder != null && known.index.unknown(entries) <= AT_ONCE) {
        known = Indexed.of(knowledge, new FaqIndex(entries, embedder, known.index), true);
        indexes.put(knowledge.pack(), known);
      }
    }
    if (builder != null && !(known.settled && known.knowledge.equals(knowledge))) {
      order(knowledge, builder);
    }
    return known;
  }

  private @Nullable BgeEmbedder ready(List<Entry> entries) {
    Model model = models.get(Tongue.of(entries));
    return model == null ? null : model.embedder;
  }

  private void order(Knowledge knowledge, Executor by) {
    if (building.add(knowledge.pack())) {
      try {
        by.execute(() -> build(knowledge));
      } catch (RejectedExecutionException stopping) {
        building.remove(knowledge.pack());
      }
    }
  }

  private void build(Knowledge knowledge) {
    try {
      List<Entry> entries = knowledge.entries();
      BgeEmbedder embedder = models.computeIfAbsent(Tongue.of(entries), Model::new).loaded();
      Indexed known = indexes.get(knowledge.pack());
      FaqIndex before = known == null ? null : known.index;
      indexes.put(
          knowledge.pack(), Indexed.of(knowledge, new FaqIndex(entries, embedder, before), true));
    } catch (RuntimeException e) {
      log.error("pack {} could not be indexed; the index before goes on", knowledge.pack(), e);
    } finally {
      building.remove(knowledge.pack());
    }
  }

  /** How questions are looked up right now, in one line for whoever runs the server. */
  String state() {
    return builder == null
        ? "words alone, by the settings"
        : models.isEmpty()
            ? "words and meaning, nothing asked yet"
            : String.join("; ", models.values().stream().map(Model::state).sorted().toList());
  }

  /** Unloads the models; to be called when nothing is looked up or built any more. */
  void unload() {
    models.values().forEach(Model::unload);
  }

  /** A model that is there, or not yet, or can't be had. */
  private static final class Model {
    private final Tongue tongue;
    private volatile @Nullable BgeEmbedder embedder;
    private volatile String state;
    private boolean tried;

    Model(Tongue tongue) {
      this.tongue = tongue;
      state = tongue + ": words alone until the model is loaded";
    }

    /** Null when it can't be had, now and later. */
    synchronized @Nullable BgeEmbedder loaded() {
      if (!tried) {
        tried = true;
        try {
          BgeEmbedder loaded = BgeEmbedder.of(tongue);
          embedder = loaded;
          state = tongue + ": words and meaning, " + loaded.name();
        } catch (IOException | RuntimeException | LinkageError e) {
          state = tongue + ": words alone, the model can't be loaded: " + e.getMessage();
          log.warn("the model for {} can't be loaded, words alone decide", tongue, e);
        }
      }
      return embedder;
    }

    String state() {
      return state;
    }

    void unload() {
      BgeEmbedder loaded = embedder;
      if (loaded != null) {
        loaded.close();
      }
    }
  }
}
