package dev.steward.engine.faq;

import dev.steward.chat.Event;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Faq;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks questions up on threads of its own, by the {@link Indexes} of their packs. Until the model
 * is there, and without it, words alone decide. Thread-safe.
 */
public final class FaqHelper implements Asker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FaqHelper.class);
  private static final int MOST_WAITING = 512;

  /** A question costs some milliseconds of a processor: two that come together need not wait. */
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** How much of a processor talk may take: a fifth of all of them. */
  private static final double TALK = 0.2 * THREADS;

  private static final double UNLIMITED = 1e9;

  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

  /** Talk that is less likely a question to the brand is not even written down. */
  private static final double WORTH_TELLING = 0.7;

  private final Models models;
  private final InstantSource clock;
  private final Consumer<Event.HelperAnswered> answered;
  private final Executor threads;
  private final Indexes indexes;
  private final List<ExecutorService> owned;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong given = new AtomicLong();
  private final TalkPace talk;

  private FaqHelper(
      Models models,
      InstantSource clock,
      Executor threads,
      Executor builder,
      List<ExecutorService> owned,
      double talkShare,
      Consumer<Event.HelperAnswered> answered) {
    this.models = models;
    this.clock = clock;
    this.threads = threads;
    indexes = new Indexes(models, builder);
    this.owned = owned;
    talk = new TalkPace(clock, talkShare);
    this.answered = answered;
  }

  /**
   * On threads of its own.
   *
   * @param models closed with this
   * @param answered takes verdicts to the lanes; may wait for room there
   */
  public static FaqHelper start(
      Models models, InstantSource clock, Consumer<Event.HelperAnswered> answered) {
    ExecutorService threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().name("faq-", 0).daemon().factory());
    ExecutorService builder =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("faq-model").daemon().factory());
    return new FaqHelper(
        models, clock, threads, builder, List.of(threads, builder), TALK, answered);
  }

  /**
   * On a given thread, which waits for the model and for each answer: the same questions get the
   * same verdicts, those that they get live once the model is there.
   */
  public static FaqHelper rehearsed(
      Models models,
      Executor thread,
      InstantSource clock,
      Consumer<Event.HelperAnswered> answered) {
    return new FaqHelper(models, clock, thread, Runnable::run, List.of(), UNLIMITED, answered);
  }

  /**
   * Gets ready for the questions about what these packs can answer: builds their indexes and loads
   * the models aside. Nothing is loaded for packs without answers.
   */
  public void prepare(Sql sql, Collection<Scripts.Script> scripts) {
    Shelf shelf = new Shelf(new FaqBook(sql));
    for (Scripts.Script script : scripts) {
      Faq faq = script.pack().faq();
      if (faq != null && !faq.answers().isEmpty()) {
        Knowledge knowledge = shelf.knowledge(script, clock.instant());
        threads.execute(
            work(
                true,
                () -> {
                  Indexes.Indexed _ = indexes.of(knowledge);
                }));
      }
    }
  }

  @Override
  public boolean ask(Question question) {
    int most = question.addressed() ? MOST_WAITING : MOST_WAITING / 2;
    if (waiting.incrementAndGet() > most || !(question.addressed() || talk.take())) {
      waiting.decrementAndGet();
      turnedAway.incrementAndGet();
      return false;
    }
    try {
      threads.execute(work(question.addressed(), () -> look(question)));
      return true;
    } catch (RejectedExecutionException stopping) {
      waiting.decrementAndGet();
      return false;
    }
  }

  private Work work(boolean first, Runnable task) {
    return new Work(first, given.incrementAndGet(), task);
  }

  /** What somebody waits for goes before talk, else what came first. */
  private record Work(boolean first, long number, Runnable task)
      implements Runnable, Comparable<Work> {
    @Override
    public void run() {
      task.run();
    }

    @Override
    public int compareTo(Work other) {
      return first == other.first ? Long.compare(number, other.number) : first ? -1 : 1;
    }
  }

  private void look(Question question) {
    long began = TIMES.getCurrentThreadCpuTime();
    try {
      answer(question);
    } catch (RuntimeException e) {
      log.error("a question in {} could not be looked up", question.key(), e);
    } finally {
      waiting.decrementAndGet();
      if (!question.addressed()) {
        talk.took(TIMES.getCurrentThreadCpuTime() - began);
      }
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
    return models.state() + "; waiting " + waiting() + ", turned away " + turnedAway();
  }

  private void answer(Question question) {
    Indexes.Indexed indexed = indexes.of(question.knowledge());
    Gate gate = indexed.gate();
    FaqIndex index = indexed.index();
    Ranking ranking =
        question.addressed()
            ? index.rank(question.text(), may(question))
            : index.rankTalk(question.text(), may(question)).orElse(null);
    if (ranking == null) {
      return;
    }
    double sure = gate.sure(ranking);
    double asks = gate.asks(ranking);
    if (!question.addressed() && sure < gate.unprompted() && asks < WORTH_TELLING) {
      return;
    }
    Verdict verdict =
        new Verdict(
            question.id(),
            question.seq(),
            !question.addressed(),
            ranking.candidates().stream().limit(3).map(c -> c.entry().id()).toList(),
            sure,
            gate.unprompted(),
            gate.addressed(),
            asks);
    answered.accept(
        new Event.HelperAnswered(
            question.id(), question.key(), FaqFeature.NAME, Json.write(verdict), clock.instant()));
  }

  /** Which entries may be said to a question, by what is known now. */
  private static Predicate<Entry> may(Question question) {
    Map<String, Faq.Answer> answers = new HashMap<>();
    question.knowledge().faq().answers().forEach(answer -> answers.put(answer.id(), answer));
    Set<String> denied = question.knowledge().denied(question.text());
    return entry -> {
      Faq.Answer answer = answers.get(entry.id());
      return answer != null
          && answer.validOn(question.day())
          && answer.saidIn(question.label())
          && !question.off().contains(entry.id())
          && !denied.contains(entry.id());
    };
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
      if (ended && !owned.isEmpty()) {
        models.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
