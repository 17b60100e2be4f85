package dev.steward.adapter.telegram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A bot at Telegram, with the updates that wait for it. Owned by the world's lock. */
final class FakeBot {
  final long id;
  volatile String token;
  final String username;
  final Deque<ObjectNode> updates = new ArrayDeque<>();
  final Map<Long, FakeChat> privates = new HashMap<>();
  final Set<Long> started = new HashSet<>();
  final List<String> answeredPresses = new ArrayList<>();
  boolean readsAll = true;
  Set<String> allowed = Set.of();
  String webhook = "";
  String secret = "";
  String lastError = "";
  long lastErrorDate;
  int maxConnections;
  long polls;
  private long lastUpdate = 870_000;
  private long lastPress = 4_400_000;

  FakeBot(long id, String token, String username) {
    this.id = id;
    this.token = token;
    this.username = username;
  }

  /** By default everything is sent, but not what members become. */
  boolean wants(String kind) {
    return allowed.isEmpty() ? !kind.equals("chat_member") : allowed.contains(kind);
  }

  void report(String kind, ObjectNode payload) {
    if (wants(kind)) {
      ObjectNode update = Json.object().put("update_id", ++lastUpdate);
      update.set(kind, payload.deepCopy());
      updates.add(update);
    }
  }

  long lastUpdate() {
    return lastUpdate;
  }

  long nextUpdate() {
    return ++lastUpdate;
  }

  String nextPress() {
    return Long.toString(++lastPress);
  }

  ObjectNode user() {
    return Json.object()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", "群管家")
        .put("username", username);
  }
}
