package dev.steward.engine.script;

import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What staff order by hand, in the words of ladders: {@code 禁言 10m 刷屏}. A mute without a length
 * lasts ten minutes, a bare number means minutes; too short or too long becomes the nearest that is
 * possible.
 *
 * @param step never {@code NONE}
 * @param reason what follows, as it was written; may be empty
 */
public record StaffOrder(Step step, String reason) {
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final int MOST_REASON = 200;

  /** Reads an order; empty when the text does not begin with one of its words. */
  public static Optional<StaffOrder> read(String text) {
    String written = text.strip();
    int end = 0;
    while (end < written.length()
        && !Character.isWhitespace(written.charAt(end))
        && !Character.isDigit(written.charAt(end))) {
      end++;
    }
    Sanction sanction =
        Vocabulary.SANCTIONS.get(written.substring(0, end).toLowerCase(Locale.ROOT));
    if (sanction == null || sanction == Sanction.NONE) {
      return Optional.empty();
    }
    String rest = written.substring(end).strip();
    return Optional.of(
        sanction == Sanction.MUTE
            ? mute(rest)
            : new StaffOrder(new Step(sanction, Duration.ZERO), shortened(rest)));
  }

  private static StaffOrder mute(String rest) {
    String[] words = rest.split("\\s+", 3);
    for (int count = Math.min(2, words.length); count > 0; count--) {
      String first = count == 2 ? words[0] + words[1] : words[0];
      boolean bare = first.matches("[0-9]{1,5}");
      Optional<Duration> length = Scalars.parseDuration(bare ? first + "m" : first);
      if (length.isPresent()) {
        String after = rest.substring(words[0].length()).strip();
        return new StaffOrder(
            new Step(Sanction.MUTE, LadderReader.possible(length.get())),
            shortened(count == 2 ? after.substring(words[1].length()).strip() : after));
      }
    }
    return new StaffOrder(new Step(Sanction.MUTE, USUAL), shortened(rest));
  }

  private static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= MOST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MOST_REASON));
  }
}
