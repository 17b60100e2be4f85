package dev.steward.adapter.telegram;

import dev.steward.chat.UserId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Who is called what. A mention by {@code @username} holds no id: it is known from those who were
 * heard before. Thread-safe.
 */
final class Names {
  private static final int MOST = 20_000;

  private final Map<String, Long> byUsername =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** The first name and the last name, as Telegram shows them. */
  static String of(JsonNode user) {
    String name = (Json.text(user, "first_name") + " " + Json.text(user, "last_name")).strip();
    if (!name.isEmpty()) {
      return name;
    }
    String username = Json.text(user, "username");
    return username.isEmpty() ? Long.toString(Json.number(user, "id")) : username;
  }

  static UserId user(long id) {
    return new UserId(TelegramAdapter.PLATFORM, Long.toString(id));
  }

  /** Remembers the username of somebody who was heard. */
  synchronized void heard(JsonNode user) {
    String username = Json.text(user, "username");
    if (!username.isEmpty()) {
      byUsername.put(username.toLowerCase(Locale.ROOT), Json.number(user, "id"));
    }
  }

  synchronized Optional<UserId> find(String username) {
    return Optional.ofNullable(byUsername.get(username.toLowerCase(Locale.ROOT))).map(Names::user);
  }
}
