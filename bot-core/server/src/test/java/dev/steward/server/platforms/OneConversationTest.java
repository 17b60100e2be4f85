package dev.steward.server.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.irc.IrcFixture;
import dev.steward.adapter.onebot.OneBotFixture;
import dev.steward.adapter.satori.SatoriFixture;
import dev.steward.adapter.telegram.TelegramFixture;
import dev.steward.adapter.web.WebFixture;
import dev.steward.chat.Capability;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.server.platforms.Conversation.Deed;
import dev.steward.server.platforms.Conversation.Step;
import dev.steward.testkit.AdapterFixture;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same pack, unchanged, plays the same conversation on every platform. What members see differs
 * only where the platform's capabilities differ: each such line of the text says which one.
 */
@Timeout(60)
final class OneConversationTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  @TempDir Path folder = Path.of("");

  static Stream<Named<AdapterFixture>> platforms() {
    return Stream.of(
        Named.of("web", new WebFixture()),
        Named.of("OneBot", new OneBotFixture()),
        Named.of("IRC", new IrcFixture()),
        Named.of("Satori", new SatoriFixture()),
        Named.of("Telegram", new TelegramFixture()));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("platforms")
  void isTheSameOnEveryPlatform(AdapterFixture platform) throws Exception {
    play(platform, 0, folder);
  }

  /**
   * In its second group each of these lets Steward talk and do nothing else. Telegram is left out:
   * it tells of joins there as well, which it does not promise.
   */
  static Stream<Named<AdapterFixture>> platformsWhereStewardIsAMember() {
    return Stream.of(
        Named.of("OneBot", new OneBotFixture()),
        Named.of("IRC", new IrcFixture()),
        Named.of("Satori", new SatoriFixture()));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("platformsWhereStewardIsAMember")
  void isTheSameWhereStewardCanOnlyTalk(AdapterFixture platform) throws Exception {
    play(platform, 1, folder);
  }

  static void play(AdapterFixture platform, int place, Path folder) throws Exception {
    Pack pack =
        Objects.requireNonNull(PackReader.read(ROOT.resolve("scripts/mother-and-baby")).pack());
    try (PlatformStage stage = new PlatformStage(platform, place, folder, pack, "店长")) {
      assertThat(platform.adapter().capabilities())
          .as("what the README's table says, of which this group may offer less")
          .containsAll(stage.abilities());
      Onlookers onlookers = new Onlookers(platform, stage.group(), stage.ourLogins());
      onlookers.user("店长");
      onlookers.look();
      for (Step step : Conversation.read(text(), stage.abilities()).steps()) {
        does(stage, platform, onlookers, step.deed());
        List<String> seen = lookFor(stage, onlookers, step);
        List<String> expected =
            step.expected().stream().flatMap(line -> Onlookers.told(line).stream()).toList();
        assertThat(matches(expected, seen))
            .as(
                "line %d, %s%nexpected:%n%s%nseen:%n%s",
                step.line(), step.deed(), String.join("\n", expected), String.join("\n", seen))
            .isTrue();
      }
    }
  }

  private static void does(
      PlatformStage stage, AdapterFixture platform, Onlookers onlookers, Deed deed) {
    switch (deed) {
      case Deed.Joins joins -> onlookers.user(joins.who());
      case Deed.Passes passes -> stage.pass(passes.time());
      case Deed.Says says -> says(stage, platform, onlookers, says);
    }
    stage.quiet();
  }

  private static void says(
      PlatformStage stage, AdapterFixture platform, Onlookers onlookers, Deed.Says says) {
    UserId user = onlookers.user(says.who());
    String line = says.who() + "：" + says.words();
    switch (says.how()) {
      case IN_THE_GROUP ->
          onlookers.hears(
              Objects.requireNonNull(platform.post(stage.group(), user, says.words()), line), line);
      case IN_VAIN ->
          assertThat(platform.post(stage.group(), user, says.words())).as(line).isNull();
      case IN_PRIVATE -> platform.writePrivately(user, says.words());
      case BY_BUTTON -> press(stage, platform, user, says.words());
    }
  }

  /** Where there are no buttons, what stands on it is said, by its number. */
  private static void press(
      PlatformStage stage, AdapterFixture platform, UserId user, String label) {
    boolean alone =
        stage.abilities().contains(Capability.PRIVATE)
            && platform.seenPrivately(user).stream().anyMatch(m -> shows(m, label));
    List<AdapterFixture.Seen> shown =
        (alone ? platform.seenPrivately(user) : platform.seen(stage.group()))
            .stream().filter(message -> shows(message, label)).toList();
    assertThat(shown).as("a message with a button or a line '%s'", label).isNotEmpty();
    AdapterFixture.Seen message = shown.getLast();
    if (!message.buttons().isEmpty()) {
      platform.press(
          alone ? null : stage.group(),
          user,
          message.messageId(),
          stage.value(label).orElseThrow());
    } else if (alone) {
      platform.writePrivately(user, number(message, label));
    } else {
      platform.post(stage.group(), user, number(message, label));
    }
  }

  private static boolean shows(AdapterFixture.Seen message, String label) {
    return message.buttons().contains(label) || !number(message, label).isEmpty();
  }

  private static String number(AdapterFixture.Seen message, String label) {
    return message
        .text()
        .lines()
        .filter(line -> line.matches("[0-9]+\\.? " + Pattern.quote(label)))
        .map(line -> line.replaceFirst("\\.? .*", ""))
        .findFirst()
        .orElse("");
  }

  /** What is there once all is quiet, or once as much is there as is expected. */
  private static List<String> lookFor(PlatformStage stage, Onlookers onlookers, Step step) {
    List<String> seen = new ArrayList<>(onlookers.look());
    try {
      stage.await(
          "as much as is expected",
          () -> {
            seen.addAll(onlookers.look());
            return seen.size() >= step.expected().size();
          });
    } catch (AssertionError less) {
      // The comparison of the whole tells what is missing.
    }
    return seen;
  }

  private static List<String> text() throws Exception {
    try (InputStream in = OneConversationTest.class.getResourceAsStream("/one-conversation.chat")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  /** An expected "…" stands for any words, alone on a line for any number of lines. */
  private static boolean matches(List<String> expected, List<String> seen) {
    StringBuilder pattern = new StringBuilder();
    for (String line : expected) {
      if (line.equals("…")) {
        pattern.append("(?:.*\n)*?");
      } else {
        pattern.append(
            Stream.of(line.split("…", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow());
        pattern.append("\n");
      }
    }
    StringBuilder lines = new StringBuilder();
    seen.forEach(line -> lines.append(line).append("\n"));
    return Pattern.matches(pattern.toString(), lines);
  }
}
