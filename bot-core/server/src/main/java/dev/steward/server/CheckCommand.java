package dev.steward.server;

import dev.steward.engine.faq.SensitiveCheck;
import dev.steward.engine.rules.ComplaintCheck;
import dev.steward.engine.rules.OwnTextCheck;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.BindingDifferences;
import dev.steward.engine.script.BindingsReader;
import dev.steward.engine.script.BindingsReading;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code steward check}: packs, and the groups file beside them. */
final class CheckCommand {
  private final Arguments arguments;
  private final Language language;
  private final PrintStream out;
  private final ProblemPrinter printer;

  CheckCommand(Arguments arguments, Language language, PrintStream out) {
    this.arguments = arguments;
    this.language = language;
    this.out = out;
    printer = new ProblemPrinter(language);
  }

  /** Reads what the command line names, tells what is wrong, and returns the exit status. */
  int run() throws Arguments.UsageException, IOException {
    if (arguments.rest().isEmpty()) {
      throw new Arguments.UsageException("check 后面写脚本包的文件夹", "check needs the folder of a pack");
    }
    List<Problem> all = new ArrayList<>();
    for (String folder : arguments.rest()) {
      Path path = Path.of(folder);
      PackReading reading = PackReader.read(PackFiles.fromFolder(path));
      List<Problem> problems = new ArrayList<>(reading.problems());
      if (reading.pack() != null) {
        problems.addAll(ComplaintCheck.of(reading.pack()));
        problems.addAll(OwnTextCheck.of(reading.pack()));
        problems.addAll(SensitiveCheck.of(reading.pack()));
      }
      all.addAll(problems);
      if (!arguments.flag("--json")) {
        if (problems.isEmpty()) {
          out.println(folder + language.pick("：没有问题", ": nothing is wrong"));
        } else {
          out.println(printer.print(problems));
        }
        int tests = reading.conversations().size();
        if (tests > 0 && reading.pack() != null) {
          out.println(
              language.pick(
                  "tests/ 里有 " + tests + " 段对话：用 steward rehearse " + folder + " 演一遍",
                  tests
                      + (tests == 1 ? " conversation" : " conversations")
                      + " in tests/: play them with steward rehearse "
                      + folder));
        }
      }
      if (reading.pack() != null) {
        all.addAll(bindings(path, reading.pack()));
      }
    }
    if (arguments.flag("--json")) {
      out.println(Json.write(all));
    }
    return all.stream().anyMatch(Problem::isError) ? Commands.FOUND : Commands.DONE;
  }

  /**
   * A groups file beside the packs is checked against all of them, and what its differences change
   * is told.
   */
  private List<Problem> bindings(Path folder, Pack pack) throws IOException {
    Path beside = folder.toAbsolutePath().normalize().resolveSibling("groups.yaml");
    Path file = Files.exists(beside) ? beside : beside.resolveSibling("groups.xlsx");
    if (!Files.exists(file)) {
      return List.of();
    }
    BindingsReading reading =
        BindingsReader.read(
            file.getFileName().toString(), Files.readAllBytes(file), packsBeside(file, pack));
    if (!arguments.flag("--json")) {
      if (!reading.problems().isEmpty()) {
        out.println(printer.print(reading.problems()));
      }
      for (Binding binding : reading.bindings()) {
        if (binding.pack().equals(pack.name())) {
          String who =
              binding.label().isEmpty() ? String.valueOf(binding.group()) : binding.label();
          BindingDifferences.sentences(pack, binding, language)
              .forEach(sentence -> out.println(who + language.pick("：", ": ") + sentence));
        }
      }
    }
    return reading.problems();
  }

  private static Map<String, Pack> packsBeside(Path file, Pack pack) throws IOException {
    Map<String, Pack> packs = new TreeMap<>();
    try (Stream<Path> folders = Files.list(file.resolveSibling("."))) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve("pack.yaml"))).toList()) {
        Pack beside = PackReader.read(PackFiles.fromFolder(folder.normalize())).pack();
        if (beside != null) {
          packs.put(beside.name(), beside);
        }
      }
    }
    packs.put(pack.name(), pack);
    return packs;
  }
}
