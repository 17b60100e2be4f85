package dev.steward.server.console;

import dev.steward.server.html.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How times are shown: in the installation's zone, as short as can be. */
final class Times {
  private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter OTHER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final InstantSource clock;
  private final ZoneId zone;

  Times(InstantSource clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  Instant now() {
    return clock.instant();
  }

  /** Day and time; empty for null. */
  String at(@Nullable Instant time) {
    if (time == null) {
      return "";
    }
    ZonedDateTime local = time.atZone(zone);
    boolean thisYear = local.getYear() == clock.instant().atZone(zone).getYear();
    return local.format(thisYear ? THIS_YEAR : OTHER);
  }

  /** Day and time if it is still to come, else empty. */
  String ahead(@Nullable Instant time) {
    return time != null && time.isAfter(now()) ? at(time) : "";
  }

  /** The time of day, to the second. */
  String clock(Instant time) {
    return time.atZone(zone).format(CLOCK);
  }

  /** A length in its one or two largest units. */
  static String length(Texts t, Duration length) {
    Duration plain = length.abs();
    if (plain.toDays() > 0) {
      return t.say("length-days", plain.toDays());
    }
    if (plain.toHours() > 0) {
      return plain.toMinutesPart() == 0
          ? t.say("length-hours", plain.toHours())
          : t.say("length-hours-minutes", plain.toHours(), plain.toMinutesPart());
    }
    return t.say("length-minutes", Math.max(1, plain.toMinutes()));
  }
}
