import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or mends the format of every Java source of the tree with google-java-format. Run by Maven: {@code check} in
 * {@code mvn verify}, {@code mend} by {@code mvn -N process-test-classes exec:exec@format}.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean mend = args.length > 0 && args[0].equals("mend");
    Formatter formatter = new Formatter();
    List<Path> wrong = new ArrayList<>();
    for (String top : List.of("bot-core", "adapters")) {
      try (Stream<Path> files = Files.walk(Path.of(top))) {
        for (Path file :
            files.filter(f -> f.toString().endsWith(".java") && !f.toString().contains("target")).toList()) {
          String before = Files.readString(file);
          String after =
              formatter.formatSource(
                  ImportOrderer.reorderImports(
                      RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.GOOGLE));
          if (!after.equals(before)) {
            wrong.add(file);
            if (mend) {
              Files.writeString(file, after);
            }
          }
        }
      }
    }
    wrong.forEach(file -> System.err.println((mend ? "formatted: " : "not formatted: ") + file));
    if (!mend && !wrong.isEmpty()) {
      System.err.println("Mend with: mvn -N process-test-classes exec:exec@format");
      System.exit(1);
    }
  }
}
