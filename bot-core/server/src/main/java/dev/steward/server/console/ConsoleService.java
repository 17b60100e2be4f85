package dev.steward.server.console;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.engine.store.StoreFailure;
import dev.steward.server.http.BodyStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request to the console comes through here: found among the routes, checked (session, right,
 * origin, token), answered on a thread that may block, and sent with the headers that keep foreign
 * scripts and frames out.
 */
final class ConsoleService implements HttpService {
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final Logger log = LoggerFactory.getLogger(ConsoleService.class);

  private final Routes routes;
  private final Doorway doorway;
  private final Pages pages;
  private final FlowFeed feed;
  private final Executor threads;
  private final Executor passwordThreads;
  private final Executor fileThreads;

  ConsoleService(
      Routes routes,
      Doorway doorway,
      Pages pages,
      FlowFeed feed,
      Executor threads,
      Executor passwordThreads,
      Executor fileThreads) {
    this.routes = routes;
    this.doorway = doorway;
    this.pages = pages;
    this.feed = feed;
    this.threads = threads;
    this.passwordThreads = passwordThreads;
    this.fileThreads = fileThreads;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    ctx.setMaxRequestLength(MAX_BODY_BYTES);
    Route route = routes.find(ctx.method().name(), ctx.path()).orElse(null);
    Executor executor = threads(route == null ? Route.Line.PAGES : route.line());
    CompletableFuture<HttpResponse> answer =
        request
            .aggregate()
            .thenCompose(
                whole -> {
                  try {
                    return CompletableFuture.supplyAsync(
                        () -> send(ctx, answer(ctx, whole, route)), executor);
                  } catch (RejectedExecutionException e) {
                    return CompletableFuture.completedFuture(
                        HttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE));
                  }
                });
    return HttpResponse.of(answer);
  }

  private Executor threads(Route.Line line) {
    return switch (line) {
      case PAGES -> threads;
      case PASSWORDS -> passwordThreads;
      case FILES -> fileThreads;
    };
  }

  private Answer answer(
      ServiceRequestContext ctx, AggregatedHttpRequest request, @Nullable Route route) {
    Visit visit = null;
    try {
      visit = doorway.visit(ctx, request, route);
      if (route == null) {
        throw Refusal.notFound();
      }
      Visit checked = visit;
      return doorway
          .turnedAway(route, checked, request)
          .orElseGet(() -> route.handler().answer(checked));
    } catch (Refusal refusal) {
      Visit shown = visit == null ? doorway.stranger(ctx, request, route) : visit;
      return pages.plain(shown, refusal.status(), shown.texts().say(refusal.text()));
    } catch (StoreFailure failure) {
      log.error("console: {} {}", ctx.method(), ctx.path(), failure);
      Visit shown = visit == null ? doorway.stranger(ctx, request, route) : visit;
      return pages.plain(shown, 503, shown.texts().say("refused-database"));
    } catch (RuntimeException e) {
      log.error("console: {} {}", ctx.method(), ctx.path(), e);
      Visit shown = visit == null ? doorway.stranger(ctx, request, route) : visit;
      return pages.plain(shown, 500, shown.texts().say("refused-failure"));
    }
  }

  private HttpResponse send(ServiceRequestContext ctx, Answer answer) {
    return switch (answer) {
      case Answer.Whole whole -> {
        ResponseHeadersBuilder headers = headers(whole.status(), whole.contentType());
        whole.headers().forEach(headers::set);
        whole.cookies().forEach(cookie -> headers.add(HttpHeaderNames.SET_COOKIE, cookie));
        yield HttpResponse.of(headers.build(), HttpData.wrap(whole.body()));
      }
      case Answer.Events(var watch) -> {
        ctx.clearRequestTimeout();
        ResponseHeaders headers =
            headers(200, "text/event-stream; charset=utf-8").set("x-accel-buffering", "no").build();
        yield feed.open(headers, watch);
      }
      case Answer.Download(var type, var name, var body) ->
          BodyStream.open(
              ctx,
              headers(200, type)
                  .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                  .build(),
              fileThreads,
              body);
    };
  }

  private static ResponseHeadersBuilder headers(int status, String contentType) {
    return ResponseHeaders.builder(HttpStatus.valueOf(status))
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set("content-security-policy", POLICY)
        .set("x-content-type-options", "nosniff")
        .set("x-frame-options", "DENY")
        .set("referrer-policy", "same-origin")
        .set("cross-origin-opener-policy", "same-origin")
        .set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  }

  /** The values of a cookie; more than one when a foreign one of the same name sits beside ours. */
  static List<String> cookies(AggregatedHttpRequest request, String name) {
    return request.headers().cookies().stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .toList();
  }

  static QueryParams form(AggregatedHttpRequest request) {
    return QueryParams.fromQueryString(request.contentUtf8(), 10_000);
  }
}
