package dev.steward.server.console;

import java.util.Map;

/** The written conversations that lie beside the packs in force. Thread-safe, never blocks. */
@FunctionalInterface
public interface PackTests {
  /** Those of one pack, by path; none when it has none. */
  Map<String, String> of(String pack);
}
