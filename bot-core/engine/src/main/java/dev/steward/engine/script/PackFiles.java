package dev.steward.engine.script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of one pack, as bytes: from a folder, or from a published version. Immutable.
 *
 * <p>Paths are relative, with slashes, such as {@code words/ads.txt}.
 */
public final class PackFiles {
  /** How many files a pack may have. */
  public static final int MOST_FILES = 200;

  /** How big all files together may be, in bytes. */
  public static final int MOST_BYTES = 8 << 20;

  /** How deep folders may be nested. */
  public static final int MOST_DEPTH = 4;

  private final String name;
  private final SortedMap<String, byte[]> files;
  private final List<Problem> problems;

  PackFiles(String name, Map<String, byte[]> files, List<Problem> problems) {
    this.name = name;
    TreeMap<String, byte[]> copy = new TreeMap<>();
    files.forEach((path, bytes) -> copy.put(path, bytes.clone()));
    this.files = Collections.unmodifiableSortedMap(copy);
    this.problems = List.copyOf(problems);
  }

  /** Files from elsewhere, such as a published version. */
  public static PackFiles of(String name, Map<String, byte[]> files) {
    return new PackFiles(name, files, List.of());
  }

  /**
   * The files of a folder, whose name is the pack's. What can't be read, or is too much, becomes a
   * problem of the pack; hidden files are passed over. Never throws.
   */
  public static PackFiles fromFolder(Path folder) {
    return new PackFolder(folder).read();
  }

  public String name() {
    return name;
  }

  /** Sorted. */
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /** A copy of one file; null when there is none. */
  public byte @Nullable [] bytes(String path) {
    byte[] bytes = files.get(path);
    return bytes == null ? null : bytes.clone();
  }

  /** Whether a file is a written conversation: a test of the pack, and no part of what it says. */
  static boolean isTest(String path) {
    return path.startsWith("tests/") && path.endsWith(".chat");
  }

  /** The files that make up a version: all but the tests. */
  public PackFiles withoutTests() {
    Map<String, byte[]> rest = new TreeMap<>(files);
    rest.keySet().removeIf(PackFiles::isTest);
    return new PackFiles(name, rest, problems);
  }

  /** The texts of the tests, by path. */
  public Map<String, String> tests() {
    Map<String, String> tests = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (isTest(path)) {
            tests.put(path, new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return Collections.unmodifiableMap(tests);
  }

  /** What was wrong with the files themselves. */
  public List<Problem> problems() {
    return problems;
  }
}
