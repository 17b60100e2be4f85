package dev.steward.server.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.testkit.AdapterFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of platforms is what the adapters say of themselves. */
final class PlatformTableTest {
  private static final String BEGIN = "<!-- platforms: made by PlatformTableTest -->\n";
  private static final String END = "<!-- platforms end -->\n";
  private static final String COMMAND =
      "mvn -q test -pl bot-core/server -am -Dtest=PlatformTableTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dsteward.write=true";

  private final Path root = Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  private static String table() {
    return new PlatformTable(
            ServiceLoader.load(ChatAdapter.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList(),
            OneConversationTest.groupsThatStewardRuns()
                .map(Venue::platform)
                .collect(
                    Collectors.toMap(
                        platform -> platform.adapter().platform(), PlatformTableTest::ofAdmins)))
        .markdown();
  }

  /** What the contract proves of the platform's first group, and not of the second. */
  private static Set<Capability> ofAdmins(AdapterFixture platform) {
    try (platform) {
      List<Set<Capability>> groups = List.copyOf(platform.groups().values());
      Set<Capability> only = EnumSet.copyOf(groups.getFirst());
      only.removeAll(groups.get(1));
      return only;
    }
  }

  @Test
  void marksWhatOnlyAdminsCanDo() {
    assertThat(table().lines())
        .anyMatch(
            line -> line.startsWith("| 撤下成员的消息 · take a message away | ✓¹ | ✓¹ | ✓¹ | ✓¹ | ✓¹ |"))
        .anyMatch(line -> line.startsWith("| 看到别人的禁言 · see mutes by others | ✓ |  | ✓ | ✓ | ✓¹ |"))
        .anyMatch(line -> line.startsWith("| 私聊 · speak in private | ✓ | ✓ | ✓ | ✓ | ✓ |"));
  }

  @Test
  void isWhatTheAdaptersSay() throws Exception {
    Path file = root.resolve("README.md");
    String readme = Files.readString(file);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(begin).as("README.md has %s before %s", BEGIN, END).isBetween(BEGIN.length(), end);
    if (Boolean.getBoolean("steward.write")) {
      readme = readme.substring(0, begin) + table() + readme.substring(end);
      Files.writeString(file, readme);
      end = readme.indexOf(END);
    }
    assertThat(readme.substring(begin, end))
        .as("README.md's table of platforms; to write it anew: %s", COMMAND)
        .isEqualTo(table());
  }

  @Test
  void leadsToAPageForEachPlatform() throws Exception {
    try (Stream<String> links =
        table().lines().limit(1).flatMap(line -> Stream.of(line.split("[()]", -1)))) {
      assertThat(links.filter(link -> link.endsWith(".md")))
          .isNotEmpty()
          .allSatisfy(link -> assertThat(root.resolve(link)).exists());
    }
  }
}
