package dev.steward.server.console;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id: 19 MiB, two passes, one lane, as OWASP asks. One check takes about a tenth of a second,
 * so never on an event loop. Thread-safe.
 */
final class Passwords {
  static final int SHORTEST = 10;
  private static final int LONGEST = 200;
  private static final Argon2Function ARGON =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /**
   * Nobody's: checked for an unknown login, so that the answer takes as long. No password is known
   * that gives it.
   */
  private static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$c3Rld2FyZC1ub2JvZHktMQ"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final Secrets secrets;

  Passwords(Secrets secrets) {
    this.secrets = secrets;
  }

  /** In the usual form, {@code $argon2id$v=19$m=...}. */
  String hash(String password) {
    return ARGON.hash(password.getBytes(StandardCharsets.UTF_8), secrets.salt()).getResult();
  }

  /** Whether it is the password; takes as long when there is none ({@code stored} is null). */
  boolean matches(String password, @Nullable String stored) {
    String hash = stored == null ? NOBODYS : stored;
    if (password.length() > LONGEST) {
      return false;
    }
    try {
      return Argon2Function.getInstanceFromHash(hash).check(password, hash) && stored != null;
    } catch (BadParametersException e) {
      return false;
    }
  }

  /** What is wrong with a new password: the key of a text; empty when it will do. */
  static Optional<String> objection(String password, String login) {
    String plain = password.toLowerCase(Locale.ROOT);
    String name = login.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("password-short");
    }
    if (password.length() > LONGEST) {
      return Optional.of("password-long");
    }
    if (plain.contains(name) || name.contains(plain)) {
      return Optional.of("password-login");
    }
    if (password.codePoints().distinct().count() < 4) {
      return Optional.of("password-plain");
    }
    return Optional.empty();
  }
}
