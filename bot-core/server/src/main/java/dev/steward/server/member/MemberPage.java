package dev.steward.server.member;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.StoreFailure;
import dev.steward.server.HttpPart;
import dev.steward.server.data.Readers;
import dev.steward.server.http.Callers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The member page below {@code /m}: shows what belongs to whoever opens a signed link, and hands
 * what they press to the engine. It has threads and connections of its own, so that a rush on the
 * page slows down neither the chat nor the console. {@link #close} it before the engine.
 * Thread-safe.
 */
public final class MemberPage implements HttpPart, AutoCloseable {
  static final String PATH = "/m";

  private static final Logger log = LoggerFactory.getLogger(MemberPage.class);
  private static final int THREADS = 4;
  private static final int WAITING = 256;
  private static final int MOST_BODY_BYTES = 16_000;

  private final Engine engine;
  private final InstantSource clock;
  private final Holidays holidays;
  private final Callers callers;
  private final Tickets tickets;
  private final SignedLinks links;
  private final Guests guests;
  private final Readers readers;
  private final Pace pace;
  private final Press presses;
  private final Stylesheet stylesheet = new Stylesheet();
  private final PageWriter writer = new PageWriter(stylesheet.version());
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("page-", 0).daemon().factory());

  /** What the page is made of. */
  public record Parts(
      Database database,
      Engine engine,
      InstantSource clock,
      Holidays holidays,
      Callers callers,
      PageKey key,
      SecureRandom random) {}

  /**
   * @param browsers what the platforms know about browsers
   */
  public MemberPage(Parts parts, Browsers browsers) {
    engine = parts.engine();
    clock = parts.clock();
    holidays = parts.holidays();
    callers = parts.callers();
    tickets = parts.key().tickets();
    links = parts.key().links();
    guests = new Guests(tickets, browsers, parts.random());
    readers = new Readers(parts.database(), THREADS);
    pace = new Pace(clock);
    presses = new Press(parts.random());
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder.service(PATH + "/page.css", stylesheet);
    HttpService service = this::serve;
    builder.service(PATH + "/{ticket}", service);
  }

  private HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    ctx.setMaxRequestLength(MOST_BODY_BYTES);
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(
                whole -> {
                  try {
                    return CompletableFuture.supplyAsync(() -> answer(ctx, whole), threads);
                  } catch (RejectedExecutionException e) {
                    return CompletableFuture.completedFuture(
                        writer.plain(
                            HttpStatus.SERVICE_UNAVAILABLE, "busy", PageWriter.language(whole)));
                  }
                }));
  }

  private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    Language language = PageWriter.language(request);
    try {
      Ticket ticket = tickets.read(String.valueOf(ctx.pathParam("ticket"))).orElse(null);
      if (ticket == null || ticket.use() == Ticket.Use.COOKIE) {
        return writer.plain(HttpStatus.NOT_FOUND, "over", language);
      }
      boolean posts = request.method() == HttpMethod.POST;
      if (!posts && request.method() != HttpMethod.GET) {
        return HttpResponse.of(HttpStatus.METHOD_NOT_ALLOWED);
      }
      UserId user = ticket.user();
      if (user != null) {
        return posts
            ? writer.plain(HttpStatus.NOT_FOUND, "over", language)
            : known(ctx, ticket.group(), user);
      }
      return posts ? press(ctx, request, ticket.group()) : show(ctx, request, ticket.group());
    } catch (StoreFailure e) {
      log.error("member page", e);
      return writer.plain(HttpStatus.SERVICE_UNAVAILABLE, "busy", language);
    } catch (RuntimeException e) {
      log.error("member page", e);
      return writer.plain(HttpStatus.INTERNAL_SERVER_ERROR, "failed", language);
    }
  }

  /** A member's own link: the browser is theirs from now on, and the link leaves the address. */
  private HttpResponse known(ServiceRequestContext ctx, GroupId group, UserId user) {
    Instant now = clock.instant();
    return HttpResponse.of(
        PageWriter.headers(HttpStatus.SEE_OTHER)
            .set(HttpHeaderNames.LOCATION, links.groupPath(group, now))
            .add(
                HttpHeaderNames.SET_COOKIE,
                PageWriter.cookie(
                    Guests.MEMBER,
                    guests.memberCookie(group, user, now),
                    Guests.REMEMBERED,
                    callers.secure(ctx)))
            .build());
  }

  /** Who asks, in a group with a pack. */
  private record Scene(Group group, Scripts.Script script, Guest guest) {
    Language language() {
      return script.pack().language();
    }
  }

  private Optional<Scene> scene(
      TurnContext context, AggregatedHttpRequest request, GroupId id, String browser) {
    Group group = context.groups().peek(id).orElse(null);
    Scripts.Script script = group == null ? null : group.script(context.scripts()).orElse(null);
    if (group == null || script == null) {
      return Optional.empty();
    }
    Set<Cookie> cookies = request.headers().cookies();
    String header = request.headers().get(HttpHeaderNames.COOKIE, "");
    return Optional.of(
        new Scene(
            group, script, guests.find(context, id, group.account(), cookies, header, browser)));
  }

  private HttpResponse show(ServiceRequestContext ctx, AggregatedHttpRequest request, GroupId id) {
    Optional<String> known = Guests.browser(request.headers().cookies());
    String browser = known.orElseGet(guests::newBrowser);
    Optional<String> page =
        readers.read(
            sql -> {
              TurnContext context = engine.context(sql);
              return scene(context, request, id, browser)
                  .map(scene -> page(ctx, context, scene, browser));
            });
    if (page.isEmpty()) {
      return writer.plain(HttpStatus.NOT_FOUND, "unbound", PageWriter.language(request));
    }
    ResponseHeadersBuilder headers = PageWriter.headers(HttpStatus.OK);
    if (known.isEmpty()) {
      headers.add(
          HttpHeaderNames.SET_COOKIE,
          PageWriter.cookie(Guests.BROWSER, browser, Duration.ofDays(400), callers.secure(ctx)));
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(page.get()));
  }

  private String page(ServiceRequestContext ctx, TurnContext context, Scene scene, String browser) {
    return writer.page(
        Sheet.of(context, holidays, scene.group, scene.script, scene.guest),
        scene.language(),
        new PageWriter.Form(ctx.path(), tickets.formToken(browser), guests.newBrowser()),
        ctx.queryParams().get("done", ""));
  }

  private HttpResponse press(ServiceRequestContext ctx, AggregatedHttpRequest request, GroupId id) {
    QueryParams form = QueryParams.fromQueryString(request.contentUtf8(), 100);
    String browser = Guests.browser(request.headers().cookies()).orElse("");
    if (browser.isEmpty() || !tickets.isFormToken(form.get("form", ""), browser)) {
      return writer.plain(HttpStatus.FORBIDDEN, "reload", PageWriter.language(request));
    }
    if (form.get("do", "").equals("leave")) {
      return HttpResponse.of(
          PageWriter.headers(HttpStatus.SEE_OTHER)
              .set(HttpHeaderNames.LOCATION, ctx.path())
              .add(
                  HttpHeaderNames.SET_COOKIE,
                  PageWriter.cookie(Guests.MEMBER, "", Duration.ZERO, callers.secure(ctx)))
              .build());
    }
    Instant now = clock.instant();
    Scene scene =
        readers.read(sql -> scene(engine.context(sql), request, id, browser)).orElse(null);
    Event event = scene == null ? null : presses.event(form, scene.guest, id, now).orElse(null);
    if (scene == null || event == null) {
      return writer.plain(HttpStatus.BAD_REQUEST, "reload", PageWriter.language(request));
    }
    if (Press.inGroup(form) && !Sheet.open(scene.group, now)) {
      return writer.plain(HttpStatus.CONFLICT, "closed", scene.language());
    }
    if (pace.tooFast(
        scene.guest, callers.network(ctx), Press.complains(form, scene.script.pack().prices()))) {
      return writer.plain(HttpStatus.TOO_MANY_REQUESTS, "slow", PageWriter.language(request));
    }
    try {
      engine.sink().deliver(event).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof EventSink.OverloadedException)) {
        log.warn("member page: an event was not taken: {}", String.valueOf(e.getCause()));
      }
      return writer.plain(HttpStatus.SERVICE_UNAVAILABLE, "busy", PageWriter.language(request));
    }
    return HttpResponse.of(
        PageWriter.headers(HttpStatus.SEE_OTHER)
            .set(
                HttpHeaderNames.LOCATION,
                ctx.path() + "?done=" + Press.anchor(form) + "#" + Press.anchor(form))
            .build());
  }

  @Override
  public void close() {
    threads.shutdown();
    readers.close();
  }
}
