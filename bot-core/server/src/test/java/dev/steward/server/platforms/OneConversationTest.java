package dev.steward.server.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.irc.IrcFixture;
import dev.steward.adapter.onebot.OneBotFixture;
import dev.steward.adapter.satori.SatoriFixture;
import dev.steward.adapter.telegram.TelegramFixture;
import dev.steward.adapter.web.WebFixture;
import dev.steward.chat.Capability;
import dev.steward.chat.UserId;
import dev.steward.engine.rules.StaffOrders;
import dev.steward.server.platforms.Conversation.Deed;
import dev.steward.server.platforms.Conversation.Step;
import dev.steward.testkit.AdapterFixture;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private static final Pattern NUMBER_OF = Pattern.compile("#〔(.+?)〕");

  @TempDir Path folder = Path.of("");

  static Stream<Venue> groupsThatStewardRuns() {
    return Stream.of(
        Venue.run("web", new WebFixture()),
        Venue.run("OneBot", new OneBotFixture()),
        Venue.run("IRC", new IrcFixture()),
        // Satori has no word for mutes by others, though some platforms behind it tell of them; a
        // server may replay what was missed, and ours does.
        Venue.run("Satori", new SatoriFixture(), Capability.SEE_MUTES).besides(Capability.HISTORY),
        Venue.run("Telegram", new TelegramFixture()));
  }

  @ParameterizedTest
  @MethodSource("groupsThatStewardRuns")
  void isTheSameOnEveryPlatform(Venue venue) throws Exception {
    play(venue, folder);
  }

  /** In its second group each of these lets Steward talk and do nothing else. */
  static Stream<Venue> groupsWhereStewardIsAMember() {
    return Stream.of(
        Venue.talk("OneBot", new OneBotFixture()),
        Venue.talk("IRC", new IrcFixture()),
        Venue.talk("Satori", new SatoriFixture(), Capability.SEE_MUTES).besides(Capability.HISTORY),
        // Telegram tells admins alone of all who come and go; of most who come, everybody reads.
        Venue.talk("Telegram", new TelegramFixture(), Capability.SEE_MEMBERS, Capability.SEE_MUTES)
            .besides(Capability.SEE_MEMBERS));
  }

  @ParameterizedTest
  @MethodSource("groupsWhereStewardIsAMember")
  void isTheSameWhereStewardCanOnlyTalk(Venue venue) throws Exception {
    play(venue, folder);
  }

  static void play(Venue venue, Path folder) throws Exception {
    AdapterFixture platform = venue.platform();
    try (PlatformStage stage = new PlatformStage(venue, folder, OnePack.read(), "店长")) {
      assertThat(stage.abilities())
          .as("what the README's table says, without what this group is said to lack")
          .isEqualTo(venue.promised());
      Onlookers onlookers = new Onlookers(platform, stage.group(), stage.ourLogins());
      onlookers.user("店长");
      onlookers.look();
      for (Step step : Conversation.read(text(), venue.happens()).steps()) {
        does(stage, venue, onlookers, step.deed());
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

  private static void does(PlatformStage stage, Venue venue, Onlookers onlookers, Deed deed) {
    switch (deed) {
      case Deed.Joins(String who) -> {
        UserId user = onlookers.user(who);
        if (venue.happens().contains(Capability.SEE_MEMBERS)) {
          stage.hearsOfJoining(user);
        }
      }
      case Deed.Asks(String who) -> stage.heard(who + " asks", () -> onlookers.asks(who));
      case Deed.Cut(boolean begins) -> stage.cut(begins);
      case Deed.Passes passes -> stage.pass(passes.time());
      case Deed.Says says -> says(stage, venue.platform(), onlookers, says);
    }
    stage.quiet();
  }

  private static void says(
      PlatformStage stage, AdapterFixture platform, Onlookers onlookers, Deed.Says says) {
    String who = says.who();
    UserId user = onlookers.user(who);
    String words = NUMBER_OF.matcher(says.words()).replaceAll(m -> onlookers.number(m.group(1)));
    String line = who + "：" + words;
    switch (says.how()) {
      case IN_THE_GROUP -> {
        String message = Objects.requireNonNull(platform.post(stage.group(), user, words), line);
        onlookers.hears(message, who, words);
        stage.hears(message);
      }
      case IN_VAIN -> assertThat(platform.post(stage.group(), user, words)).as(line).isNull();
      case IN_PRIVATE ->
          stage.heard(
              line, () -> onlookers.wrote(platform.writePrivately(user, words), who, words));
      case BY_BUTTON -> stage.heard(line, () -> press(stage, platform, user, words));
      case BY_VOTE -> stage.heard(line, () -> vote(stage, platform, user, words));
      case AS_AN_EDIT -> stage.heard(line, () -> onlookers.changes(who, words));
      case TAKEN_BACK -> onlookers.takesBack(who, words);
      case BY_COMING_BACK -> platform.comeBack(stage.group(), user);
      case IN_THE_CONSOLE -> order(stage, onlookers, words);
    }
  }

  /** As {@code 移出 小明 原因}. */
  private static void order(PlatformStage stage, Onlookers onlookers, String words) {
    String[] parts = words.split(" ", 3);
    stage.command(
        StaffOrders.COMMAND,
        Map.of("user", onlookers.user(parts[1]).toString(), "order", parts[0] + " " + parts[2]));
  }

  private static void vote(
      PlatformStage stage, AdapterFixture platform, UserId user, String label) {
    AdapterFixture.Seen poll =
        platform.seen(stage.group()).stream()
            .filter(message -> message.buttons().contains(label))
            .reduce((_, later) -> later)
            .orElseThrow();
    assertThat(platform.vote(stage.group(), user, poll.messageId(), Set.of(label)))
        .as("the poll takes a vote")
        .isTrue();
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

  /** An expected "…" stands for any words. */
  private static boolean matches(List<String> expected, List<String> seen) {
    return expected.size() == seen.size()
        && IntStream.range(0, seen.size())
            .allMatch(
                i ->
                    Pattern.matches(
                        Stream.of(expected.get(i).split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")),
                        seen.get(i)));
  }
}
