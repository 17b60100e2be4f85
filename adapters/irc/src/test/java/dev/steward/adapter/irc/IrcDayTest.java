package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty-four hours with cuts, floods, restarts and a full inbox: nothing is lost or doubled. */
@Timeout(120)
final class IrcDayTest {
  private static final Duration STEP = Duration.ofMinutes(5);

  @TempDir Path folder = Path.of("");

  @Test
  void aDay() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Story story = Story.on(folder, FakeIrc::start)) {
      UserId ming = story.irc().member(MAIN, "小明");
      List<String> said = new ArrayList<>();
      List<String> ours = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      List<String> perhaps = new ArrayList<>();
      boolean cut = false;
      for (int step = 0; step < 24 * 12; step++) {
        int many = random.nextInt(20) == 0 ? 60 : random.nextInt(3);
        for (int i = 0; i < many; i++) {
          String text = "m" + said.size();
          said.add(text);
          assertThat(story.irc().post(MAIN, ming, text)).as("seed %d", seed).isNotNull();
        }
        switch (random.nextInt(12)) {
          case 0 -> {
            story.irc().cut();
            cut = true;
          }
          case 1, 2 -> {
            story.irc().heal();
            cut = false;
          }
          case 3 -> {
            if (!cut) {
              story.restart();
            }
          }
          case 4 -> story.host().events().mode(RecordingSink.Mode.FAIL);
          case 5, 6 -> story.host().events().mode(RecordingSink.Mode.COMMIT);
          case 7 -> {
            String text = "s" + step;
            Outcome outcome = story.perform(Action.SendMessage.of(MAIN, text));
            if (outcome.done()) {
              ours.add(text);
            } else if (outcome.equals(Verdict.notConnected())) {
              refused.add(text);
            } else {
              assertThat(outcome)
                  .as("seed %d", seed)
                  .isEqualTo(Outcome.Failed.unknown("the server did not answer"));
              perhaps.add(text);
            }
          }
          default -> {
            // A quiet five minutes.
          }
        }
        story.pass(STEP);
      }
      story.host().events().mode(RecordingSink.Mode.COMMIT);
      story.irc().heal();
      story.awaitState(ConnectionHealth.State.CONNECTED);
      story.irc().post(MAIN, ming, "the end");
      said.add("the end");
      story
          .await()
          .until("the end is heard, seed " + seed, () -> story.texts().contains("the end"));
      assertThat(story.texts()).as("seed %d", seed).isEqualTo(said);
      List<String> seen =
          story.irc().seen(MAIN).stream()
              .map(AdapterFixture.Seen::text)
              .filter(text -> text.startsWith("s"))
              .toList();
      assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().containsAll(ours);
      assertThat(seen).as("seed %d", seed).doesNotContainAnyElementsOf(refused);
      assertThat(ours.size()).as("seed %d", seed).isGreaterThan(perhaps.size());
    }
  }
}
