package dev.steward.server;

import dev.steward.engine.script.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A command line, taken apart: the command, its options, and what stands without an option. */
record Arguments(String command, Map<String, List<String>> options, List<String> rest) {
  /** Options that take a value, by command. */
  private static final Map<String, Set<String>> VALUES =
      Map.ofEntries(
          Map.entry("run", Set.of("--config", "--data", "--port", "--pack")),
          Map.entry("check", Set.of()),
          Map.entry("faq", Set.of("--kb", "--queries", "--at")),
          Map.entry(
              "rehearse",
              Set.of(
                  "--config",
                  "--conversation",
                  "--from",
                  "--days",
                  "--groups",
                  "--newcomers",
                  "--check-ins")),
          Map.entry(
              "backtest", Set.of("--config", "--data", "--days", "--from", "--to", "--group")),
          Map.entry("publish", Set.of("--config", "--data")),
          Map.entry("backup", Set.of("--config", "--data")),
          Map.entry("restore", Set.of("--config", "--data")),
          Map.entry("transfer", Set.of("--config", "--data", "--to")),
          Map.entry("member", Set.of("--config", "--data")),
          Map.entry("prices", Set.of("--expressions")),
          Map.entry("rules", Set.of("--pack", "--messages", "--train", "--file")),
          Map.entry("token", Set.of("--config", "--data", "--scope", "--days")),
          Map.entry("polls", Set.of("--config", "--data", "--form", "--format", "--out")),
          Map.entry(
              "complaints",
              Set.of(
                  "--config",
                  "--data",
                  "--csv",
                  "--xlsx",
                  "--messages",
                  "--threads",
                  "--pricebook")),
          Map.entry("version", Set.of()),
          Map.entry("help", Set.of()));

  private static final Map<String, Set<String>> FLAGS =
      Map.ofEntries(
          Map.entry("run", Set.of("--watch")),
          Map.entry("check", Set.of("--json")),
          Map.entry("faq", Set.of("--json", "--words")),
          Map.entry("rehearse", Set.of("--json", "--update", "--words")),
          Map.entry("backtest", Set.of("--json")),
          Map.entry("publish", Set.of("--json")),
          Map.entry("backup", Set.of()),
          Map.entry("restore", Set.of()),
          Map.entry("transfer", Set.of("--json")),
          Map.entry("member", Set.of("--json")),
          Map.entry("prices", Set.of("--json")),
          Map.entry("rules", Set.of("--json", "--gold")),
          Map.entry("token", Set.of("--json")),
          Map.entry("polls", Set.of()),
          Map.entry("complaints", Set.of("--json")),
          Map.entry("version", Set.of()),
          Map.entry("help", Set.of()));

  /** The command line is wrong: in both languages, with what was probably meant. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    final String zh;
    final String en;

    UsageException(String zh, String en) {
      super(en);
      this.zh = zh;
      this.en = en;
    }
  }

  static Arguments read(List<String> line) throws UsageException {
    if (line.isEmpty()) {
      return new Arguments("help", Map.of(), List.of());
    }
    String command = line.getFirst();
    Set<String> values = VALUES.get(command);
    if (values == null) {
      throw unknown(command, VALUES.keySet(), "没有这个命令", "no such command");
    }
    Set<String> flags = new TreeSet<>(FLAGS.getOrDefault(command, Set.of()));
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    for (int i = 1; i < line.size(); i++) {
      String word = line.get(i);
      if (word.equals("--lang") || values.contains(word)) {
        if (++i == line.size()) {
          throw new UsageException(word + " 后面要有一个值", word + " needs a value after it");
        }
        options.computeIfAbsent(word, _ -> new ArrayList<>()).add(line.get(i));
      } else if (flags.contains(word)) {
        options.put(word, List.of());
      } else if (word.startsWith("--")) {
        Set<String> known = new TreeSet<>(values);
        known.addAll(flags);
        known.add("--lang");
        throw unknown(word, known, "没有这个选项", "no such option");
      } else {
        rest.add(word);
      }
    }
    return new Arguments(command, options, rest);
  }

  private static UsageException unknown(String word, Set<String> known, String zh, String en) {
    String near = Nearest.of(word, known).orElse(null);
    String all = String.join(" ", new TreeSet<>(known));
    return new UsageException(
        word + "：" + zh + (near == null ? "。可用：" + all : "。是不是想写 " + near + "？"),
        word + ": " + en + (near == null ? ". There are: " + all : ". Did you mean " + near + "?"));
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name)).map(List::getLast);
  }

  List<String> all(String name) {
    return options.getOrDefault(name, List.of());
  }

  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** What stands at a place without an option; says what is missing when nothing does. */
  String need(int place, String zh, String en) throws UsageException {
    if (rest.size() <= place) {
      throw new UsageException(zh, en);
    }
    return rest.get(place);
  }
}
