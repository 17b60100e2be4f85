package dev.steward.adapter.onebot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was told of the bundles in one message that came as ids alone. Each is opened where it
 * stands first: one that holds itself would have no end. Not thread-safe.
 */
final class Opened {
  private Map<String, List<?>> told = Map.of();
  private Set<String> open = Set.of();
  private String closed = "";

  /** The message is read, from its beginning. */
  void begin() {
    open = Set.of();
    closed = "";
  }

  /** What the bundle of that id holds; empty where it was not told yet, or is open already. */
  List<?> nodes(String id) {
    List<?> nodes = told.get(id);
    if (nodes == null && closed.isEmpty()) {
      closed = id;
    }
    if (nodes == null || open.contains(id)) {
      return List.of();
    }
    if (open.isEmpty()) {
      open = new HashSet<>();
    }
    open.add(id);
    return nodes;
  }

  /** The first bundle that was found closed when the message was read last, or empty. */
  String closed() {
    return closed;
  }

  /** What is in a bundle; nothing where that was refused. */
  void tell(String id, List<?> nodes) {
    if (told.isEmpty()) {
      told = new HashMap<>();
    }
    told.put(id, nodes);
  }

  /** How many bundles were told. */
  int count() {
    return told.size();
  }
}
