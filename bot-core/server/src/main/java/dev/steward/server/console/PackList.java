package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import java.util.List;
import java.util.Optional;

/** The packs in force. Thread-safe, never blocks. */
public interface PackList {
  /** In the order in which staff should see them. */
  List<Scripts.Script> inForce();

  /** The one with this name. */
  default Optional<Scripts.Script> named(String pack) {
    return inForce().stream().filter(script -> script.pack().name().equals(pack)).findFirst();
  }
}
