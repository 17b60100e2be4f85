package dev.steward.server.console;

import dev.steward.server.AdapterStatus;
import java.util.List;

/** How the platforms are. Thread-safe, never blocks. */
public interface AdapterHealth {
  /** One for each connection. */
  List<AdapterStatus> now();
}
