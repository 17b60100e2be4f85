package dev.steward.wire;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A platform's longest mute. Who is to be muted for longer is muted for that long, and a person is
 * told when to do it again.
 *
 * @param days as the platform has it; what is asked for may be a little less
 */
public record LongestMute(int days) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /**
   * What is told of a mute.
   *
   * @param muted what became of it, for as long as the platform allows
   * @param now when it began
   * @param until when it was to end
   */
  public Outcome told(Outcome muted, Instant now, Instant until) {
    Instant end = now.plus(Duration.ofDays(days));
    if (!muted.done() || !until.isAfter(end)) {
      return muted;
    }
    String over = UTC.format(end);
    String wanted = UTC.format(until);
    return new Outcome.NeedsHuman(
        "已禁言 %d 天（平台上限），%s 到期。请到时再禁言到 %s。\n".formatted(days, over, wanted)
            + "Muted for %d days, the platform's limit, which end at %s.".formatted(days, over)
            + " Then mute again until %s.".formatted(wanted));
  }
}
