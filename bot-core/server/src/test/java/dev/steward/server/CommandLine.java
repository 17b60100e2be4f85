package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An installation of the test's own, and what the command line says there. */
abstract class CommandLine {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  @TempDir Path home;

  final ByteArrayOutputStream out = new ByteArrayOutputStream();

  final ByteArrayOutputStream err = new ByteArrayOutputStream();

  InstantSource clock = InstantSource.system();

  @BeforeEach
  void installed() throws IOException {
    for (String part : List.of("scripts", "config")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(ROOT.relativize(file).toString()));
        }
      }
    }
    String store = TestStore.setting(home.resolve("data/steward.db"));
    if (!store.isEmpty()) {
      Path settings = home.resolve("config/steward.yaml");
      String others = Files.readString(settings).replaceAll("(?m)^database(-lanes)?:.*\\R", "");
      Files.writeString(settings, others + store);
    }
  }

  int steward(String... line) {
    return typed("", line);
  }

  int typed(String input, String... line) {
    out.reset();
    err.reset();
    return new Commands(
            home,
            Map.of(),
            clock,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(line));
  }

  String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  String pack(String name) {
    return home.resolve("scripts").resolve(name).toString();
  }

  void changes(String pack, String file, String from, String to) throws IOException {
    Path path = home.resolve("scripts").resolve(pack).resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  static String[] with(String[] line, String... more) {
    return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
  }
}
