package dev.steward.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.engine.store.Json;
import dev.steward.server.data.Readers;
import dev.steward.server.http.Rates;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request to the API comes through here: the token, its rate and its scope are checked, the
 * address is looked up, the answer is written down in the account of uses and sent.
 */
final class ApiService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(ApiService.class);
  private static final String BEARER = "Bearer ";

  private final List<ApiRoute> routes;
  private final Readers readers;
  private final Rates rates;
  private final Uses uses;
  private final InstantSource clock;
  private final Executor threads;

  ApiService(
      List<ApiRoute> routes,
      Readers readers,
      Rates rates,
      Uses uses,
      InstantSource clock,
      Executor threads) {
    this.routes = routes;
    this.readers = readers;
    this.rates = rates;
    this.uses = uses;
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    try {
      return HttpResponse.of(
          CompletableFuture.supplyAsync(() -> answer(context, request), threads));
    } catch (RejectedExecutionException e) {
      return problem(ApiProblem.busy(), ResponseHeaders.builder().set("retry-after", "5"));
    }
  }

  private HttpResponse answer(ServiceRequestContext context, HttpRequest request) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder();
    ApiToken token = null;
    String what = "?";
    try {
      token = token(context, request, headers);
      Found found = find(context.path());
      what = found == null ? what : found.route.path();
      checkRate(token, headers);
      ApiAnswer answer = answer(context, token, found);
      uses.note(token.id(), answer.what(), HttpStatus.OK.code(), answer.rows());
      return sent(request, answer, headers);
    } catch (TurnedAway over) {
      uses.note(over.token.id(), what, over.problem.status(), 0);
      return problem(over.problem, headers);
    } catch (ApiProblem problem) {
      if (token != null) {
        uses.note(token.id(), what, problem.status(), 0);
      }
      return problem(problem, headers);
    } catch (RuntimeException e) {
      log.error("api: {} {}", context.method(), what, e);
      return problem(ApiProblem.failure(), headers);
    }
  }

  /** A token that is over: its uses are written down all the same. */
  private static final class TurnedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiToken token;
    private final ApiProblem problem;

    TurnedAway(ApiToken token, ApiProblem problem) {
      super(problem.code(), null, false, false);
      this.token = token;
      this.problem = problem;
    }
  }

  private record Found(ApiRoute route, List<String> ids) {}

  private ApiToken token(
      ServiceRequestContext context, HttpRequest request, ResponseHeadersBuilder headers) {
    if (context.method() != HttpMethod.GET) {
      headers.set(HttpHeaderNames.ALLOW, "GET");
      throw ApiProblem.method();
    }
    String query = context.query();
    if (ApiTokens.mayBeSecret(context.path()) || (query != null && ApiTokens.mayBeSecret(query))) {
      throw ApiProblem.tokenInAddress();
    }
    headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    List<String> given = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
    if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw ApiProblem.noToken();
    }
    String secret = given.getFirst().substring(BEARER.length()).strip();
    headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    Optional<ApiToken> found = readers.read(sql -> ApiTokens.find(sql, secret));
    ApiToken token = found.orElseThrow(ApiProblem::unknownToken);
    if (token.revoked() != null) {
      throw new TurnedAway(token, ApiProblem.revoked(token));
    }
    if (!token.works(clock.instant())) {
      throw new TurnedAway(token, ApiProblem.expired(token));
    }
    headers.remove(HttpHeaderNames.WWW_AUTHENTICATE);
    return token;
  }

  private @Nullable Found find(String path) {
    List<String> segments = ApiPath.segments(path).orElse(List.of());
    for (ApiRoute route : routes) {
      Optional<List<String>> ids = route.match(segments);
      if (ids.isPresent()) {
        return new Found(route, ids.get());
      }
    }
    return null;
  }

  private void checkRate(ApiToken token, ResponseHeadersBuilder headers) {
    Rates.Grant grant = rates.take(token.id());
    long seconds = Math.max(1, grant.pause().plusMillis(999).toSeconds());
    headers.set("ratelimit-limit", Integer.toString(rates.burst()));
    headers.set("ratelimit-remaining", Integer.toString(grant.left()));
    headers.set("ratelimit-reset", Long.toString(rates.untilFull(grant.left()).toSeconds()));
    if (grant.refused()) {
      headers.set("retry-after", Long.toString(seconds));
      throw ApiProblem.tooFast(seconds);
    }
  }

  private ApiAnswer answer(ServiceRequestContext context, ApiToken token, @Nullable Found found) {
    if (found == null) {
      throw ApiProblem.notFound();
    }
    Scope needed = found.route.scope();
    if (!token.scopes().contains(needed)) {
      throw ApiProblem.scope(token, needed);
    }
    Asked asked =
        new Asked(token, found.ids, Asked.query(context.queryParams(), found.route.parameters()));
    return readers.read(sql -> found.route.handler().answer(sql, asked));
  }

  private static HttpResponse sent(
      HttpRequest request, ApiAnswer answer, ResponseHeadersBuilder headers) {
    byte[] body = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
    String tag = EntityTag.of(body);
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .set(HttpHeaderNames.CACHE_CONTROL, "private, no-cache")
        .set(HttpHeaderNames.VARY, "authorization, accept-encoding")
        .set(HttpHeaderNames.ETAG, tag);
    if (EntityTag.known(request.headers().get(HttpHeaderNames.IF_NONE_MATCH, ""), tag)) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    return HttpResponse.of(headers.status(HttpStatus.OK).build(), HttpData.wrap(body));
  }

  private static HttpResponse problem(ApiProblem problem, ResponseHeadersBuilder headers) {
    if (problem.status() == 403) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }
    return HttpResponse.of(
        headers
            .status(problem.status())
            .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json; charset=utf-8")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(Json.write(problem.body())));
  }
}
