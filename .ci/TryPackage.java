import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Tries the package that {@link Package} made.
 *
 * <pre>
 * check   FOLDER           in `verify`: unpacks it and uses it as a person would; fails when it does not work
 * measure FOLDER ROUNDS    by hand: start and memory, with and without the AOT cache
 * </pre>
 */
final class TryPackage {
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "check" -> check(Path.of(args[1]));
      case "measure" -> measure(Path.of(args[1]), Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0] + " (expected: check or measure)");
    }
  }

  /** Unpacks the zip where the path has a space and a Chinese name, and uses it as a person would. */
  private static void check(Path folder) throws Exception {
    Path place = Files.createTempDirectory("steward package ");
    try {
      Path installed = unzip(folder.resolveSibling(folder.getFileName() + ".zip"), place.resolve("群管家 here"));
      Path elsewhere = Files.createDirectories(place.resolve("else where"));
      Path link = Files.createSymbolicLink(place.resolve("steward"), installed.resolve("bin/steward"));
      String version = folder.getFileName().toString().substring("steward-".length());
      says(elsewhere, version, link, "version");
      says(elsewhere, "steward check PACK", link, "help");
      says(elsewhere, "没有问题", link, "check", installed.resolve("scripts/mother-and-baby").toString());
      says(installed, "nothing is wrong", Path.of("bin/steward"), "check", "scripts/skincare", "--lang", "en");
      Round round = round(installed, Map.of());
      System.out.println("package: " + round);
      expect(round.start().toMillis() <= 15_000, "the first answer came after " + round.start());
      expect(round.stop().toMillis() <= 10_000, "the stop took " + round.stop());
      if (round.start().toMillis() > 3_000) {
        System.err.println("WARNING: package: the first answer came after " + round.start() + " (expected: 3 s)");
      }
    } finally {
      Started.delete(place);
    }
  }

  private static void says(Path directory, String expected, Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    expect(
        status == 0 && output.contains(expected) && !output.contains("WARNING"),
        String.join(" ", command) + ": status " + status + " (expected: 0, and " + expected + "):\n" + output);
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** Unpacks with modes and times, as unzip does, and returns the one folder in it. */
  private static Path unzip(Path zip, Path into) throws IOException {
    Files.createDirectories(into);
    try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> entries = Files.walk(archive.getPath("/"))) {
      for (Path entry : entries.filter(e -> e.getNameCount() > 0).toList()) {
        Path file = into.resolve(archive.getPath("/").relativize(entry).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(file);
        } else {
          Files.copy(entry, file, StandardCopyOption.COPY_ATTRIBUTES);
          Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
        }
      }
    }
    return into.resolve(zip.getFileName().toString().replaceFirst("\\.zip$", ""));
  }

  private static void measure(Path folder, int rounds) throws Exception {
    for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("STEWARD_NO_AOT", "1"))) {
      List<Round> all = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        all.add(round(folder, environment));
      }
      System.out.println((environment.isEmpty() ? "with" : "without") + " the AOT cache, median of " + rounds);
      System.out.println("  start " + median(all, r -> r.start().toMillis()) + " ms");
      System.out.println("  stop " + median(all, r -> r.stop().toMillis()) + " ms");
      System.out.println("  idle " + median(all, r -> r.idleMegabytes()) + " MB");
    }
  }

  private static long median(List<Round> rounds, ToLongFunction<Round> figure) {
    return rounds.stream().mapToLong(figure).sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
  }

  /**
   * One life of the server.
   *
   * @param start from the start of the process to the first 200 of /health
   * @param idleMegabytes resident memory some seconds later; 0 where the system does not tell
   * @param stop from SIGTERM to the end of the process
   */
  private record Round(Duration start, long idleMegabytes, Duration stop) {
    @Override
    public String toString() {
      return "first answer after %d ms, idle %d MB, stopped in %d ms"
          .formatted(start.toMillis(), idleMegabytes, stop.toMillis());
    }
  }

  private static Round round(Path folder, Map<String, String> environment) throws Exception {
    try (Started server = Started.start(folder, environment)) {
      Duration start = server.awaitHealth();
      Thread.sleep(3_000);
      return new Round(start, server.residentMegabytes(), server.stop(Started.PATIENCE));
    }
  }
}
