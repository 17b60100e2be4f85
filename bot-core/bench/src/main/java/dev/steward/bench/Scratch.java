package dev.steward.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a bench, gigabytes at times, that are gone with its process. */
final class Scratch {
  private Scratch() {}

  /** A new folder in the system's place for such. */
  static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("steward-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "scratch"));
    return folder;
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return; // whoever asked for it was tidy
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inner) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not deleted: " + folder, e);
    }
  }
}
