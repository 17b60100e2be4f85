package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Steward as people install it: the zip, unpacked, with its own runtime. */
final class Installed {
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  private final Path folder;

  private Installed(Path folder) {
    this.folder = folder;
  }

  /** Unpacks the zip that {@code mvn package} made, as unzip does. */
  static Installed unpack(Path into) throws IOException {
    Path zip = zip();
    try (FileSystem archive =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
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
    return new Installed(into.resolve(zip.getFileName().toString().replaceFirst("\\.zip$", "")));
  }

  private static Path zip() throws IOException {
    try (Stream<Path> made = Files.list(ROOT.resolve("bot-core/server/target"))) {
      List<Path> zips = made.filter(f -> f.toString().endsWith(".zip")).toList();
      assertThat(zips).as("the zip that `mvn package` makes").hasSize(1);
      return zips.getFirst();
    }
  }

  /** A file of the installation. */
  Path file(String path) {
    return folder.resolve(path);
  }

  /** Copies a folder of the installation, as people do. */
  void copy(String from, String to) throws IOException {
    try (Stream<Path> files = Files.walk(file(from))) {
      for (Path each : files.toList()) {
        Files.copy(each, file(to).resolve(file(from).relativize(each).toString()));
      }
    }
  }

  /** Changes a text that stands in a file once. */
  void edit(String path, String old, String fresh) throws IOException {
    String before = Files.readString(file(path));
    assertThat(before).containsOnlyOnce(old);
    Files.writeString(file(path), before.replace(old, fresh));
  }

  /** Starts the server on a free port, and returns once it has greeted. */
  Running run() throws IOException {
    return Running.of(program("run", "--port", "0").start());
  }

  /** Runs a command to its end; it must go well. */
  String steward(String... line) throws Exception {
    Process process = program(line).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private ProcessBuilder program(String... line) {
    List<String> command = new ArrayList<>(List.of(file("bin/steward").toString()));
    command.addAll(Arrays.asList(line));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
  }
}
