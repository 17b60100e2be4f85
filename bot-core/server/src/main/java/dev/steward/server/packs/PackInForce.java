package dev.steward.server.packs;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.Sql;
import java.util.Optional;

/** The newest published version of a pack, read again from its files. */
public final class PackInForce {
  private PackInForce() {}

  /** What is in force under a name; empty when nothing was published, or it can't be read. */
  public static Optional<Pack> of(Sql sql, String name) {
    return PackVersions.numbers(sql, name).stream()
        .findFirst()
        .flatMap(number -> PackVersions.version(sql, name, number))
        .flatMap(version -> Optional.ofNullable(PackReader.read(version.files()).pack()));
  }
}
