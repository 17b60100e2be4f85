package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.testkit.Await;
import dev.steward.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 24 hours by the virtual clock, in which whatever can go wrong does: cuts, floods, restarts, a
 * token that is refused for a while, a database that fails, an inbox that is full.
 */
@Timeout(60)
final class LongDayTest {
  private static final long SEED = 20_261_127;
  private static final Duration STEP = Duration.ofMinutes(60);
  private static final byte[] UNAUTHORIZED =
      "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of("");

  private record Said(String text, CompletableFuture<Outcome> outcome) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsLostAndNothingIsDoubled(boolean webhook) {
    Random random = new Random(SEED);
    Rig rig = webhook ? Rig.webhook(folder) : Rig.polling(folder);
    UserId ming = rig.member("小明");
    List<String> posted = new ArrayList<>();
    List<Said> said = new ArrayList<>();
    int steps = (int) (Duration.ofHours(24).toMinutes() / STEP.toMinutes());
    for (int step = 0; step < steps; step++) {
      for (int i = random.nextInt(12); i > 0; i--) {
        String text = "第 " + posted.size() + " 句";
        posted.add(text);
        rig.fixture.post(Rig.MAIN, ming, text);
      }
      String ours = "我们的第 " + step + " 句";
      said.add(
          new Said(ours, rig.begin(Action.SendMessage.of(Rig.MAIN, ours)).toCompletableFuture()));
      trouble(rig, random.nextInt(20));
      aWhile(rig);
      if (random.nextBoolean()) {
        calm(rig);
      }
      aWhile(rig);
      rig.host.time().advance(STEP);
    }
    calm(rig);
    fast(rig).until("connected", () -> rig.connection().health().state() == State.CONNECTED);
    fast(rig).until("seed " + SEED + ": all is heard", () -> heard(rig).size() >= posted.size());
    assertThat(heard(rig)).as("seed %d", SEED).containsExactlyElementsOf(posted);
    List<String> seen = rig.saidIn(Rig.MAIN);
    assertThat(seen.size()).as("most of the day all is well").isGreaterThan(steps / 3);
    assertThat(seen).as("seed %d", SEED).doesNotHaveDuplicates();
    for (Said one : said) {
      Outcome outcome = fast(rig).value(one.text, one.outcome);
      boolean unknown =
          outcome instanceof Outcome.Failed failed && failed.effect() == Outcome.Effect.UNKNOWN;
      assertThat(unknown || outcome.done() == seen.contains(one.text))
          .as("seed %d: %s, %s", SEED, one.text, outcome)
          .isTrue();
    }
    rig.connection().close();
    rig.await().until("no timer is left", () -> rig.host.time().waiting() == 0);
    rig.close();
  }

  /** Six looks, in which the clock runs a hundred times as fast as ours. */
  private static void aWhile(Rig rig) {
    AtomicInteger looks = new AtomicInteger();
    fast(rig).until("a while", () -> looks.incrementAndGet() > 6);
  }

  private static Await fast(Rig rig) {
    return new Await(step -> rig.host.time().advance(step.multipliedBy(10)));
  }

  private static void trouble(Rig rig, int kind) {
    switch (kind) {
      case 0, 1 -> rig.fixture.cut();
      case 2 -> rig.fixture.telegram.methods.flood(TelegramFixture.MAIN, Duration.ofMinutes(7));
      case 3 -> rig.fixture.telegram.instead((_, _) -> UNAUTHORIZED);
      case 4 -> rig.host.events().mode(RecordingSink.Mode.FAIL);
      case 5 -> {
        rig.host.events().mode(RecordingSink.Mode.OVERLOAD);
        rig.host.events().congest(true);
      }
      case 6 -> rig.host.events().mode(RecordingSink.Mode.LOSE_RECEIPT);
      case 7 -> rig.fixture.slow(true);
      case 8, 9 -> {
        // An order that is not answered would hold up the end for as long as it may.
        rig.fixture.slow(false);
        rig.connection().close();
        rig.open();
      }
      default -> {}
    }
  }

  private static void calm(Rig rig) {
    rig.fixture.heal();
    rig.fixture.telegram.instead(null);
    rig.fixture.slow(false);
    rig.host.events().mode(RecordingSink.Mode.COMMIT);
    rig.host.events().congest(false);
  }

  private static List<String> heard(Rig rig) {
    return rig.host.events().events(Event.MessagePosted.class).stream()
        .filter(event -> event.group().equals(Rig.MAIN))
        .map(event -> event.content().text())
        .toList();
  }
}
