package dev.steward.server.data;

import java.security.SecureRandom;

/** The installation's keys for data that leaves it: made once, kept in {@code api_key}. */
public final class ApiKeys {
  /** Seals cursors. */
  public static final String CURSOR = "cursor";

  /** Makes the pseudonyms of those who complain. */
  public static final String MEMBER = "member";

  private static final int BYTES = 32;

  private ApiKeys() {}

  /** The key of that name, made if there is none yet. */
  public static byte[] key(Changes changes, SecureRandom random, String name) {
    byte[] fresh = new byte[BYTES];
    random.nextBytes(fresh);
    return changes.change(
        sql -> {
          sql.update(
              "INSERT INTO api_key (name, secret) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
              name,
              fresh);
          return sql.first("SELECT secret FROM api_key WHERE name = ?", row -> row.bytes(1), name)
              .orElseThrow();
        });
  }
}
