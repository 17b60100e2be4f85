package dev.steward.engine.faq;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.lucene.util.ThreadInterruptedException;
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

  private final Models models;
  private final Executor builder;
  private final Map<String, Indexed> indexes = new ConcurrentHashMap<>();
  private final Set<String> building = ConcurrentHashMap.newKeySet();

  /**
   * With nothing indexed yet.
   *
   * @param builder where models are loaded and large packs indexed; on the caller's own thread that
   *     is done at once
   */
  Indexes(Models models, Executor builder) {
    this.models = models;
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
      Embedder embedder = known == null || !known.index.hasMeanings() ? null : ready(entries);
      if (known == null || (known.settled && !known.index.hasMeanings())) {
        known = Indexed.of(knowledge, new FaqIndex(entries, null), !meanings(entries));
        indexes.put(knowledge.pack(), known);
      } else if (embedder != null && known.index.unknown(entries) <= AT_ONCE) {
        known = Indexed.of(knowledge, new FaqIndex(entries, embedder, known.index), true);
        models.made(knowledge.pack(), Tongue.of(entries), known.index);
        indexes.put(knowledge.pack(), known);
      }
    }
    if (!(known.settled && known.knowledge.equals(knowledge))) {
      order(knowledge);
    }
    return indexes.getOrDefault(knowledge.pack(), known);
  }

  /** Whether an index by meaning is wanted; what has no entry needs no model. */
  private boolean meanings(List<Entry> entries) {
    return models.wanted() && !entries.isEmpty();
  }

  private @Nullable Embedder ready(List<Entry> entries) {
    return models.ready(Tongue.of(entries));
  }

  private void order(Knowledge knowledge) {
    if (building.add(knowledge.pack())) {
      try {
        builder.execute(() -> build(knowledge));
      } catch (RejectedExecutionException stopping) {
        building.remove(knowledge.pack());
      }
    }
  }

  private void build(Knowledge knowledge) {
    try {
      List<Entry> entries = knowledge.entries();
      Tongue tongue = Tongue.of(entries);
      Embedder embedder = meanings(entries) ? models.of(tongue) : null;
      FaqIndex index = new FaqIndex(entries, embedder, models.last(knowledge.pack(), tongue));
      if (embedder != null) {
        models.made(knowledge.pack(), tongue, index);
      }
      indexes.put(knowledge.pack(), Indexed.of(knowledge, index, true));
    } catch (CancellationException | ThreadInterruptedException stopping) {
      log.debug("pack {} was not indexed: the helper is being closed", knowledge.pack());
    } catch (RuntimeException e) {
      log.error("pack {} could not be indexed; the index before goes on", knowledge.pack(), e);
    } finally {
      building.remove(knowledge.pack());
    }
  }
}
