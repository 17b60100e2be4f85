package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What managers copy from must work: everything under scripts/, and every example of its guide. */
class ScriptsTest {
  private static final Path SCRIPTS = Path.of(System.getProperty("steward.root"), "scripts");
  private static final String FINE = "0 errors, 0 warnings\n";

  /** Examples say which file they are: {@code yaml rules.yaml}. */
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```(?:yaml|text)([^\\n]*)\\n(.*?)^```$");

  private static List<Path> folders() throws IOException {
    try (Stream<Path> list = Files.list(SCRIPTS)) {
      return list.filter(folder -> Files.exists(folder.resolve("pack.yaml"))).sorted().toList();
    }
  }

  private static Map<String, Pack> packs() throws IOException {
    Map<String, Pack> packs = new HashMap<>();
    for (Path folder : folders()) {
      Pack pack = Objects.requireNonNull(PackReader.read(folder).pack(), folder.toString());
      packs.put(pack.name(), pack);
    }
    return packs;
  }

  private static String printed(List<Problem> problems) {
    return new ProblemPrinter(Language.EN).print(problems);
  }

  @Test
  void everyPackHasNoProblemAtAll() throws IOException {
    assertThat(folders()).hasSizeGreaterThanOrEqualTo(2);
    for (Path folder : folders()) {
      assertThat(printed(PackReader.read(folder).problems())).as("%s", folder).isEqualTo(FINE);
    }
  }

  @Test
  void theGroupsFitThePacks() throws IOException {
    byte[] bytes = Files.readAllBytes(SCRIPTS.resolve("groups.yaml"));
    BindingsReading reading = BindingsReader.read("groups.yaml", bytes, packs());
    assertThat(printed(reading.problems())).isEqualTo(FINE);
    assertThat(reading.bindings()).hasSize(3);
  }

  @Test
  void theMotherAndBabyPackSaysWhatItPromises() throws IOException {
    Pack pack = Objects.requireNonNull(packs().get("mother-and-baby"));
    assertThat(pack.clauses()).hasSize(9);
    Ladder ladder = Objects.requireNonNull(pack.rules().ladders().get("default"));
    assertThat(Wording.ZH.steps(ladder)).isEqualTo("警告、警告、禁言 10分钟、禁言 1天、移出");
    assertThat(Objects.requireNonNull(pack.welcome()).acknowledge()).isEqualTo("我知道了");
    CheckIn checkIn = Objects.requireNonNull(pack.checkIn());
    assertThat(checkIn.words()).containsExactly("签到", "打卡");
    assertThat(pack.rules().repeatable()).contains("签到");
    for (Rule rule : pack.rules().rules()) {
      if (rule.notice() != null) {
        assertThat(rule.notice()).contains("{{name}}");
      }
    }
  }

  @Test
  void everyExampleOfTheGuideLoadsAndEveryKeyHasOne() throws IOException {
    String guide = Files.readString(SCRIPTS.resolve("README.md"));
    Set<String> keys = new HashSet<>();
    int count = 0;
    Matcher example = EXAMPLE.matcher(guide);
    while (example.find()) {
      String file = example.group(1).strip();
      String text = example.group(2);
      assertThat(file).as("the example's file").isNotEmpty();
      assertThat(printed(load(file, text))).as("%s\n%s", file, text).isEqualTo(FINE);
      Matcher key = Pattern.compile("([a-z][a-z-]*): ?").matcher(text);
      while (key.find()) {
        keys.add(key.group(1));
      }
      count++;
    }
    assertThat(count).isEqualTo(19);
    assertThat(keys).containsAll(Keys.ALL);
  }

  private static List<Problem> load(String file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (file.equals("groups.yaml")) {
      return BindingsReader.read(file, bytes, packs()).problems();
    }
    Written pack = Written.good();
    if (file.equals("words/ads.txt")) {
      pack.with("rules.yaml", Written.RULES.replace("[加我微信]", "{file: words/ads.txt}"));
    } else if (text.contains("words/ads.txt")) {
      pack.with("words/ads.txt", "扫码进我的群\n");
    }
    if (file.equals("prices.yaml")) {
      pack.with("prices.csv", Written.BOOK);
    } else if (file.equals("prices.csv")) {
      pack.with("prices.yaml", Written.PRICES);
    }
    if (file.equals("topics.yaml")) {
      pack.with("images/sleep.png", Written.PNG);
      pack.with("banks/food.xlsx", Written.sheet(new Object[] {"内容"}, new Object[] {"小米粥"}));
    }
    return pack.with(file, bytes).read().problems();
  }
}
