package dev.steward.engine.members;

import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which chat logins belong to the brand's staff. Small, so it is all in memory. Thread-safe.
 *
 * <p>A platform's owner or admin is not in it by that alone.
 */
public final class StaffBook {
  private final Map<UserId, String> logins = new ConcurrentHashMap<>();

  /** Reads the table; called once, before lanes start. */
  public static StaffBook load(Sql sql) {
    StaffBook book = new StaffBook();
    sql.list(
            "SELECT l.user_id, l.login FROM staff_login l JOIN staff s ON s.login = l.login"
                + " WHERE s.disabled = 0",
            row -> Map.entry(UserId.parse(row.text(1)), row.text(2)))
        .forEach(entry -> book.logins.put(entry.getKey(), entry.getValue()));
    return book;
  }

  /** Whether there is anybody who may act besides these, asked of the database. */
  public static boolean others(Sql sql, Collection<String> logins) {
    return sql
        .list(
            "SELECT login FROM staff WHERE disabled = 0 AND role <> 'analyst'", row -> row.text(1))
        .stream()
        .anyMatch(login -> !logins.contains(login));
  }

  /** The staff login behind a chat login. */
  public Optional<String> loginOf(UserId user) {
    return Optional.ofNullable(logins.get(user));
  }

  public boolean isStaff(UserId user) {
    return logins.containsKey(user);
  }

  /** Takes note of a link that is being committed. */
  public void linked(UserId user, String login) {
    logins.put(user, login);
  }

  /** Takes note that a staff login was disabled. */
  public void disabled(String login) {
    logins.values().removeIf(login::equals);
  }
}
