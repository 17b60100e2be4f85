package dev.steward.server.console;

import dev.steward.engine.store.Sql;
import dev.steward.server.api.ApiToken;
import dev.steward.server.api.ApiTokens;
import dev.steward.server.api.Scope;
import dev.steward.server.api.Uses;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may pull data over the API: owners make tokens, end them, and see what was pulled. */
final class TokensPage {
  static final int USES_SHOWN = 100;

  private final Readers readers;
  private final Chores chores;
  private final ApiTokens tokens;
  private final Audit audit;
  private final Pages pages;
  private final Times times;

  TokensPage(
      Readers readers, Chores chores, ApiTokens tokens, Audit audit, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.tokens = tokens;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
  }

  /**
   * What the page shows.
   *
   * @param secret of a token that was just made; shown this once, or empty
   */
  record Model(
      List<Row> tokens,
      boolean none,
      List<Line> uses,
      List<Choice> scopes,
      Typed typed,
      long mostDays,
      int longestName,
      String secret,
      String error) {}

  /** A token; {@code over} says why it no longer works, or nothing. */
  record Row(
      String id,
      String prefix,
      String name,
      String scopes,
      String made,
      String createdBy,
      String expires,
      String over,
      String used) {}

  record Line(String at, String token, String what, int status, long requests, long rows) {}

  record Choice(String value, String name, boolean chosen) {}

  /** What the form of a new token holds. */
  record Typed(String name, String days, List<String> scopes) {
    private static final Typed NOTHING =
        new Typed("", Long.toString(ApiTokens.USUAL.toDays()), List.of());
  }

  Answer list(Visit visit) {
    return show(visit, 200, "", Typed.NOTHING, "");
  }

  private Answer show(Visit visit, int status, String secret, Typed typed, String error) {
    Texts t = visit.texts();
    return readers.read(
        sql ->
            pages.show(
                visit,
                status,
                "tokens",
                new Model(
                    rows(sql, t),
                    ApiTokens.list(sql).isEmpty(),
                    lines(sql),
                    Arrays.stream(Scope.values())
                        .map(
                            scope ->
                                new Choice(
                                    scope.word(),
                                    t.say("scope-" + word(scope)),
                                    typed.scopes.contains(scope.word())))
                        .toList(),
                    typed,
                    ApiTokens.LONGEST.toDays(),
                    ApiTokens.LONGEST_NAME,
                    secret,
                    error)));
  }

  private static String word(Scope scope) {
    return scope.word().replace(':', '-');
  }

  private List<Row> rows(Sql sql, Texts t) {
    Map<String, Uses.Total> totals = Uses.totals(sql, times.now());
    return ApiTokens.list(sql).stream()
        .map(token -> row(t, token, totals.get(token.id())))
        .toList();
  }

  private Row row(Texts t, ApiToken token, Uses.@Nullable Total total) {
    return new Row(
        token.id(),
        token.prefix(),
        token.name(),
        token.scopeWords(),
        times.at(token.created()),
        token.createdBy(),
        times.at(token.expires()),
        token.revoked() != null
            ? t.say("tokens-revoked", String.valueOf(token.revokedBy()), times.at(token.revoked()))
            : token.works(times.now()) ? "" : t.say("tokens-expired"),
        total == null
            ? t.say("tokens-unused")
            : t.say("tokens-used", times.at(total.last()), total.requests(), total.rows()));
  }

  private List<Line> lines(Sql sql) {
    return Uses.newest(sql, USES_SHOWN).stream()
        .map(
            use ->
                new Line(
                    times.at(use.last()),
                    use.token(),
                    use.what(),
                    use.status(),
                    use.requests(),
                    use.rows()))
        .toList();
  }

  Answer make(Visit visit) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : visit.fields("scope")) {
      scopes.add(Scope.of(word).orElseThrow(Refusal::badField));
    }
    ApiTokens.Wanted wanted;
    try {
      wanted =
          new ApiTokens.Wanted(visit.field("name"), scopes, Duration.ofDays(visit.number("days")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return show(
          visit,
          422,
          "",
          new Typed(visit.field("name"), visit.field("days"), visit.fields("scope")),
          visit.texts().say("tokens-wrong", ApiTokens.LONGEST_NAME, ApiTokens.LONGEST.toDays()));
    }
    Instant now = times.now();
    String login = visit.staff().login();
    ApiTokens.Made made =
        chores.write(
            context -> {
              ApiTokens.Made fresh = tokens.make(context.sql(), wanted, login, now);
              audit.did(context, login, "token", fresh.token().prefix());
              return fresh;
            });
    return show(visit, 200, made.secret(), Typed.NOTHING, "");
  }

  Answer revoke(Visit visit) {
    String login = visit.staff().login();
    String id = visit.field("id");
    Instant now = times.now();
    boolean done =
        chores.write(
            context -> {
              boolean ended = ApiTokens.revoke(context.sql(), id, login, now);
              if (ended) {
                audit.did(context, login, "token-revoked", id);
              }
              return ended;
            });
    if (!done) {
      throw Refusal.notFound();
    }
    return Answer.seeOther("/console/tokens?done=token-revoked");
  }
}
