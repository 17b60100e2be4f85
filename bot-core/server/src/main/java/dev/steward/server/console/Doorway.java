package dev.steward.server.console;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.engine.script.Language;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import dev.steward.server.http.Callers;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who comes in: finds the session, the language and the origin, and turns away who may not. */
final class Doorway {
  static final String LANGUAGE_COOKIE = "steward_lang";

  private final ConsoleSettings settings;
  private final Callers callers;
  private final Map<Language, Texts> texts;
  private final Readers readers;
  private final Sessions sessions;
  private final Pages pages;

  Doorway(
      ConsoleSettings settings,
      Callers callers,
      Map<Language, Texts> texts,
      Readers readers,
      Sessions sessions,
      Pages pages) {
    this.settings = settings;
    this.callers = callers;
    this.texts = texts;
    this.readers = readers;
    this.sessions = sessions;
    this.pages = pages;
  }

  Visit visit(ServiceRequestContext ctx, AggregatedHttpRequest request, @Nullable Route route) {
    List<String> tokens = ConsoleService.cookies(request, Sessions.COOKIE);
    Session session =
        tokens.size() == 1
            ? readers
                .<Optional<Session>>read(sql -> sessions.find(sql, tokens.getFirst()))
                .orElse(null)
            : null;
    return visit(ctx, request, route, session);
  }

  /** The same without a session: for a page that must be shown when the database can't be read. */
  Visit stranger(ServiceRequestContext ctx, AggregatedHttpRequest request, @Nullable Route route) {
    return visit(ctx, request, route, null);
  }

  private Visit visit(
      ServiceRequestContext ctx,
      AggregatedHttpRequest request,
      @Nullable Route route,
      @Nullable Session session) {
    MediaType type = request.contentType();
    QueryParams form =
        type != null && type.is(MediaType.FORM_DATA)
            ? ConsoleService.form(request)
            : QueryParams.of();
    return new Visit(
        ctx.path(),
        ctx.queryParams(),
        form,
        route != null && route.isPost() ? route.formPage(form) : null,
        texts(request),
        session,
        callers.remote(ctx),
        settings.publicUrl() == null ? origin(request) : settings.publicUrl());
  }

  private String origin(AggregatedHttpRequest request) {
    return (settings.https() ? "https://" : "http://") + request.headers().authority();
  }

  /**
   * Why a request is not let through; empty when it is. A POST must come from our own page: by its
   * {@code Origin}, and once somebody is signed in by the session's token too.
   */
  Optional<Answer> turnedAway(Route route, Visit visit, AggregatedHttpRequest request) {
    if (route.isPost() && !ownOrigin(request)) {
      throw new Refusal(403, "origin");
    }
    Session session = visit.session();
    if (route.signedIn() && session == null) {
      if (route.isPost()) {
        return Optional.of(SignIn.anew(pages, visit));
      }
      if (visit.path().endsWith("/events")) {
        throw new Refusal(401, "signed-out");
      }
      return Optional.of(
          Answer.seeOther(Visit.link("/console/sign-in", "next", Visit.inside(visit.here()))));
    }
    if (route.right() != null && !visit.may(route.right())) {
      throw new Refusal(403, "role");
    }
    if (route.signedIn()
        && route.isPost()
        && !Secrets.same(visit.raw("csrf"), visit.staff().csrf())) {
      throw new Refusal(403, "csrf");
    }
    return Optional.empty();
  }

  private boolean ownOrigin(AggregatedHttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    return origin.equals(origin(request)) || origin.equals(settings.publicUrl());
  }

  private Texts texts(AggregatedHttpRequest request) {
    List<String> chosen = ConsoleService.cookies(request, LANGUAGE_COOKIE);
    Language language =
        chosen.isEmpty()
            ? accepted(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE, ""))
            : chosen.getFirst().equals("en") ? Language.EN : Language.ZH;
    return Objects.requireNonNull(texts.get(language));
  }

  private Language accepted(String header) {
    try {
      for (LanguageRange range : LanguageRange.parse(header)) {
        String asked = range.getRange().toLowerCase(Locale.ROOT);
        if (asked.startsWith("zh")) {
          return Language.ZH;
        }
        if (asked.startsWith("en")) {
          return Language.EN;
        }
      }
    } catch (IllegalArgumentException e) {
      // Not a list of languages: as if none was asked for.
    }
    return settings.language();
  }
}
