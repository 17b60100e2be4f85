package dev.steward.server.webhook;

import dev.steward.chat.ConnectionHealth;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.AdapterStatus;
import dev.steward.server.config.Config;
import dev.steward.server.data.Changes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each new todo, and each that is overdue, to a webhook. What was sent is written down after
 * the receiver took it, so that nothing is lost in a crash or while the receiver is down; the same
 * news may then come twice. The address holds a key and is never logged.
 */
public final class TodoWebhook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TodoWebhook.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int AT_ONCE = 20;

  private final Config.Webhook settings;
  private final Database database;
  private final Changes changes;
  private final InstantSource clock;
  private final Language language;
  private final Supplier<String> server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("webhook").factory());
  private volatile ConnectionHealth health;
  private int failures;
  private Instant notBefore = Instant.MIN;

  /**
   * Makes the sender; nothing is sent before {@link #start}.
   *
   * @param server what people type to reach the console, without a slash at the end
   */
  public TodoWebhook(
      Config.Webhook settings,
      Database database,
      Changes changes,
      InstantSource clock,
      Language language,
      Supplier<String> server) {
    this.settings = settings;
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.language = language;
    this.server = server;
    health = health(ConnectionHealth.State.CONNECTING, "");
  }

  public void start() {
    var _ =
        thread.scheduleWithFixedDelay(this::lookSafely, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How the receiver is, beside the platforms. */
  public AdapterStatus status() {
    return new AdapterStatus("webhook", List.of(), health);
  }

  private void lookSafely() {
    try {
      var _ = look();
    } catch (SQLException | RuntimeException e) {
      failed("the list could not be read or marked: " + e.getMessage());
    }
  }

  /** Sends what waits; returns how many were taken. */
  int look() throws SQLException {
    if (clock.instant().isBefore(notBefore)) {
      return 0;
    }
    int sent = 0;
    for (TodoNews news : waiting()) {
      String wrong = send(news);
      if (!wrong.isEmpty()) {
        failed(wrong);
        return sent;
      }
      long now = clock.instant().toEpochMilli();
      int _ =
          changes.change(
              sql -> sql.update("UPDATE todo SET told = ? WHERE number = ?", now, news.number()));
      sent++;
      failures = 0;
      if (health.state() != ConnectionHealth.State.CONNECTED) {
        health = health(ConnectionHealth.State.CONNECTED, "");
      }
    }
    return sent;
  }

  private List<TodoNews> waiting() throws SQLException {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(
          "SELECT number, kind, title, escalated FROM todo WHERE state <> 'done'"
              + " AND (told IS NULL OR told < escalated) ORDER BY number LIMIT ?",
          row -> {
            Map<String, String> title = Json.readMap(row.text(3));
            return new TodoNews(
                row.number(1),
                row.text(2),
                title.getOrDefault("zh", ""),
                title.getOrDefault("en", ""),
                row.timeOrNull(4) != null,
                server.get() + "/console/todo");
          },
          AT_ONCE);
    }
  }

  /** Empty when it was taken, else what was wrong. */
  private String send(TodoNews news) {
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    settings.format().write(news, news.text(language))))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        return "answered " + response.statusCode() + " (expected: 200)";
      }
      return settings.format().took(response.body())
          ? ""
          : "answered 200 with an error code (is the robot's key right, and its keyword 待办?)";
    } catch (IOException e) {
      return "not reached (" + e.getClass().getSimpleName() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private void failed(String wrong) {
    Duration pause = Duration.ofSeconds(5L << Math.min(failures, 7));
    notBefore = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    failures++;
    if (failures == 1 || !health.detail().equals(wrong)) {
      log.warn("webhook: {}; it is tried again until it works", wrong);
      health = health(ConnectionHealth.State.CUT, wrong);
    }
  }

  private ConnectionHealth health(ConnectionHealth.State state, String detail) {
    return new ConnectionHealth(state, detail, clock.instant());
  }

  /** Lets go of what is under way; it is sent again after the next start. */
  @Override
  public void close() {
    thread.shutdownNow();
    client.shutdownNow();
    try {
      if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
        log.warn("webhook: did not stop within 3 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
