package dev.steward.adapter.template.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of {@code adapters/README.md} are the template's own lines. */
final class GuideTest {
  private static final Path ADAPTERS =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root"))).resolve("adapters");

  private static List<String> examples(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(ADAPTERS.resolve("README.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String template(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(ADAPTERS.resolve("template"))) {
      return files
          .filter(file -> file.toString().endsWith(ending) && !file.toString().contains("target"))
          .map(GuideTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  @Test
  void codeIsTheTemplates() throws IOException {
    String code = template(".java");
    assertThat(examples("java"))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(code).contains(example));
  }

  @Test
  void theBuildFileIsTheTemplates() throws IOException {
    String poms = template("stand-alone.xml");
    assertThat(examples("xml"))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(poms).contains(example));
  }

  @Test
  void settingsAreWhatTheTemplateReads() throws IOException {
    String code = template("TemplateSettings.java");
    String yaml = examples("yaml").getFirst();
    assertThat(Pattern.compile("(?m)^    ([a-z]+):").matcher(yaml).results().toList())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(code).contains("settings.text(\"" + key.group(1) + "\")"));
  }
}
