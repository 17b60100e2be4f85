package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table {@code api_token}. A secret is {@code stw_}, eight characters by which it is
 * recognised, {@code _}, and 256 random bits; only its SHA-256 is kept. Thread-safe; each call runs
 * in the caller's transaction.
 */
public final class ApiTokens {
  /** How every secret begins, so that scanners and people know one when they see it. */
  static final String MARK = "stw_";

  public static final Duration USUAL = Duration.ofDays(90);
  public static final Duration LONGEST = Duration.ofDays(366);
  public static final int LONGEST_NAME = 60;

  private static final Pattern SECRET = Pattern.compile("stw_([0-9a-f]{8})_[A-Za-z0-9_-]{43}");
  private static final String COLUMNS =
      "id, name, scopes, created, created_by, expires, revoked, revoked_by";

  private final SecureRandom random;

  public ApiTokens(SecureRandom random) {
    this.random = random;
  }

  /**
   * A token that was just made.
   *
   * @param secret shown once and never kept
   */
  public record Made(ApiToken token, String secret) {
    @Override
    public String toString() {
      return token.prefix();
    }
  }

  /** What a new token is to be. */
  public record Wanted(String name, Set<Scope> scopes, Duration life) {
    public Wanted {
      name = name.strip();
      if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
        throw new IllegalArgumentException("name: (expected: 1 to " + LONGEST_NAME + " letters)");
      }
      if (scopes.isEmpty()) {
        throw new IllegalArgumentException("scopes: none (expected: one at least)");
      }
      if (life.compareTo(Duration.ofDays(1)) < 0 || life.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "life: " + life.toDays() + " (expected: 1 to " + LONGEST.toDays() + " days)");
      }
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * Makes a token.
   *
   * @param by the staff login of who asks for it
   */
  public Made make(Sql sql, Wanted wanted, String by, Instant now) {
    byte[] name = new byte[4];
    byte[] key = new byte[32];
    random.nextBytes(name);
    random.nextBytes(key);
    ApiToken token =
        new ApiToken(
            HexFormat.of().formatHex(name),
            wanted.name(),
            wanted.scopes(),
            now,
            by,
            now.plus(wanted.life()),
            null,
            null);
    String secret =
        token.prefix() + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    sql.update(
        "INSERT INTO api_token (id, hash, name, scopes, created, created_by, expires)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        token.id(),
        sha256(secret),
        token.name(),
        token.scopeWords(),
        token.created(),
        by,
        token.expires());
    return new Made(token, secret);
  }

  /** All tokens, the newest first. */
  public static List<ApiToken> list(Sql sql) {
    return sql.list(
        "SELECT " + COLUMNS + " FROM api_token ORDER BY created DESC, id", ApiTokens::token);
  }

  /** Ends a token for good; whether there was one that was not ended yet. */
  public static boolean revoke(Sql sql, String id, String by, Instant now) {
    return sql.update(
            "UPDATE api_token SET revoked = ?, revoked_by = ? WHERE id = ? AND revoked IS NULL",
            now,
            by,
            id)
        == 1;
  }

  /** The token of a secret, also when it is over; empty when nobody ever made it. */
  static Optional<ApiToken> find(Sql sql, String secret) {
    Matcher parts = SECRET.matcher(secret);
    if (!parts.matches()) {
      return Optional.empty();
    }
    // The eight characters are no secret; what is compared in constant time is the whole.
    return sql.first(
            "SELECT " + COLUMNS + ", hash FROM api_token WHERE id = ?",
            row -> same(row.text(9), sha256(secret)) ? Optional.of(token(row)) : NOBODY,
            parts.group(1))
        .orElse(NOBODY);
  }

  private static final Optional<ApiToken> NOBODY = Optional.empty();

  /** Whether a text holds what may be a secret of ours. */
  static boolean mayBeSecret(String text) {
    return text.contains(MARK);
  }

  private static ApiToken token(Sql.Row row) throws SQLException {
    return new ApiToken(
        row.text(1),
        row.text(2),
        Scope.read(row.text(3)),
        row.time(4),
        row.text(5),
        row.time(6),
        row.timeOrNull(7),
        row.textOrNull(8));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }
}
