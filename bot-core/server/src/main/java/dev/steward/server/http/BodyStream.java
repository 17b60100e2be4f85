package dev.steward.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long answer, written on a thread that may block, no faster than the other side reads. One that
 * fails on the way is cut, so that half a file is never taken for a whole one.
 */
public final class BodyStream extends OutputStream {
  private static final int PIECE_BYTES = 64 << 10;
  private static final int PATIENCE_SECONDS = 60;

  private static final Logger log = LoggerFactory.getLogger(BodyStream.class);

  private final HttpResponseWriter writer;

  private BodyStream(HttpResponseWriter writer) {
    this.writer = writer;
  }

  /** What is written. */
  @FunctionalInterface
  public interface Body {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Begins an answer.
   *
   * @param threads where the body is written; when they refuse, the answer is that they are busy
   */
  public static HttpResponse open(
      ServiceRequestContext context, ResponseHeaders headers, Executor threads, Body body) {
    context.clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    try {
      threads.execute(() -> write(writer, body));
    } catch (RejectedExecutionException e) {
      writer.abort(e);
      return HttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return writer;
  }

  private static void write(HttpResponseWriter writer, Body body) {
    try (OutputStream out = new BufferedOutputStream(new BodyStream(writer), PIECE_BYTES)) {
      body.write(out);
      out.flush();
      writer.close();
    } catch (IOException | RuntimeException e) {
      log.warn("a file was cut: {}", e.toString());
      writer.close(e);
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (!writer.tryWrite(HttpData.copyOf(bytes, from, length))) {
      throw new IOException("the other side has gone");
    }
    try {
      writer.whenConsumed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the other side reads no more", e);
    }
  }
}
