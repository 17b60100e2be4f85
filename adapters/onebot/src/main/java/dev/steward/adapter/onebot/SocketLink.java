package dev.steward.adapter.onebot;

import dev.steward.chat.Host;
import dev.steward.wire.Awaited;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Calls over a WebSocket: an answer is known by its echo. Thread-safe. */
final class SocketLink implements Link {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Line line;
  private final Awaited<String, Reply> answers;
  private final AtomicLong echoes = new AtomicLong();
  private volatile boolean open = true;

  /**
   * @param listening whether the line is read now: a silence while it is not is ours
   */
  SocketLink(Line line, Host host, Duration patience, BooleanSupplier listening) {
    this.line = line;
    this.answers = new Awaited<>(host.timers(), patience, listening);
  }

  @Override
  public boolean tellsCuts() {
    return true;
  }

  @Override
  public CompletionStage<Reply> call(String action, Map<String, Object> params) {
    if (!open) {
      return CompletableFuture.completedFuture(new Reply.NotSent("not connected"));
    }
    long echo = echoes.incrementAndGet();
    CompletionStage<Reply> answer =
        answers
            .expect(Long.toString(echo))
            .thenApply(
                arrived ->
                    arrived.orElseGet(
                        () ->
                            new Reply.Lost(open ? "no answer in time" : "the connection was cut")));
    line.send(JSON.writeValueAsString(Map.of("action", action, "params", params, "echo", echo)));
    if (!open) {
      answers.abandon();
    }
    return answer;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void hangUp() {
    line.close();
  }

  /** An answer has come; one that nobody waits for any more is let go. */
  void answered(Frame frame) {
    var _ = answers.arrived(frame.echo, Reply.of(frame));
  }

  void cut() {
    open = false;
    answers.abandon();
  }
}
