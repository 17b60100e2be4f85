package dev.steward.server.http;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.chat.Mount;
import dev.steward.server.HttpPart;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what adapters mount, below {@code /<path>}. An adapter may mount at any time. Thread-safe.
 */
public final class Mounts implements HttpPart, HttpService {
  private static final Logger log = LoggerFactory.getLogger(Mounts.class);
  private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** No mount may ask for larger bodies than this. */
  private static final int MOST_BODY_BYTES = 64 << 20;

  private static final Set<HttpMethod> ASKED_BY_BROWSERS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Map<String, Mount> mounts = new ConcurrentHashMap<>();
  private final Callers callers;

  public Mounts(Callers callers) {
    this.callers = callers;
  }

  /** Adds a mount; the path is one segment, and nobody else's. */
  public void add(String path, Mount mount) {
    if (!PATH.matcher(path).matches() || HttpPort.OWN.contains(path)) {
      throw new IllegalArgumentException(
          "mount: '" + path + "' (expected: one segment such as chat, not " + HttpPort.OWN + ")");
    }
    if (mounts.putIfAbsent(path, mount) != null) {
      throw new IllegalArgumentException("mount: '" + path + "' is taken by another adapter");
    }
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder.route().pathPrefix("/").maxRequestLength(MOST_BODY_BYTES).build(this);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String path = context.decodedPath();
    int slash = path.indexOf('/', 1);
    Mount mount = mounts.get(slash < 0 ? path.substring(1) : path.substring(1, slash));
    if (mount == null) {
      return HttpResponse.of(HttpStatus.NOT_FOUND);
    }
    if (slash < 0 && ASKED_BY_BROWSERS.contains(context.method())) {
      // So that relative links of the page start below the mount.
      String query = context.query();
      return HttpResponse.ofRedirect(
          HttpStatus.TEMPORARY_REDIRECT, path + "/" + (query == null ? "" : "?" + query));
    }
    int most = Math.min(mount.maxBodyBytes(), MOST_BODY_BYTES);
    if (request.headers().contentLength() > most) {
      return HttpResponse.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
    }
    context.setMaxRequestLength(most);
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(
                whole ->
                    answer(
                        mount,
                        request(context, slash < 0 ? "/" : path.substring(slash), whole.content())))
            .handle(
                (response, failure) -> {
                  if (failure != null || response == null) {
                    return failed(path, failure);
                  }
                  return write(context, response);
                }));
  }

  private static CompletableFuture<Mount.Response> answer(Mount mount, Mount.Request request) {
    try {
      return mount.handle(request).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static HttpResponse failed(String path, @Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ContentTooLargeException) {
        return HttpResponse.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
      }
      if (cause instanceof ClosedStreamException || cause instanceof ClosedSessionException) {
        log.debug("{}: the other side went away", path);
        return HttpResponse.of(HttpStatus.BAD_REQUEST);
      }
    }
    log.error("{}: a mount failed", path, failure);
    return HttpResponse.of(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private Mount.Request request(ServiceRequestContext context, String path, HttpData body) {
    Map<String, String> query = new HashMap<>();
    String rawQuery = context.query();
    if (rawQuery != null) {
      QueryParams.fromQueryString(rawQuery).forEach((name, value) -> query.put(name, value));
    }
    return new Mount.Request(
        context.method().name(),
        path,
        query,
        headers(context.request().headers()),
        body.array(),
        callers.secure(context),
        callers.remote(context));
  }

  private static Map<String, String> headers(RequestHeaders from) {
    Map<String, String> headers = new HashMap<>();
    from.forEach(
        (name, value) -> {
          String key = name.toString();
          if (!key.startsWith(":")) {
            String between = key.equals("cookie") ? "; " : ", ";
            headers.merge(key, value, (one, other) -> one + between + other);
          }
        });
    String authority = from.authority();
    if (authority != null) {
      headers.put("host", authority);
    }
    return headers;
  }

  private static HttpResponse write(ServiceRequestContext context, Mount.Response response) {
    return switch (response) {
      case Mount.Full full -> HttpResponse.of(headers(full), HttpData.wrap(full.body()));
      case Mount.Streaming streaming -> MountStream.open(context, headers(streaming), streaming);
    };
  }

  private static ResponseHeaders headers(Mount.Response response) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(response.status()));
    response.headers().forEach((name, value) -> headers.add(name, value));
    if (response instanceof Mount.Streaming) {
      if (!headers.contains(HttpHeaderNames.CONTENT_TYPE)) {
        headers.contentType(MediaType.EVENT_STREAM);
      }
      if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
      }
      headers.set("x-accel-buffering", "no");
    }
    return headers.build();
  }
}
