package dev.steward.engine.script;

import dev.steward.engine.script.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong while a pack is read. One reading, one thread. */
final class Problems {
  /** More than this nobody reads. */
  static final int MOST = 200;

  private final Map<String, Source> sources = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Problem> found = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();
  private boolean more;

  /** Makes a file's lines known, so that problems can show them. */
  void show(Source source) {
    sources.put(source.file(), source);
  }

  Source source(String file) {
    return sources.getOrDefault(file, new Source(file, "", List.of()));
  }

  void error(SourceMark mark, String code, Both what, Both mend) {
    add(mark, Severity.ERROR, code, what, mend);
  }

  void warning(SourceMark mark, String code, Both what, Both mend) {
    add(mark, Severity.WARNING, code, what, mend);
  }

  private void add(SourceMark mark, Severity severity, String code, Both what, Both mend) {
    if (!seen.add(List.of(mark, code, what.en()))) {
      return;
    }
    if (found.size() >= MOST) {
      more = true;
      return;
    }
    String line = source(mark.file()).line(mark.line());
    found.add(new Problem(mark, severity, code, what.zh(), what.en(), mend.zh(), mend.en(), line));
  }

  /** Takes over what another reading found. */
  void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  /**
   * Says that a file's form is broken: then what seems to be missing from it may be there, so
   * nothing is said about absence.
   */
  void breaks(String file) {
    broken.add(file);
  }

  boolean isBroken(String file) {
    return broken.contains(file);
  }

  boolean hasErrorOn(String file, int line) {
    return found.stream()
        .anyMatch(p -> p.isError() && p.mark().file().equals(file) && p.mark().line() == line);
  }

  long errors() {
    return found.stream().filter(Problem::isError).count();
  }

  boolean hasErrors() {
    return found.stream().anyMatch(Problem::isError);
  }

  /** The place of a character inside a value. */
  SourceMark within(YamlNode.Text text, int offset) {
    return source(text.mark().file()).within(text, offset);
  }

  /** All that was found, by file, line and column. */
  List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparing((Problem p) -> p.mark().file())
            .thenComparingInt(p -> p.mark().line())
            .thenComparingInt(p -> p.mark().column()));
    if (more) {
      all.add(
          new Problem(
              all.getLast().mark(),
              Severity.ERROR,
              "too-many-problems",
              "问题太多，只列出前 " + MOST + " 个",
              "too many problems: only the first " + MOST + " are listed",
              "先改好这些，再检查一次",
              "mend these, then check again",
              ""));
    }
    return List.copyOf(all);
  }
}
