package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import dev.steward.wire.Intake;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However deeds and talk come, a server gets no more than it bears, and each in its order. */
final class PaceTest {
  private static final int PER_SECOND = 2;
  private static final int BURST = 5;

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final List<Sent> sent = new ArrayList<>();
  private final TestHost host;
  private final Pace pace;

  private record Sent(Instant at, Line line) {}

  /** The inbox, which nothing here comes to. */
  private static final class Nothing implements Intake.Valve {
    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  PaceTest(@TempDir Path folder) throws IOException, SettingsException {
    host = new TestHost(folder);
    IrcSettings settings =
        IrcSettings.read(
            new Settings(
                "adapters.irc",
                Map.of(
                    "server", "x", "nick", "steward", "channels", "#main", "burst", "" + BURST)));
    Marks marks = Marks.open(folder);
    Reports reports =
        new Reports(new Intake(host.events(), host.timers(), new Nothing()), marks, _ -> {});
    Station station =
        new Station(
            settings,
            host,
            loop.eventLoop(),
            new Random(1),
            settings.id(),
            reports,
            marks,
            Penalties.open(folder));
    pace = new Pace(station, line -> sent.add(new Sent(host.clock().instant(), line)));
  }

  private void passes(Duration time) {
    Instant end = host.clock().instant().plus(time);
    boolean more = true;
    while (more) {
      more = host.time().step(end);
      loop.runPendingTasks();
    }
  }

  private static List<Line> text(int number, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(i -> Line.of("PRIVMSG", "#main", number + "." + i))
        .toList();
  }

  private static Line deed(int number) {
    return Line.of("REDACT", "#main", Integer.toString(number));
  }

  private List<Line> lines(String command) {
    return sent.stream().map(Sent::line).filter(l -> l.command().equals(command)).toList();
  }

  @Test
  void noSpanOfTimeHoldsMoreThanTheLongestTextAndThePace() {
    Random random = new Random(7);
    List<Line> deeds = new ArrayList<>();
    List<Line> talk = new ArrayList<>();
    int longest = 0;
    for (int i = 0; i < 400; i++) {
      if (random.nextInt(3) > 0) {
        deeds.add(deed(i));
        pace.send(List.of(deeds.getLast()), () -> {});
      } else {
        int lines = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(40);
        longest = Math.max(longest, lines);
        talk.addAll(text(i, lines));
        pace.send(text(i, lines), () -> {});
      }
      passes(Duration.ofMillis(random.nextInt(20) == 0 ? 90_000 : random.nextInt(4_000)));
    }
    passes(Duration.ofHours(2));
    assertThat(pace.behind()).isZero();
    assertThat(lines("REDACT")).isEqualTo(deeds);
    assertThat(lines("PRIVMSG")).isEqualTo(talk);
    for (int from = 0; from < sent.size(); from++) {
      for (int to = from; to < sent.size(); to++) {
        long millis = Duration.between(sent.get(from).at, sent.get(to).at).toMillis();
        assertThat(to - from + 1.0)
            .as("lines within %d ms", millis)
            .isLessThanOrEqualTo(longest + BURST + PER_SECOND * millis / 1000.0 + 0.001);
      }
    }
  }

  @Test
  void whatIsDoneHoldsToTheBurstWhateverQuietTimesSaved() {
    passes(Duration.ofMinutes(5));
    IntStream.range(0, 20).forEach(i -> pace.send(List.of(deed(i)), () -> {}));
    assertThat(sent).hasSize(BURST);
    passes(Duration.ofSeconds(5));
    assertThat(sent).hasSize(BURST + 5 * PER_SECOND);
  }

  @Test
  void aTextIsOneWhateverComesMeanwhile() {
    pace.send(text(1, 30), () -> {});
    passes(Duration.ofSeconds(5));
    pace.send(List.of(deed(1)), () -> {});
    assertThat(sent).extracting(one -> one.line().command()).containsExactly("REDACT");
    passes(Duration.ofSeconds(9));
    assertThat(lines("PRIVMSG")).isEqualTo(text(1, 30));
    pace.send(List.of(deed(2)), () -> {});
    passes(Duration.ofMillis(500));
    assertThat(lines("REDACT")).hasSize(2);
  }

  /** A raid goes on: whoever asked for the price is answered, and adverts go meanwhile. */
  @Test
  void whatIsSaidWaitsForWhatIsDoneForAMinuteAndNotUntilTheRaidIsOver() {
    IntStream.range(0, 20).forEach(i -> pace.send(List.of(deed(i)), () -> {}));
    IntStream.range(0, 10).forEach(i -> pace.send(text(i, 1), () -> {}));
    for (int second = 0; second < 90; second++) {
      pace.send(List.of(deed(20 + 2 * second)), () -> {});
      pace.send(List.of(deed(21 + 2 * second)), () -> {});
      if (second < 59) {
        assertThat(lines("PRIVMSG")).as("after %d s", second).isEmpty();
      }
      passes(Duration.ofSeconds(1));
    }
    assertThat(lines("PRIVMSG")).hasSize(10);
    List<String> since = sent.stream().map(one -> one.line().command()).toList();
    int first = since.indexOf("PRIVMSG");
    assertThat(since.subList(first, first + 20))
        .as("take turns")
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? "PRIVMSG" : "REDACT").toList());
  }

  @Test
  void aLongTextThatWasDueLeavesAsManyLinesToWhatIsDone() {
    IntStream.range(0, 200).forEach(i -> pace.send(List.of(deed(i)), () -> {}));
    pace.send(text(1, 20), () -> {});
    pace.send(text(2, 1), () -> {});
    passes(Duration.ofSeconds(59));
    assertThat(lines("PRIVMSG")).isEmpty();
    int deeds = lines("REDACT").size();
    passes(Duration.ofSeconds(12));
    assertThat(lines("PRIVMSG")).isEqualTo(text(1, 20));
    passes(Duration.ofSeconds(8));
    assertThat(lines("PRIVMSG")).hasSize(20);
    assertThat(lines("REDACT").size() - deeds).isBetween(18, 22);
    passes(Duration.ofSeconds(4));
    assertThat(lines("PRIVMSG")).hasSize(21);
  }
}
