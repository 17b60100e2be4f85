import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Checks or mends the format of every Java source of the tree with google-java-format. Run by
 * Maven: {@code check} in {@code mvn verify}, {@code mend} by {@code mvn -N process-test-classes
 * exec:exec@format}.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean mend = args.length > 0 && args[0].equals("mend");
    Map<Path, Future<Boolean>> all = new LinkedHashMap<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Path file : sources()) {
        all.put(file, workers.submit(() -> wrong(file, mend)));
      }
    }
    List<Path> wrong = new ArrayList<>();
    for (Map.Entry<Path, Future<Boolean>> file : all.entrySet()) {
      if (file.getValue().get()) {
        wrong.add(file.getKey());
      }
    }
    wrong.forEach(file -> System.err.println((mend ? "formatted: " : "not formatted: ") + file));
    if (!mend && !wrong.isEmpty()) {
      System.err.println("Mend with: mvn -N process-test-classes exec:exec@format");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String top : List.of("bot-core", "adapters")) {
      try (Stream<Path> files = Files.walk(Path.of(top))) {
        files
            .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("target"))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  /** Whether a file was not as it should be; mends it when that is asked. */
  private static boolean wrong(Path file, boolean mend) throws Exception {
    String before = Files.readString(file);
    String after =
        new Formatter()
            .formatSource(
                ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before),
                    JavaFormatterOptions.Style.GOOGLE));
    if (after.equals(before)) {
      return false;
    }
    if (mend) {
      Files.writeString(file, after);
    }
    return true;
  }
}
