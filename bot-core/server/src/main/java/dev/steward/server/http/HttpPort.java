package dev.steward.server.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.server.HttpPart;
import dev.steward.server.config.Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Opens the port with all its parts, and closes it. */
public final class HttpPort implements AutoCloseable {
  /** First segments that belong to Steward itself. */
  static final Set<String> OWN = Set.of("console", "admin", "api", "health", "metrics", "m");

  private static final Duration REQUEST_TIME = Duration.ofSeconds(30);

  /** For requests that cross with the word that a connection ends. */
  private static final Duration DRAIN = Duration.ofMillis(100);

  private static final int MOST_BODY_BYTES = 1 << 20;

  private final Server server;
  private final int port;

  private HttpPort(Server server) {
    this.server = server;
    port = server.activeLocalPort();
  }

  /**
   * Opens the port.
   *
   * @throws PortTakenException when another program listens there
   */
  public static HttpPort open(Config.Http settings, Callers callers, List<HttpPart> parts)
      throws PortTakenException {
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(settings.bind(), settings.port()))
            .bossGroupFactory(Acceptor::named)
            .connectionDrainDuration(DRAIN)
            .maxNumConnections(settings.mostConnections())
            .requestTimeout(REQUEST_TIME)
            .idleTimeout(Duration.ofSeconds(60))
            .maxRequestLength(MOST_BODY_BYTES)
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .disableServerHeader()
            .disableDateHeader()
            .accessLogWriter(log -> AccessLog.write(log, callers), false)
            .errorHandler(HttpPort::failed);
    builder.service("/", (context, request) -> HttpResponse.ofRedirect("/console/"));
    parts.forEach(part -> part.attach(builder));
    builder.decorator(SecurityHeaders::new);
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      server.stop().join();
      throw new PortTakenException(settings.bind(), settings.port(), e.getCause());
    }
    return new HttpPort(server);
  }

  /** What no service answers: without a page that tells of our insides. */
  private static HttpResponse failed(ServiceRequestContext context, Throwable failure) {
    HttpResponse usual = ServerErrorHandler.ofDefault().onServiceException(context, failure);
    return usual == null
        ? HttpResponse.of(
            SecurityHeaders.secured(ResponseHeaders.of(HttpStatus.INTERNAL_SERVER_ERROR)))
        : usual.mapHeaders(SecurityHeaders::secured);
  }

  /**
   * The port that was opened; the settings may say 0 for any. Still told while it is being closed:
   * what is said in the last moment may have a link in it.
   */
  public int port() {
    return port;
  }

  /** Takes no more requests, and ends those under way within a second or so. */
  @Override
  public void close() {
    server.stop().join();
  }

  /** The port can't be opened. */
  public static final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    PortTakenException(String bind, int port, @Nullable Throwable cause) {
      super(bind + ":" + port + ": " + (cause == null ? "" : cause.getMessage()), cause);
    }
  }
}
