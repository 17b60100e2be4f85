package dev.steward.adapter.irc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Commands and what the server answers to each. Where it has labels, an answer is known by its
 * label. Where not, one command is under way at a time and a {@code PING} follows it: what came
 * before the {@code PONG} is the answer, since a server works in order.
 *
 * <p>Used by the connection's thread only, and completes there.
 */
final class Calls {
  private static final String KEY = "call-";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_CHARACTERS = 8 << 20;

  private final Station station;
  private final Caps caps;
  private final Pace pace;
  private final Map<String, Call> open = new LinkedHashMap<>();

  /** Without labels the one that is under way. */
  private @Nullable Call current;

  private long next = 1;
  private boolean reading;
  private boolean ended;

  /** What became of a command. */
  sealed interface Answer {
    /**
     * The server has done with it.
     *
     * @param certain whether every part is surely about this command
     */
    record Came(List<Heard> parts, boolean certain) implements Answer {
      /** All lines of the answer, in order. */
      List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        parts.forEach(part -> part.lines(lines::add));
        return lines;
      }
    }

    /** It was sent, and no answer came. */
    record Lost() implements Answer {}

    /** It was not sent. */
    record Unsent() implements Answer {}
  }

  private static final class Call {
    final String key;
    final List<Heard> parts = new ArrayList<>();
    long size;
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    boolean sent;
    @Nullable Future<?> alarm;

    Call(String key) {
      this.key = key;
    }

    void complete(Answer came) {
      waitOn();
      answer.complete(came);
    }

    /** Without an end for now. */
    void waitOn() {
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
    }
  }

  Calls(Station station, Caps caps, Pace pace) {
    this.station = station;
    reading = station.reports().reading();
    this.caps = caps;
    this.pace = pace;
  }

  /** Sends lines that are one command. */
  CompletionStage<Answer> call(List<Line> lines) {
    String key = KEY + Long.toString(next++, 36);
    Call call = new Call(key);
    if (ended) {
      call.complete(new Answer.Unsent());
      return call.answer;
    }
    open.put(key, call);
    List<Line> all = new ArrayList<>(lines);
    if (caps.labels()) {
      all.set(0, lines.getFirst().tag("label", key));
      pace.send(all, () -> sent(call));
    } else {
      all.add(Line.of("PING", key));
      pace.send(all, () -> fenced(call));
    }
    return call.answer;
  }

  CompletionStage<Answer> call(Line line) {
    return call(List.of(line));
  }

  private void fenced(Call call) {
    current = call;
    pace.hold();
    sent(call);
  }

  private void sent(Call call) {
    call.sent = true;
    if (reading) {
      await(call);
    }
  }

  private void await(Call call) {
    call.alarm = station.later(PATIENCE, () -> lost(call));
  }

  /** Whether the connection is read: while it is not, no answer can be late. */
  void reading(boolean on) {
    reading = on;
    for (Call call : sent()) {
      call.waitOn();
      if (on) {
        await(call);
      }
    }
  }

  private void lost(Call call) {
    over(call, new Answer.Lost());
  }

  private void over(Call call, Answer answer) {
    open.remove(call.key);
    boolean fenced = current == call;
    if (fenced) {
      current = null;
    }
    call.complete(answer);
    if (fenced) {
      pace.goOn();
    }
  }

  /** Takes what the server says, a whole batch at once. */
  void heard(Heard heard, boolean ours) {
    String label = heard.tags().get("label");
    if (label != null) {
      Call call = open.get(label);
      if (call != null && call.sent) {
        over(call, new Answer.Came(List.of(heard), true));
      }
      return;
    }
    Call call = current;
    if (call == null) {
      return;
    }
    if (heard instanceof Line line) {
      if (line.command().equals("PONG") && line.last().startsWith(KEY)) {
        ponged(call, line.last());
        return;
      }
      if (!ours && line.numeric() < 200 && !line.command().equals("FAIL")) {
        return;
      }
    }
    long size = heard.size();
    if (call.size + size <= MOST_CHARACTERS) {
      call.size += size;
      call.parts.add(heard);
    }
  }

  private void ponged(Call call, String key) {
    if (key.equals(call.key)) {
      over(call, new Answer.Came(call.parts, false));
    } else {
      // The end of an answer that was given up: what came until now was that one's.
      call.parts.clear();
      call.size = 0;
    }
  }

  /** Completes when all that was sent has its answer. */
  CompletionStage<Void> drained() {
    return CompletableFuture.allOf(
        sent().stream().map(call -> call.answer).toArray(CompletableFuture[]::new));
  }

  private List<Call> sent() {
    return open.values().stream().filter(call -> call.sent).toList();
  }

  /** The connection has ended: what is under way is lost. */
  void end() {
    ended = true;
    List<Call> left = List.copyOf(open.values());
    open.clear();
    current = null;
    left.forEach(call -> call.complete(call.sent ? new Answer.Lost() : new Answer.Unsent()));
  }
}
