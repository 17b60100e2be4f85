package dev.steward.engine.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is, as people write it: {@code postgresql://user@host:5432/steward},
 * with options of the driver behind a question mark, such as {@code ?sslmode=verify-full}.
 *
 * @param place host, port, database and options
 * @param password null when the server asks for none, or the driver finds it by itself
 */
public record PostgresAddress(String place, String user, @Nullable String password) {
  private static final Pattern FORM =
      Pattern.compile("postgres(?:ql)?://([^:@/?#]+)(?::([^@/?#]*))?@([^@/?#]+/[^/?#]+(?:\\?.*)?)");

  private static final Pattern SECRET_OPTION =
      Pattern.compile("([?&])(?:password|sslpassword)=[^&]*&?", Pattern.CASE_INSENSITIVE);

  /** Reads an address; empty when it is none. */
  public static Optional<PostgresAddress> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      String password = form.group(2);
      return Optional.of(
          new PostgresAddress(
              form.group(3), decoded(form.group(1)), password == null ? null : decoded(password)));
    } catch (IllegalArgumentException e) {
      // A percent sign that begins nothing.
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The same place with another password. */
  public PostgresAddress withPassword(String fresh) {
    return new PostgresAddress(place, user, fresh);
  }

  /** As it is written in the settings, with its options, without what is secret. */
  public String written() {
    return "postgresql://" + user + "@" + SECRET_OPTION.matcher(place).replaceAll("$1");
  }

  String jdbc() {
    return "jdbc:postgresql://" + place;
  }

  /** The address without the password. */
  @Override
  public String toString() {
    int options = place.indexOf('?');
    return "postgresql://" + user + "@" + (options < 0 ? place : place.substring(0, options));
  }
}
