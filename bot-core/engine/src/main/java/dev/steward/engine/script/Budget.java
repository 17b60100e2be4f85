package dev.steward.engine.script;

import dev.steward.engine.script.Condition.Between;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How much Steward may say without being asked, over all features.
 *
 * @param quiet when it says nothing by itself; null for never
 * @param aDay messages a day in one group
 * @param pause between two in one group
 * @param eachADay private messages a day to one member, over all groups
 */
public record Budget(@Nullable Between quiet, int aDay, Duration pause, int eachADay) {
  /** What holds where the pack says nothing. */
  public static final Budget USUAL = new Budget(null, 12, Duration.ofMinutes(5), 2);

  /** The quiet hours as they are written; empty for none. */
  public String quietHours() {
    return quiet == null ? "" : quiet.from() + "-" + quiet.to();
  }

  /** Whether nothing is said by itself at this time of day. */
  public boolean quietAt(LocalTime time) {
    if (quiet == null) {
      return false;
    }
    boolean afterStart = !time.isBefore(quiet.from());
    boolean beforeEnd = time.isBefore(quiet.to());
    return quiet.from().isBefore(quiet.to()) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }
}
