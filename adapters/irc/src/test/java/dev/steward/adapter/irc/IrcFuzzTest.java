package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.chat.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fuzz targets on lines that are nearly right: the seeds, cut up and put together anew. */
@Tag("rounds")
final class IrcFuzzTest {
  private static final int ROUNDS = 300 * Integer.getInteger("steward.rounds", 1);
  private static final List<String> SEEDS = List.of("talk", "modes", "batches");

  @Test
  void anythingLikeTheProtocolIsOutlived() throws IOException, SettingsException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (String name : SEEDS) {
      try (InputStream in =
          Objects.requireNonNull(
              getClass().getResourceAsStream("IrcJazzerTestInputs/anyLines/" + name))) {
        lines.addAll(List.of(new String(in.readAllBytes(), UTF_8).split("\n", -1)));
      }
    }
    IrcJazzerTest targets = new IrcJazzerTest();
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(bent(lines.get(random.nextInt(lines.size())), random)).append('\n');
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      try {
        targets.anyLines(bytes);
        targets.anyLineIsWrittenAsOneOrNot(bytes);
        targets.anyTextIsCutIntoLines(bytes);
        targets.anyWordsAreRead(bytes);
      } catch (RuntimeException | AssertionError broken) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + text, broken);
      }
    }
  }

  /** A line with a word more, less or twice, or a character changed. */
  private static String bent(String line, Random random) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    int at = random.nextInt(words.size());
    switch (random.nextInt(6)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(random.nextInt(words.size())));
      case 2 -> words.set(at, "");
      case 3 -> {
        String word = words.get(at);
        int cut = word.isEmpty() ? 0 : random.nextInt(word.length());
        words.set(at, word.substring(0, cut) + (char) random.nextInt(0x3000) + word.substring(cut));
      }
      default -> {
        // As it is.
      }
    }
    return String.join(" ", words);
  }
}
