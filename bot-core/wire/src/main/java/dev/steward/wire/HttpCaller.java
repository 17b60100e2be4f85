package dev.steward.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls a platform's HTTP API. No server can hurt it: an answer has a largest size, a redirect is
 * an answer like any other and never followed, an answer in an encoding that unpacks is refused,
 * and time-outs run on the host's timers. Thread-safe; nothing blocks.
 */
public final class HttpCaller implements AutoCloseable {
  private final ScheduledExecutorService timers;
  private final int mostBytes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(threads)
          .build();

  /**
   * A call.
   *
   * @param method upper case
   * @param body empty for none
   * @param patience how long an answer is waited for
   */
  public record Call(
      String method, URI uri, Map<String, String> headers, byte[] body, Duration patience) {
    public Call {
      headers = Map.copyOf(headers);
    }

    /** Without secrets: a platform's token may stand in the address. */
    @Override
    public String toString() {
      return method + " " + uri.getHost();
    }
  }

  /** An answer, whatever its status. */
  public record Answer(int status, HttpHeaders headers, byte[] body) {
    /** A header's first value, or empty. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** There is no answer. The message holds no address. */
  public static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean sent;

    Failure(String message, boolean sent, @Nullable Throwable cause) {
      super(message, cause);
      this.sent = sent;
    }

    /** Whether the call may have had its effect all the same. */
    public boolean sent() {
      return sent;
    }
  }

  /**
   * @param mostBytes the largest answer
   */
  public HttpCaller(ScheduledExecutorService timers, int mostBytes) {
    this.timers = timers;
    this.mostBytes = mostBytes;
  }

  /** Calls; completes exceptionally with a {@link Failure} when there is no answer. */
  public CompletionStage<Answer> call(Call call) {
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      exchange = client.sendAsync(request(call), this::accept);
    } catch (IllegalArgumentException unspeakable) {
      // Not as the cause: its message holds the address, or the header with the token.
      return CompletableFuture.failedFuture(
          new Failure("an address or a header that HTTP can't carry", false, null));
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    ScheduledFuture<?> alarm =
        timers.schedule(
            () -> {
              if (answer.completeExceptionally(
                  new Failure(
                      "no answer within " + call.patience.toSeconds() + " s", true, null))) {
                exchange.cancel(true);
              }
            },
            call.patience.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        exchange.whenComplete(
            (response, failure) -> {
              alarm.cancel(false);
              if (failure == null) {
                answer.complete(
                    new Answer(response.statusCode(), response.headers(), response.body()));
              } else {
                answer.completeExceptionally(failed(failure));
              }
            });
    return answer;
  }

  private static HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri)
            .method(
                call.method,
                call.body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body));
    call.headers.forEach(request::setHeader);
    return request.build();
  }

  private HttpResponse.BodySubscriber<byte[]> accept(HttpResponse.ResponseInfo info) {
    String encoding = info.headers().firstValue("content-encoding").orElse("identity");
    return new Bounded(
        encoding.equalsIgnoreCase("identity")
            ? null
            : new Failure("an answer in encoding " + encoding + " (expected: none)", true, null),
        mostBytes);
  }

  private static Failure failed(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof Failure ours) {
        return ours;
      }
      if (inner instanceof ConnectException || inner instanceof HttpConnectTimeoutException) {
        return new Failure("can't connect", false, cause);
      }
    }
    return new Failure("the connection broke: " + cause.getClass().getSimpleName(), true, cause);
  }

  /** Breaks off what is under way and waits for its threads, two seconds at most. */
  @Override
  public void close() {
    client.shutdownNow();
    try {
      var _ = client.awaitTermination(Duration.ofSeconds(2));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  /** Collects an answer up to a size. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final @Nullable Failure refused;
    private final int most;
    private Flow.@Nullable Subscription subscription;

    Bounded(@Nullable Failure refused, int most) {
      this.refused = refused;
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
      subscription = upstream;
      if (refused == null) {
        upstream.request(Long.MAX_VALUE);
      } else {
        upstream.cancel();
        body.completeExceptionally(refused);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (bytes.size() + buffer.remaining() > most) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(
              new Failure("an answer of more than " + most + " bytes", true, null));
          return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
