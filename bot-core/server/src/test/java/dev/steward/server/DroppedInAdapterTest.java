package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.template.FakeServer;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.script.Problem;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import dev.steward.server.platforms.Adapters;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The template's jar, built here and dropped into an installation, is a platform like others. */
@Timeout(120)
final class DroppedInAdapterTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Path TEMPLATE = ROOT.resolve("adapters/template");
  private static final Path MAIN = TEMPLATE.resolve("src/main");
  private static final Path POM = TEMPLATE.resolve("stand-alone.xml");
  private static final GroupId GROUP = new GroupId("template", "lobby");

  @TempDir Path home = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** What javac says where it fails; empty where it does not. */
  private static String compile(Path into, Collection<Path> classPath, List<Path> sources)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("-proc:none", "--release", "25", "-d"));
    command.add(Files.createDirectories(into).toString());
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    sources.forEach(source -> command.add(source.toString()));
    ByteArrayOutputStream says = new ByteArrayOutputStream();
    JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    return javac.run(null, null, says, command.toArray(String[]::new)) == 0
        ? ""
        : says.toString(StandardCharsets.UTF_8);
  }

  /** As a developer outside this tree would: with what the POM there declares, and no more. */
  private Path classes() throws IOException {
    Path classes = home.resolve("classes");
    Collection<Path> classPath = StandAlone.classPath(POM, Set.of("provided")).values();
    assertThat(compile(classes, classPath, files(MAIN.resolve("java")))).isEmpty();
    return classes;
  }

  /** Puts the classes and the service's line into a jar. */
  private void dropIn() throws IOException {
    Path classes = classes();
    Path jar = Files.createDirectories(home.resolve("adapters")).resolve("template.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path folder : List.of(classes, MAIN.resolve("resources"))) {
        for (Path file : files(folder)) {
          out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
        }
      }
    }
  }

  @Test
  void aNewcomersTestsCompileWithWhatTheirPomDeclares() throws IOException {
    List<Path> classPath = new ArrayList<>(List.of(classes()));
    classPath.addAll(StandAlone.classPath(POM, Set.of("provided", "test")).values());
    List<Path> tests =
        files(TEMPLATE.resolve("src/test/java")).stream()
            .filter(file -> !TEMPLATE.relativize(file).toString().contains("guide"))
            .toList();
    assertThat(compile(home.resolve("tests"), classPath, tests)).isEmpty();
  }

  @Test
  void whatOnlyStewardHasIsNothingForANewcomersBuild() throws IOException {
    Path guava =
        Files.writeString(
            home.resolve("Guava.java"),
            "class Guava { com.google.common.collect.ImmutableList<String> none; }");
    Collection<Path> all = StandAlone.classPath(POM, Set.of("provided", "test")).values();
    assertThat(compile(home.resolve("guava"), all, List.of(guava)))
        .contains("package com.google.common.collect does not exist");
  }

  /** What the template needs in this tree comes along with what it asks for outside. */
  @Test
  void thePomOutsideTheTreeDeclaresTheSameModules() {
    List<StandAlone.Declared> here = StandAlone.declared(TEMPLATE.resolve("pom.xml"));
    List<StandAlone.Declared> outside = StandAlone.declared(POM);
    assertThat(outside)
        .extracting(StandAlone.Declared::name)
        .containsExactlyInAnyOrderElementsOf(
            here.stream()
                .filter(StandAlone.Declared::isStewards)
                .map(StandAlone.Declared::name)
                .toList());
    assertThat(outside).extracting(StandAlone.Declared::version).containsOnly("${steward.version}");
    assertThat(StandAlone.property(POM, "steward.version"))
        .isEqualTo(StandAlone.version(ROOT.resolve("pom.xml")));
    assertThat(StandAlone.property(POM, "maven.compiler.release"))
        .isEqualTo(StandAlone.property(ROOT.resolve("pom.xml"), "maven.compiler.release"));
    assertThat(StandAlone.classPath(POM, Set.of("provided")).keySet())
        .containsAll(
            here.stream()
                .filter(StandAlone.Declared::comesAlong)
                .map(StandAlone.Declared::name)
                .toList());
  }

  private Steward start(FakeServer server) throws Exception {
    for (Path file : files(ROOT.resolve("scripts/skincare"))) {
      Path copy = home.resolve(ROOT.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Path settings =
        Files.writeString(
            home.resolve("steward.yaml"),
            """
            port: 0
            packs: [scripts/skincare]
            adapters:
              template: {address: '127.0.0.1:%d', token: %s}
            faq: {vectors: 'off'}
            """
                .formatted(server.port(), server.token()));
    Config config = ConfigReader.read(settings, home, Map.of());
    return Steward.start(
        config,
        InstantSource.system(),
        home,
        config.packs(),
        false,
        new Steward.Told() {
          @Override
          public void problems(List<Problem> found) {}

          @Override
          public void line(String zh, String en) {}
        });
  }

  private String health(Steward steward) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(steward.url() + "/health")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void ask(Steward steward, String name, Map<String, String> arguments) {
    steward
        .engine()
        .command(
            new Event.StaffCommand(
                name, Key.group(GROUP), "owner", name, arguments, InstantSource.system().instant()))
        .toCompletableFuture()
        .join();
  }

  @Test
  void isNamedInHealthAndTalks() throws Exception {
    dropIn();
    assertThat(Adapters.find(home.resolve("adapters")).byPlatform()).containsKey("template");
    try (FakeServer server = new FakeServer(InstantSource.system())) {
      server.group(GROUP.id(), "大厅", true);
      try (Steward steward = start(server)) {
        await(
            "health names the platform, connected",
            () -> {
              String health = health(steward);
              return health.contains("\"template\"") && health.contains("\"connected\"");
            });
        await("the group is known", () -> known(steward));
        ask(steward, "bind", Map.of("pack", "skincare"));
        ask(steward, "go-live", Map.of());
        String ming = server.member(GROUP.id(), "小明");
        server.post(GROUP.id(), ming, "群规");
        await(
            "the rules are told in the group",
            () ->
                server.seen(GROUP.id()).stream()
                    .anyMatch(m -> m.who().equals("steward") && m.text().contains("1.")));
      }
    }
  }

  /** A whole server starts here, on a machine that may have other things to do. */
  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean known(Steward steward) {
    return steward
        .engine()
        .write(
            Key.BRAND,
            context ->
                context
                        .sql()
                        .first(
                            "SELECT count(*) FROM chat_group WHERE group_id = ?",
                            row -> row.number(1),
                            GROUP)
                        .orElse(0L)
                    > 0)
        .toCompletableFuture()
        .join();
  }
}
