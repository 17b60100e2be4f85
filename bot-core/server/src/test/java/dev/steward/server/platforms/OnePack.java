package dev.steward.server.platforms;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pack of the conversation: one that comes with Steward, and a poll and a topic besides. */
final class OnePack {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  private OnePack() {}

  static Pack read() {
    PackFiles shipped = PackFiles.fromFolder(ROOT.resolve("scripts/mother-and-baby"));
    PackFiles more =
        PackFiles.fromFolder(ROOT.resolve("bot-core/server/src/test/resources/one-conversation"));
    Map<String, byte[]> files = new HashMap<>();
    for (PackFiles each : List.of(shipped, more)) {
      each.paths()
          .forEach(
              path -> files.merge(path, Objects.requireNonNull(each.bytes(path)), OnePack::joined));
    }
    return Objects.requireNonNull(
        PackReader.read(PackFiles.of(shipped.name(), files).withoutTests()).pack());
  }

  private static byte[] joined(byte[] first, byte[] then) {
    byte[] both = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, both, first.length, then.length);
    return both;
  }
}
