package dev.steward.adapter.web;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member's page called its latest messages, so that one posted twice over a bad line is said
 * once, over a restart too. Owned by the rooms' thread.
 */
final class Nonces {
  private static final int KEPT = 30;

  private @Nullable Map<String, String> ids;

  /** The id of the message that the page called so, or null. */
  @Nullable String known(RoomBook book, String conv, String user, String nonce)
      throws SQLException {
    if (nonce.isEmpty()) {
      return null;
    }
    Map<String, String> known = ids;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (LogEntry entry : book.log().history(conv, Long.MAX_VALUE, KEPT)) {
        if (entry.actor().equals(user)) {
          known.put(Frames.extras(entry).nonce(), entry.id());
        }
      }
      ids = known;
    }
    return known.get(nonce);
  }

  void add(String nonce, String id) {
    if (ids != null && !nonce.isEmpty()) {
      ids.put(nonce, id);
      if (ids.size() > KEPT) {
        ids.remove(ids.keySet().iterator().next());
      }
    }
  }
}
