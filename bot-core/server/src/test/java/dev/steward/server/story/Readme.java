package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of the README's page for product teams, to be run as they stand. */
public final class Readme {
  private static final Path FILE =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root"))).resolve("README.md");

  private Readme() {}

  /** The code blocks of a language; there are some. */
  public static List<String> blocks(String language) throws Exception {
    String readme = Files.readString(FILE);
    String page = readme.substring(readme.indexOf("pull the results"));
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    List<String> found = new ArrayList<>();
    while (block.find()) {
      found.add(block.group(1));
    }
    assertThat(found).as("blocks of %s", language).isNotEmpty();
    return found;
  }

  /** Runs all shell blocks, with the values that a reader puts in, and returns what they print. */
  public static String shell(Path directory, Map<String, String> values) throws Exception {
    StringBuilder printed = new StringBuilder();
    for (String block : blocks("sh")) {
      String commands =
          block.replaceFirst("(?m)^export .*$", "").replace("curl ", "curl --max-time 20 ");
      printed.append(run(directory, values, "bash", "-euc", commands));
    }
    return printed.toString();
  }

  /** The same of the one Python program. */
  public static String python(Path directory, Map<String, String> values) throws Exception {
    List<String> blocks = blocks("python");
    assertThat(blocks).hasSize(1);
    Path script = Files.writeString(directory.resolve("pull.py"), blocks.getFirst());
    return run(directory, values, "python3", script.toString());
  }

  private static String run(Path directory, Map<String, String> values, String... command)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(values);
    builder.environment().put("PYTHONUTF8", "1");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
