package dev.steward.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.chat.Mount;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer that goes on. What the other side has not taken yet is counted; beyond a bound the
 * other side is too slow, and the stream is cut: a page connects again and reads on where it was.
 */
final class MountStream implements Mount.Stream {
  /** What one slow page may hold of our memory. */
  static final long MOST_WAITING_BYTES = 1 << 20;

  private final HttpResponseWriter writer;
  private final AtomicLong waitingBytes = new AtomicLong();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private MountStream(HttpResponseWriter writer) {
    this.writer = writer;
    var _ = writer.whenComplete().whenComplete((_, _) -> closed.complete(null));
  }

  static HttpResponse open(
      ServiceRequestContext context, ResponseHeaders headers, Mount.Streaming streaming) {
    context.clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    MountStream stream = new MountStream(writer);
    try {
      streaming.open().accept(stream);
    } catch (RuntimeException e) {
      writer.close(e);
      throw e;
    }
    return writer;
  }

  @Override
  public boolean write(byte[] bytes) {
    if (waitingBytes.addAndGet(bytes.length) > MOST_WAITING_BYTES) {
      writer.abort();
      return false;
    }
    if (!writer.tryWrite(HttpData.wrap(bytes))) {
      return false;
    }
    var _ = writer.whenConsumed().whenComplete((_, _) -> waitingBytes.addAndGet(-bytes.length));
    return true;
  }

  @Override
  public void close() {
    writer.close();
  }

  @Override
  public CompletionStage<Void> closed() {
    return closed;
  }
}
