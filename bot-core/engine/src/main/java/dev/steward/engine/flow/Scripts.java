package dev.steward.engine.flow;

import dev.steward.engine.script.Pack;
import java.util.Optional;

/** The packs in force. Thread-safe: a newly published version replaces the old one as a whole. */
public interface Scripts {
  /** The pack in force under this name. */
  Optional<Script> script(String pack);

  /**
   * A pack in force.
   *
   * @param version its number; 0 when it is being written ({@code run --watch})
   */
  record Script(Pack pack, int version) {}
}
