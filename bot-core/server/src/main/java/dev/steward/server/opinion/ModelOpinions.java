package dev.steward.server.opinion;

import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.store.Json;
import dev.steward.server.AdapterStatus;
import dev.steward.server.config.Config;
import dev.steward.wire.HttpCaller;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a language model behind {@code POST <url>/chat/completions}, as OpenAI, vLLM, Ollama and
 * others speak it. Only the group's rule and the message are sent. A model that fails three times
 * in a row is left in peace for a minute. Thread-safe.
 */
public final class ModelOpinions implements Opinions, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelOpinions.class);
  private static final int MOST_ANSWER_BYTES = 256 * 1024;
  private static final int MOST_AT_ONCE = 8;
  private static final int FAILURES_IN_A_ROW = 3;
  private static final Duration REST = Duration.ofMinutes(1);

  private final Config.Opinion settings;
  private final URI address;
  private final InstantSource clock;
  private final Consumer<Event.HelperAnswered> answered;
  private final HttpCaller caller;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant notBefore = Instant.MIN;
  private volatile ConnectionHealth health;

  /**
   * @param answered takes opinions to the lanes; may wait for room there
   */
  public ModelOpinions(
      Config.Opinion settings,
      ScheduledExecutorService timers,
      InstantSource clock,
      Consumer<Event.HelperAnswered> answered) {
    this.settings = settings;
    this.clock = clock;
    this.answered = answered;
    address = URI.create(settings.url().toString().replaceAll("/+$", "") + "/chat/completions");
    caller = new HttpCaller(timers, MOST_ANSWER_BYTES);
    health = health(ConnectionHealth.State.CONNECTING, "");
  }

  @Override
  public boolean on() {
    return !clock.instant().isBefore(notBefore);
  }

  @Override
  public Duration patience() {
    return settings.patience();
  }

  @Override
  public boolean ask(Request request) {
    if (!on()) {
      return false;
    }
    if (underWay.incrementAndGet() > MOST_AT_ONCE) {
      underWay.decrementAndGet();
      return false;
    }
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (!settings.key().isEmpty()) {
      headers.put("Authorization", "Bearer " + settings.key());
    }
    var _ =
        caller
            .call(
                new HttpCaller.Call(
                    "POST",
                    address,
                    headers,
                    Question.of(settings.model(), request),
                    settings.patience()))
            .whenCompleteAsync((answer, failure) -> ended(request, answer, failure), threads);
    return true;
  }

  private void ended(
      Request request, HttpCaller.@Nullable Answer answer, @Nullable Throwable failure) {
    underWay.decrementAndGet();
    Opinion opinion;
    if (answer == null) {
      failed(failure == null ? "no answer" : String.valueOf(failure.getMessage()));
      opinion = new Opinion(request.id(), View.NONE, "");
    } else if (answer.status() != 200) {
      failed("it answers " + answer.status());
      opinion = new Opinion(request.id(), View.NONE, "");
    } else {
      opinion = Question.read(request.id(), answer.body());
      if (opinion.view() == View.NONE) {
        failed("its answer is not the JSON that was asked for");
      } else {
        failures.set(0);
        health = health(ConnectionHealth.State.CONNECTED, "");
      }
    }
    answered.accept(
        new Event.HelperAnswered(
            request.id(), request.key(), FEATURE, Json.write(opinion), clock.instant()));
  }

  /** Its own words are not in the log: they may repeat a member's. */
  private void failed(String why) {
    health = health(ConnectionHealth.State.CUT, why);
    if (failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
      failures.set(0);
      notBefore = clock.instant().plus(REST);
      log.warn(
          "the language model for opinions fails ({}): rules act without it for a minute", why);
    }
  }

  private ConnectionHealth health(ConnectionHealth.State state, String detail) {
    return new ConnectionHealth(state, detail, clock.instant());
  }

  /** How the model is, beside the platforms. */
  public AdapterStatus status() {
    return new AdapterStatus("opinion", List.of(), health);
  }

  @Override
  public void close() {
    caller.close();
    threads.close();
  }
}
