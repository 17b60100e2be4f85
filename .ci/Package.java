import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the folder and the zip that people install, and tries them. Run by Maven, from bot-core/server:
 *
 * <pre>
 * make    ROOT FOLDER TIME CLASSPATH   in `package`: FOLDER and FOLDER.zip, unless nothing has changed since
 * check   FOLDER                       in `verify`: starts it and uses it as a person would; fails when it does not work
 * measure FOLDER ROUNDS                by hand: start and memory, with and without the AOT cache
 * </pre>
 *
 * The first entry of CLASSPATH is the server's classes; its jar stands beside them.
 */
final class Package {
  /** All of Java SE, since an adapter that is dropped into adapters/ may want any of it, and what our jars use beyond. */
  private static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.charsets",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.localedata",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /**
   * How the server's JVM is set. The serial collector has the smallest idle process and starts first; a group's state
   * is small, so that its pauses are short. Protobuf asks for Unsafe and SQLite and Netty for native code: allowed, so
   * that nothing is printed about it.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xms32m",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "make" -> make(Path.of(args[1]), Path.of(args[2]), Instant.parse(args[3]), args[4]);
      case "check" -> check(Path.of(args[1]));
      case "measure" -> measure(Path.of(args[1]), Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0] + " (expected: make, check or measure)");
    }
  }

  // ---- make

  private static void make(Path root, Path folder, Instant time, String classPath) throws Exception {
    List<Path> jars = jars(folder, classPath);
    Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
    Path stamp = folder.resolveSibling("package.stamp");
    String inputs = inputs(root, jars);
    if (Files.exists(zip) && Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      System.out.println("package: nothing has changed, " + folder.getFileName() + " stays");
      return;
    }
    Files.deleteIfExists(stamp);
    delete(folder);
    for (String made : List.of("bin", "lib", "adapters")) {
      Files.createDirectories(folder.resolve(made));
    }
    copy(root.resolve("config"), folder.resolve("config"));
    copy(root.resolve("scripts"), folder.resolve("scripts"));
    for (String file : List.of("LICENSE", "README.md")) {
      Files.copy(root.resolve(file), folder.resolve(file));
    }
    Files.writeString(
        folder.resolve("adapters/README.txt"),
        "把聊天平台的接入程序（jar 文件）放在这里，重新启动后生效。 / "
            + "Put the jar of a chat platform's adapter here; it is there after a restart.\n");
    lib(folder.resolve("lib"), jars);
    runtime(folder.resolve("runtime"));
    write(folder.resolve("bin/steward"), unixScript());
    write(folder.resolve("bin/steward.bat"), windowsScript().replace("\n", "\r\n"));
    permissions(folder);
    // Times to the second, the same in folder and zip: the AOT cache is refused when a jar's time differs.
    times(folder, time);
    train(folder);
    times(folder, time);
    zip(folder, zip, time);
    Files.writeString(stamp, inputs);
    System.out.printf(
        "package: %s, %d MB, zip %d MB%n", folder.getFileName(), size(folder) >> 20, Files.size(zip) >> 20);
  }

  /** The jars in the order of the class path, the server's own first. */
  private static List<Path> jars(Path folder, String classPath) {
    Set<Path> jars = new LinkedHashSet<>();
    jars.add(folder.resolveSibling(folder.getFileName().toString().replaceFirst("^steward-", "steward-server-") + ".jar"));
    for (String entry : classPath.split(Pattern.quote(System.getProperty("path.separator")))) {
      if (entry.endsWith(".jar")) {
        jars.add(Path.of(entry));
      }
    }
    Set<String> names = new TreeSet<>();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException(jar + " is missing (expected: made in the phase `package`)");
      }
      if (!names.add(jar.getFileName().toString())) {
        throw new IllegalStateException(jar.getFileName() + " stands twice on the class path");
      }
    }
    return List.copyOf(jars);
  }

  /** A digest of everything that goes into the package. */
  private static String inputs(Path root, List<Path> jars) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> files = new ArrayList<>(jars);
    for (String part : List.of(".ci/Package.java", "LICENSE", "README.md", "config", "scripts")) {
      try (Stream<Path> all = Files.walk(root.resolve(part))) {
        all.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    for (Path file : files) {
      digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The jars, and steward.jar whose manifest lists them: a short command line, and nothing else is on the class path. */
  private static void lib(Path lib, List<Path> jars) throws IOException {
    for (Path jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "dev.steward.server.Main");
    main.put(
        Attributes.Name.CLASS_PATH,
        jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(" ")));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve("steward.jar")), manifest)) {
      jar.finish();
    }
  }

  private static void runtime(Path runtime) throws Exception {
    output(
        List.of(
            tool("jlink"),
            "--add-modules",
            String.join(",", MODULES),
            "--include-locales",
            "en,zh",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6",
            "--output",
            runtime.toString()));
  }

  private static String unixScript() {
    return """
        #!/bin/sh
        # 群管家 / Steward. Options for its Java runtime: STEWARD_JAVA_OPTS, such as -Xmx1g.
        self=$0
        while [ -h "$self" ]; do
          link=$(readlink "$self")
          case $link in
            /*) self=$link ;;
            *) self=$(dirname "$self")/$link ;;
          esac
        done
        home=$(cd "$(dirname "$self")/.." && pwd -P) || exit 3
        # Names of files may be Chinese, whatever the machine's locale is.
        case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
          *[Uu][Tt][Ff]*) ;;
          *) LC_ALL=C.UTF-8; export LC_ALL ;;
        esac
        # The AOT cache makes the start faster. Java leaves it out by itself where it does not fit: when the folder was
        # copied without its files' times (cp -a keeps them), or with another collector in STEWARD_JAVA_OPTS.
        aot=
        if [ -z "${STEWARD_NO_AOT:-}" ] && [ -f "$home/lib/steward.aot" ]; then
          aot=$home/lib/steward.aot
        fi
        # Few arenas: what the C library holds back for each thread would be most of an idle server's growth.
        MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}; export MALLOC_ARENA_MAX
        # shellcheck disable=SC2086
        exec "$home/runtime/bin/java" ${aot:+"-XX:AOTCache=$aot"} -Xlog:disable -Xlog:all=error:stderr \\
          OPTIONS \\
          -Dfile.encoding=UTF-8 "-Dsteward.home=$home" ${STEWARD_JAVA_OPTS:-} -jar "$home/lib/steward.jar" "$@"
        """
        .replace("OPTIONS", String.join(" ", OPTIONS));
  }

  private static String windowsScript() {
    return """
        @echo off
        rem Steward. Options for its Java runtime: STEWARD_JAVA_OPTS, such as -Xmx1g.
        setlocal
        chcp 65001 >nul
        for %%I in ("%~dp0..") do set "STEWARD_HOME=%%~fI"
        rem A package that was made on another system has no runtime for this one: then a Java 25 of the machine.
        set "STEWARD_JAVA=%STEWARD_HOME%\\runtime\\bin\\java.exe"
        set "STEWARD_AOT="
        if exist "%STEWARD_JAVA%" (
          if exist "%STEWARD_HOME%\\lib\\steward.aot" set STEWARD_AOT="-XX:AOTCache=%STEWARD_HOME%\\lib\\steward.aot"
        ) else (
          set "STEWARD_JAVA=java"
          if defined JAVA_HOME set "STEWARD_JAVA=%JAVA_HOME%\\bin\\java.exe"
        )
        if defined STEWARD_NO_AOT set "STEWARD_AOT="
        "%STEWARD_JAVA%" %STEWARD_AOT% -Xlog:disable -Xlog:all=error:stderr OPTIONS -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Dsteward.home=%STEWARD_HOME%" %STEWARD_JAVA_OPTS% -jar "%STEWARD_HOME%\\lib\\steward.jar" %*
        exit /b %ERRORLEVEL%
        """
        .replace("OPTIONS", String.join(" ", OPTIONS));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    file.toFile().setExecutable(true, false);
  }

  /** Runs the server once on a free port, with a data folder that is thrown away, for its AOT cache. */
  private static void train(Path folder) throws Exception {
    Path cache = folder.resolve("lib/steward.aot");
    String why = "the cache was not written";
    try (Started server = Started.start(folder, Map.of("STEWARD_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache))) {
      server.awaitHealth();
      for (String page : List.of("/console/", "/", "/metrics")) {
        server.get(page);
      }
      server.stop(PATIENCE);
    } catch (Exception e) {
      why = String.valueOf(e.getMessage());
    }
    Files.deleteIfExists(cache.resolveSibling("steward.aot.config"));
    if (!Files.exists(cache)) {
      System.err.println("WARNING: package: no AOT cache, so the start is slower: " + why);
    }
  }

  private static void zip(Path folder, Path zip, Instant time) throws IOException {
    Files.deleteIfExists(zip);
    try (FileSystem archive =
            FileSystems.newFileSystem(zip, Map.of("create", "true", "enablePosixFileAttributes", "true"));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        Path entry = archive.getPath(folder.getParent().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(entry);
        } else {
          Files.copy(file, entry);
        }
        Files.setPosixFilePermissions(entry, mode(file));
        Files.setLastModifiedTime(entry, FileTime.from(time));
      }
    }
  }

  private static Set<PosixFilePermission> mode(Path file) {
    boolean run = Files.isDirectory(file) || Files.isExecutable(file);
    return PosixFilePermissions.fromString(run ? "rwxr-xr-x" : "rw-r--r--");
  }

  private static void permissions(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.getFileSystem().supportedFileAttributeViews().contains("posix")).toList()) {
        Files.setPosixFilePermissions(file, mode(file));
      }
    }
  }

  private static void times(Path folder, Instant time) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(FileTime.from(time), null, null);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String output(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.getFirst() + ": " + output);
    }
    return output;
  }

  // ---- check

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
      delete(place);
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

  // ---- measure

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

  private static long median(List<Round> rounds, java.util.function.ToLongFunction<Round> figure) {
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
      return new Round(start, server.residentMegabytes(), server.stop(PATIENCE));
    }
  }

  /** A server that runs, with a data folder of its own. */
  private static final class Started implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
    private final Path scratch;
    private final Process process;
    private final long since;
    private String url = "";

    /** A bare client: what it costs to start one should not be counted as the server's. */
    private final HttpClient client = HttpClient.newHttpClient();

    private Started(Path scratch, Process process, long since) {
      this.scratch = scratch;
      this.process = process;
      this.since = since;
    }

    static Started start(Path folder, Map<String, String> environment) throws IOException {
      Path scratch = Files.createTempDirectory("steward-data-");
      ProcessBuilder builder =
          new ProcessBuilder(
              folder.resolve("bin/steward").toString(),
              "run",
              "--port",
              "0",
              "--data",
              scratch.resolve("data").toString());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(scratch.resolve("output").toFile());
      long since = System.nanoTime();
      return new Started(scratch, builder.start(), since);
    }

    /** Waits for the first 200 of /health, and returns how long it took since the start. */
    Duration awaitHealth() throws Exception {
      Path told = scratch.resolve("data/server.json");
      while (process.isAlive() && System.nanoTime() - since < PATIENCE.toNanos()) {
        if (Files.exists(told)) {
          Matcher matcher = URL.matcher(Files.readString(told));
          if (matcher.find()) {
            url = matcher.group(1);
            if (get("/health") == 200) {
              return Duration.ofNanos(System.nanoTime() - since);
            }
          }
        }
        Thread.sleep(5);
      }
      throw new IllegalStateException("no answer from the server:\n" + Files.readString(scratch.resolve("output")));
    }

    int get(String page) throws Exception {
      try {
        return client
            .send(HttpRequest.newBuilder(URI.create(url + page)).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode();
      } catch (java.net.ConnectException e) {
        return 0;
      }
    }

    long residentMegabytes() throws IOException {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      if (!Files.exists(status)) {
        return 0;
      }
      Optional<String> line = Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:")).findFirst();
      return line.map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).orElse(0L);
    }

    /** SIGTERM; returns how long the process took to end. */
    Duration stop(Duration atMost) throws Exception {
      long asked = System.nanoTime();
      process.destroy();
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the server did not stop:\n" + Files.readString(scratch.resolve("output")));
      }
      return Duration.ofNanos(System.nanoTime() - asked);
    }

    @Override
    public void close() throws IOException {
      client.close();
      process.destroyForcibly();
      delete(scratch);
    }
  }
}
