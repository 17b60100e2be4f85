import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fails the build when a Surefire report of the given folder counts a skipped test. */
final class NoSkippedTests {
  public static void main(String[] args) throws Exception {
    Path reports = Path.of(args[0]);
    if (!Files.isDirectory(reports)) {
      return;
    }
    Pattern skipped = Pattern.compile("<testsuite [^>]*?skipped=\"([0-9]+)\"", Pattern.DOTALL);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
        Matcher suite = skipped.matcher(Files.readString(file));
        if (suite.find() && !suite.group(1).equals("0")) {
          found.add(file.getFileName() + ": " + suite.group(1) + " skipped");
        }
      }
    }
    if (!found.isEmpty()) {
      found.forEach(System.err::println);
      System.err.println("A skipped test proves nothing: make it run, or delete it.");
      System.exit(1);
    }
  }
}
