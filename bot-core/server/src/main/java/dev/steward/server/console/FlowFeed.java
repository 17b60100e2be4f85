package dev.steward.server.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the journal to those who watch the live flow. One thread looks for news, and only while
 * somebody watches. A watcher that does not keep up misses lines instead of filling memory, and is
 * let go after a while. Thread-safe.
 */
final class FlowFeed implements AutoCloseable {
  static final int FIRST_LINES = 50;
  private static final int LINES_AT_ONCE = 100;
  private static final int MOST_WATCHERS = 50;

  /** Lines whose outcome is still open are looked at again, this many for each watcher. */
  private static final int MOST_RESTLESS = 60;

  private static final int ROUNDS_BETWEEN_CHECKS = 15;
  private static final int PATIENCE_ROUNDS = 60;

  /** So long a lane may take to commit what another has overtaken. */
  private static final Duration OPEN = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(FlowFeed.class);

  private final Readers readers;
  private final FlowRows rows;
  private final Sessions sessions;
  private final ScheduledExecutorService thread;
  private final Duration every;
  private final List<Watcher> watchers = new ArrayList<>();
  private @Nullable ScheduledFuture<?> rounds;

  FlowFeed(
      Readers readers,
      FlowRows rows,
      Sessions sessions,
      ScheduledExecutorService thread,
      Duration every) {
    this.readers = readers;
    this.rows = rows;
    this.sessions = sessions;
    this.thread = thread;
    this.every = every;
  }

  /**
   * Who watches what.
   *
   * @param session ends the stream when it ends, or loses the right to what is shown
   */
  record Watch(String session, FlowRows.View view) {
    Right right() {
      return view.words() ? Right.WORDS : Right.READ;
    }
  }

  /** Opens a stream; lines begin to flow with the next round. */
  synchronized HttpResponse open(ResponseHeaders headers, Watch watch) {
    if (watchers.size() >= MOST_WATCHERS) {
      return HttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE);
    }
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    Watcher watcher = new Watcher(watch, writer);
    watchers.add(watcher);
    var _ = writer.whenComplete().handle((_, _) -> gone(watcher));
    if (rounds == null) {
      rounds =
          thread.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
    return writer;
  }

  private synchronized boolean gone(Watcher watcher) {
    boolean was = watchers.remove(watcher);
    if (watchers.isEmpty() && rounds != null) {
      rounds.cancel(false);
      rounds = null;
    }
    return was;
  }

  /** How many watch. */
  synchronized int watching() {
    return watchers.size();
  }

  private synchronized List<Watcher> watchers() {
    return List.copyOf(watchers);
  }

  private void round() {
    for (Watcher watcher : watchers()) {
      try {
        readers.<@Nullable Void>read(
            sql -> {
              watcher.look(sql);
              return null;
            });
      } catch (RuntimeException e) {
        log.warn("live flow: {}", e.toString());
        watcher.writer.close();
      }
    }
  }

  @Override
  public void close() {
    watchers().forEach(watcher -> watcher.writer.close());
    thread.shutdown();
  }

  /** Up to where the journal was read, and when. */
  private record End(long seq, long nanos) {}

  /** One open page. Used by the feed's thread only. */
  private final class Watcher {
    private final Watch watch;
    private final HttpResponseWriter writer;
    private final Map<Long, FlowLine> restless = new LinkedHashMap<>();
    private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);

    /** Where the journal ended in each of the last rounds that brought something. */
    private final Deque<End> ends = new ArrayDeque<>();

    /** What was shown since the first of them. */
    private final NavigableSet<Long> shown = new TreeSet<>();

    private int round;
    private int late;

    Watcher(Watch watch, HttpResponseWriter writer) {
      this.watch = watch;
      this.writer = writer;
    }

    void look(Sql sql) {
      if (++round % ROUNDS_BETWEEN_CHECKS == 0) {
        if (!sessions.may(sql, watch.session(), watch.right())) {
          write("event: signed-out\ndata: {}\n\n");
          writer.close();
          return;
        }
        write(": still here\n\n");
      }
      if (!taken.isDone()) {
        if (++late > PATIENCE_ROUNDS) {
          writer.close();
        }
        return;
      }
      late = 0;
      StringBuilder out = new StringBuilder();
      long newest = rows.newest(sql);
      if (ends.isEmpty()) {
        out.append("event: begin\ndata: {}\n\n");
        List<FlowLine> first = rows.last(sql, watch.view(), newest, FIRST_LINES);
        first.forEach(line -> show(out, line));
        seen(first.isEmpty() ? newest : first.getFirst().seq() - 1);
      } else if (newest > ends.getFirst().seq) {
        rows.between(sql, watch.view(), ends.getFirst().seq, newest, LINES_AT_ONCE)
            .forEach(line -> show(out, line));
      }
      seen(newest);
      again(sql, out);
      if (!out.isEmpty()) {
        write(out.toString());
      }
    }

    /** Takes note of the end, and shuts what can't be overtaken any more. */
    private void seen(long newest) {
      long now = System.nanoTime();
      if (ends.isEmpty() || newest > ends.getLast().seq) {
        ends.add(new End(newest, now));
      }
      long shut = lastShut(now);
      ends.removeIf(end -> end.seq < shut);
      shown.headSet(ends.getFirst().seq, true).clear();
    }

    /** The newest end of which everything has had its time to be committed. */
    private long lastShut(long now) {
      return ends.stream()
          .filter(end -> now - end.nanos > OPEN.toNanos())
          .mapToLong(End::seq)
          .max()
          .orElse(ends.getFirst().seq);
    }

    /** Each line once, also one that was committed after later ones. */
    private void show(StringBuilder out, FlowLine line) {
      if (shown.add(line.seq())) {
        add(out, line);
      }
    }

    private void again(Sql sql, StringBuilder out) {
      for (FlowLine line : rows.these(sql, watch.view(), List.copyOf(restless.keySet()))) {
        if (!line.equals(restless.get(line.seq()))) {
          add(out, line);
        }
      }
    }

    private void add(StringBuilder out, FlowLine line) {
      out.append("id: ").append(line.seq()).append("\nevent: line\ndata: ");
      out.append(Json.write(line)).append("\n\n");
      if (line.restless()) {
        restless.put(line.seq(), line);
        if (restless.size() > MOST_RESTLESS) {
          restless.remove(restless.keySet().iterator().next());
        }
      } else {
        restless.remove(line.seq());
      }
    }

    private void write(String text) {
      if (writer.tryWrite(HttpData.ofUtf8(text))) {
        taken = writer.whenConsumed();
      }
    }
  }
}
