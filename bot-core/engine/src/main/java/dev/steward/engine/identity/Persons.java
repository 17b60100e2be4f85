package dev.steward.engine.identity;

import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The humans behind the logins. A login that was never linked is its own person. Only linked logins
 * are kept, so this fits in memory. Thread-safe.
 */
public final class Persons {
  private final Map<UserId, String> linked = new ConcurrentHashMap<>();

  /** Reads all links; called once, before lanes start. */
  public static Persons load(Sql sql) {
    Persons persons = new Persons();
    sql.list(
            "SELECT user_id, person_id FROM person_login",
            row -> Map.entry(UserId.parse(row.text(1)), row.text(2)))
        .forEach(link -> persons.linked.put(link.getKey(), link.getValue()));
    return persons;
  }

  /** The person's id: the same for all linked logins. */
  public String personOf(UserId user) {
    return linked.getOrDefault(user, user.toString());
  }

  /** Takes note of a link that was committed. */
  public void linked(UserId user, String person) {
    linked.put(user, person);
  }
}
