package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Language;
import dev.steward.server.html.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextsTest {
  private static final Pattern IN_TEMPLATE = Pattern.compile("\\{\\{\\{?t\\.([a-z0-9-]+)");
  private static final Pattern IN_JAVA = Pattern.compile("\\bsay\\(\\s*\"([a-z0-9-]*[a-z0-9])\"");

  private final Texts zh = Texts.load(Console.class, Language.ZH);
  private final Texts en = Texts.load(Console.class, Language.EN);

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(zh.keys()).isEqualTo(en.keys());
    for (String key : zh.keys()) {
      assertThat(zh.say(key)).as(key).isNotBlank();
      assertThat(en.say(key)).as(key).isNotBlank();
      assertThat(places(zh.say(key))).as(key).isEqualTo(places(en.say(key)));
    }
  }

  /** Of two, the later one is taken, whichever was meant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "console/texts.zh.properties",
        "console/texts.en.properties",
        "member/texts.zh.properties",
        "member/texts.en.properties"
      })
  void noKeyStandsTwice(String file) throws IOException {
    List<String> keys =
        Files.readAllLines(Path.of("src/main/resources/dev/steward/server", file)).stream()
            .filter(line -> line.matches("[a-z0-9].*=.*"))
            .map(line -> line.substring(0, line.indexOf('=')).strip())
            .toList();
    assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher place = Pattern.compile("\\{\\d}").matcher(text);
    while (place.find()) {
      places.add(place.group());
    }
    return places;
  }

  @Test
  void everyKeyInUseIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    collect(Path.of("src/main/resources/dev/steward/server/console/pages"), IN_TEMPLATE, used);
    collect(Path.of("src/main/java/dev/steward/server/console"), IN_JAVA, used);
    assertThat(used).hasSizeGreaterThan(150);
    assertThat(zh.keys()).containsAll(used);
  }

  private static void collect(Path folder, Pattern pattern, Set<String> into) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher key = pattern.matcher(Files.readString(file));
        while (key.find()) {
          into.add(key.group(1));
        }
      }
    }
  }

  @Test
  void templatesNeverLeaveOutEscaping() throws IOException {
    try (Stream<Path> files =
        Files.walk(Path.of("src/main/resources/dev/steward/server/console/pages"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain("{{{", "{{&", " style=", "onclick");
      }
    }
  }
}
