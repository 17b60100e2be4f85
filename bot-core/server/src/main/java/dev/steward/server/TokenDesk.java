package dev.steward.server;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.api.ApiToken;
import dev.steward.server.api.ApiTokens;
import dev.steward.server.api.Scope;
import dev.steward.server.data.Changes;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tokens of the API, as the command line makes, lists and ends them. */
final class TokenDesk {
  /** Who did it, in the console's list. */
  private static final String BY = "command-line";

  private final Database database;
  private final Changes changes;
  private final InstantSource clock;
  private final SecureRandom random;

  TokenDesk(Database database, Changes changes, InstantSource clock, SecureRandom random) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A token that was made.
   *
   * @param secret shown this once
   */
  record Made(String token, String secret, String expires) {}

  /**
   * A token in the list.
   *
   * @param state works, expired or revoked
   */
  record Listed(
      String token, String name, String scopes, String expires, String state, String createdBy) {}

  /**
   * Makes a token.
   *
   * @param scopes separated by spaces
   * @throws IllegalArgumentException when a scope, the name or the time is not as it must be
   */
  Made create(String name, String scopes, long days) {
    Set<Scope> read = EnumSet.noneOf(Scope.class);
    for (String word : scopes.strip().split("[ ,]+", -1)) {
      read.add(
          Scope.of(word)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "scope: " + word + " (expected: " + words() + ")")));
    }
    ApiTokens.Wanted wanted = new ApiTokens.Wanted(name, read, Duration.ofDays(days));
    Instant now = clock.instant();
    ApiTokens.Made made = changes.change(sql -> new ApiTokens(random).make(sql, wanted, BY, now));
    return new Made(made.token().prefix(), made.secret(), made.token().expires().toString());
  }

  static String words() {
    return String.join(", ", EnumSet.allOf(Scope.class).stream().map(Scope::word).toList());
  }

  List<Listed> list() throws SQLException {
    Instant now = clock.instant();
    try (Sql sql = new Sql(database.openForReading())) {
      return ApiTokens.list(sql).stream().map(token -> listed(token, now)).toList();
    }
  }

  private static Listed listed(ApiToken token, Instant now) {
    return new Listed(
        token.prefix(),
        token.name(),
        token.scopeWords(),
        token.expires().toString(),
        token.revoked() != null ? "revoked" : token.works(now) ? "works" : "expired",
        token.createdBy());
  }

  /**
   * Ends a token; whether there was one that was not ended yet.
   *
   * @param token how its secret begins, or the eight characters alone
   */
  boolean revoke(String token) {
    String id = token.startsWith("stw_") ? token.substring("stw_".length()) : token;
    Instant now = clock.instant();
    return changes.change(sql -> ApiTokens.revoke(sql, id, BY, now));
  }
}
