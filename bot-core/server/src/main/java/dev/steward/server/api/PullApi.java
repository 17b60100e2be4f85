package dev.steward.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.store.Database;
import dev.steward.server.HttpPart;
import dev.steward.server.data.ApiKeys;
import dev.steward.server.data.Changes;
import dev.steward.server.data.Pseudonyms;
import dev.steward.server.data.Readers;
import dev.steward.server.http.Rates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The pull API below {@code /api/v1}, put together by hand. It has threads and connections of its
 * own, so that whoever pulls much slows down neither the chat nor the console. {@link #close} it
 * before the engine. Thread-safe.
 */
public final class PullApi implements HttpPart, AutoCloseable {
  /** Requests of a token in a row. */
  static final int BURST = 60;

  /** How long one more takes to come back: 300 a minute. */
  static final Duration EACH = Duration.ofMillis(200);

  private static final int THREADS = 4;
  private static final int WAITING = 128;

  private final Readers readers;
  private final Uses uses;
  private final ApiService service;
  private final byte[] description;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("api-", 0).daemon().factory());

  /**
   * Makes the API of an engine that runs.
   *
   * @param random for the keys of cursors and pseudonyms, made at the first start
   */
  public PullApi(Database database, Engine engine, InstantSource clock, SecureRandom random) {
    readers = new Readers(database, THREADS);
    uses =
        new Uses(
            change ->
                engine.<Void>write(
                    Key.BRAND,
                    context -> {
                      change.accept(context.sql());
                      return null;
                    }),
            clock);
    Changes changes = Changes.of(engine);
    description = resource("openapi.json");
    service =
        new ApiService(
            ApiRoutes.all(
                new Cursors(ApiKeys.key(changes, random, ApiKeys.CURSOR)),
                new Pseudonyms(ApiKeys.key(changes, random, ApiKeys.MEMBER))),
            readers,
            new Rates(clock, BURST, EACH),
            uses,
            clock,
            threads);
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(PullApi.class.getResourceAsStream(name), "no resource " + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void attach(ServerBuilder builder) {
    HttpService described =
        (context, request) ->
            HttpResponse.of(
                ResponseHeaders.of(
                    HttpStatus.OK,
                    "content-type",
                    MediaType.JSON_UTF_8,
                    "cache-control",
                    "no-cache"),
                HttpData.wrap(description));
    builder
        .route()
        .get(ApiRoutes.DESCRIPTION)
        .build(described.decorate(EncodingService.newDecorator()));
    builder.serviceUnder("/api", service.decorate(EncodingService.newDecorator()));
  }

  @Override
  public void close() {
    threads.shutdown();
    uses.finish();
    readers.close();
  }
}
