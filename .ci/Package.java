import java.io.IOException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the folder and the zip that people install, unless nothing has changed since. Run by Maven in `package`, from
 * bot-core/server, with ROOT FOLDER TIME CLASSPATH; the zip is FOLDER.zip.
 *
 * <p>The first entry of CLASSPATH is the server's classes; its jar stands beside them.
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
          "-Xmx224m",
          "-XX:TrimNativeHeapInterval=5000",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public static void main(String[] args) throws Exception {
    make(Path.of(args[0]), Path.of(args[1]), Instant.parse(args[2]), args[3]);
  }

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
    Started.delete(folder);
    for (String made : List.of("bin", "lib", "adapters")) {
      Files.createDirectories(folder.resolve(made));
    }
    copy(root.resolve("config"), folder.resolve("config"));
    copy(root.resolve("scripts"), folder.resolve("scripts"));
    Files.copy(root.resolve("LICENSE"), folder.resolve("LICENSE"));
    // Its pictures stay with the sources.
    Files.writeString(
        folder.resolve("README.md"),
        Files.readString(root.resolve("README.md")).replaceAll("(?m)^<img.*\\R\\R?", ""));
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
    for (String part : List.of(".ci/Package.java", ".ci/Started.java", "LICENSE", "README.md", "config", "scripts")) {
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
      strip(Files.copy(jar, lib.resolve(jar.getFileName())));
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

  /**
   * Takes out what only a debugger of native code reads: in ONNX Runtime's jar that is three times as large as all the
   * rest. The libraries for every system, the licences and the notices stay as they are.
   */
  private static void strip(Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> all = Files.walk(inside.getPath("/"))) {
      for (Path file : all.filter(Package::isForDebuggers).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isForDebuggers(Path file) {
    String name = file.toString();
    return name.endsWith(".pdb") || name.contains(".dSYM");
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
        setlocal EnableExtensions DisableDelayedExpansion
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
      server.stop(Started.PATIENCE);
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
}
