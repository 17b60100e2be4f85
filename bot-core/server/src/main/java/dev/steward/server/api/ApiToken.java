package dev.steward.server.api;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: all but its secret.
 *
 * @param id by which people recognise it, see {@link #prefix}
 * @param name what it is for, in its maker's words
 * @param createdBy a staff login
 * @param revokedBy a staff login; null while it is not revoked
 */
public record ApiToken(
    String id,
    String name,
    Set<Scope> scopes,
    Instant created,
    String createdBy,
    Instant expires,
    @Nullable Instant revoked,
    @Nullable String revokedBy) {
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** How its secret begins. */
  public String prefix() {
    return ApiTokens.MARK + id;
  }

  /** Whether it opens anything at that time. */
  public boolean works(Instant now) {
    return revoked == null && now.isBefore(expires);
  }

  /** The scopes as they are written, separated by spaces. */
  public String scopeWords() {
    return Scope.words(scopes);
  }
}
