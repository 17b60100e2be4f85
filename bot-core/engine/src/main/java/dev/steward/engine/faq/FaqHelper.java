package dev.steward.engine.faq;

import dev.steward.chat.Event;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks questions up on a thread of its own: builds the index of a pack when it is first asked for
 * a version, loads the model at the first question in its language, and forgets the index of older
 * versions. Until the model is there, and without it, words alone decide. Thread-safe.
 */
public final class FaqHelper implements Asker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FaqHelper.class);
  private static final int MOST_WAITING = 512;

  /** Talk that is less likely a question to the brand is not even written down. */
  private static final double WORTH_TELLING = 0.7;

  private final boolean meanings;
  private final InstantSource clock;
  private final Consumer<Event.HelperAnswered> answered;
  private final Executor thread;
  private final Executor loader;
  private final List<ExecutorService> owned;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong turnedAway = new AtomicLong();
  private final ConcurrentHashMap<Tongue, Model> models = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Indexed> indexes = new ConcurrentHashMap<>();

  private FaqHelper(
      boolean meanings,
      InstantSource clock,
      Executor thread,
      Executor loader,
      List<ExecutorService> owned,
      Consumer<Event.HelperAnswered> answered) {
    this.meanings = meanings;
    this.clock = clock;
    this.thread = thread;
    this.loader = loader;
    this.owned = owned;
    this.answered = answered;
  }

  /**
   * On threads of its own.
   *
   * @param meanings false if words alone decide
   * @param answered takes verdicts to the lanes; may wait for room there
   */
  public static FaqHelper start(
      boolean meanings, InstantSource clock, Consumer<Event.HelperAnswered> answered) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("faq").daemon().factory());
    ExecutorService loader =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("faq-model").daemon().factory());
    return new FaqHelper(meanings, clock, thread, loader, List.of(thread, loader), answered);
  }

  /** On a given thread, by words alone: the same questions get the same verdicts. */
  public static FaqHelper rehearsed(
      Executor thread, InstantSource clock, Consumer<Event.HelperAnswered> answered) {
    return new FaqHelper(false, clock, thread, thread, List.of(), answered);
  }

  @Override
  public boolean ask(Question question) {
    int most = question.addressed() ? MOST_WAITING : MOST_WAITING / 2;
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      turnedAway.incrementAndGet();
      return false;
    }
    try {
      thread.execute(() -> look(question));
      return true;
    } catch (RejectedExecutionException stopping) {
      waiting.decrementAndGet();
      return false;
    }
  }

  private void look(Question question) {
    try {
      answer(question);
    } catch (RuntimeException e) {
      log.error("a question in {} could not be looked up", question.key(), e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Questions that wait. */
  public int waiting() {
    return waiting.get();
  }

  /** Questions that were not taken since the start, because too many waited. */
  public long turnedAway() {
    return turnedAway.get();
  }

  /** How questions are looked up right now, in one line for whoever runs the server. */
  public String state() {
    String by =
        !meanings
            ? "words alone, by the settings"
            : models.isEmpty()
                ? "words and meaning, nothing asked yet"
                : String.join("; ", models.values().stream().map(Model::state).sorted().toList());
    return by + "; waiting " + waiting() + ", turned away " + turnedAway();
  }

  private void answer(Question question) {
    Indexed indexed = indexed(question.knowledge());
    Ranking ranking =
        indexed.index.rank(
            question.text(),
            entry ->
                entry.validOn(question.day())
                    && !question.off().contains(entry.id())
                    && question
                        .knowledge()
                        .faq()
                        .answer(entry.id())
                        .filter(answer -> answer.saidIn(question.label()))
                        .isPresent()
                    && !question.knowledge().denied(entry.id(), question.text()));
    double sure = indexed.gate.sure(ranking);
    double asks = indexed.gate.asks(ranking);
    if (!question.addressed() && sure < indexed.gate.unprompted() && asks < WORTH_TELLING) {
      return;
    }
    Verdict verdict =
        new Verdict(
            question.id(),
            ranking.candidates().stream().limit(3).map(c -> c.entry().id()).toList(),
            sure,
            indexed.gate.unprompted(),
            indexed.gate.addressed(),
            asks);
    answered.accept(
        new Event.HelperAnswered(
            question.id(), question.key(), FaqFeature.NAME, Json.write(verdict), clock.instant()));
  }

  /** An index with its gate, for one state of knowledge. */
  private record Indexed(Knowledge knowledge, FaqIndex index, Gate gate) {}

  private Indexed indexed(Knowledge knowledge) {
    List<Entry> entries = knowledge.entries();
    Tongue tongue = Tongue.of(entries);
    BgeEmbedder embedder = meanings ? model(tongue).ready() : null;
    Indexed known = indexes.get(knowledge.pack());
    if (known != null
        && known.knowledge.equals(knowledge)
        && known.index.hasMeanings() == (embedder != null)) {
      return known;
    }
    FaqIndex index = new FaqIndex(entries, embedder);
    Indexed fresh = new Indexed(knowledge, index, index.gate());
    indexes.put(knowledge.pack(), fresh);
    return fresh;
  }

  private Model model(Tongue tongue) {
    return models.computeIfAbsent(
        tongue,
        _ -> {
          Model model = new Model(tongue);
          loader.execute(model::load);
          return model;
        });
  }

  /** A model that is there, or not yet, or can't be had. */
  private static final class Model {
    private final Tongue tongue;
    private volatile @Nullable BgeEmbedder embedder;
    private volatile String state;

    Model(Tongue tongue) {
      this.tongue = tongue;
      state = tongue + ": words alone until the model is loaded";
    }

    void load() {
      try {
        BgeEmbedder loaded = BgeEmbedder.of(tongue);
        embedder = loaded;
        state = tongue + ": words and meaning, " + loaded.name();
      } catch (IOException | RuntimeException | LinkageError e) {
        state = tongue + ": words alone, the model can't be loaded: " + e.getMessage();
        log.warn("the model for {} can't be loaded, words alone decide", tongue, e);
      }
    }

    @Nullable BgeEmbedder ready() {
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

  /** Lets what is under way end, and unloads the models; what waits is let go of. */
  @Override
  public void close() {
    owned.forEach(ExecutorService::shutdownNow);
    try {
      boolean ended = true;
      for (ExecutorService one : owned) {
        ended &= one.awaitTermination(5, TimeUnit.SECONDS);
      }
      if (ended) {
        models.values().forEach(Model::unload);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
