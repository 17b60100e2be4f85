package dev.steward.engine.staff;

import dev.steward.engine.script.Language;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long, as people type it: {@code 2h}, {@code 30分钟}, {@code 1d}. */
final class Lengths {
  private static final Pattern TYPED =
      Pattern.compile("(\\d{1,4}) ?(m|min|minutes?|分钟|分|h|hours?|小时|个小时|d|days?|天)");

  private Lengths() {}

  static Optional<Duration> read(String typed) {
    Matcher matcher = TYPED.matcher(typed);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    char unit = matcher.group(2).charAt(0);
    return count == 0
        ? Optional.empty()
        : Optional.of(
            switch (unit) {
              case 'm', '分' -> Duration.ofMinutes(count);
              case 'd', '天' -> Duration.ofDays(count);
              default -> Duration.ofHours(count);
            });
  }

  static String say(Duration length, Language language) {
    if (length.toDays() > 0 && length.toHours() % 24 == 0) {
      return language.pick(length.toDays() + " 天", length.toDays() + " d");
    }
    return length.toMinutes() % 60 == 0
        ? language.pick(length.toHours() + " 小时", length.toHours() + " h")
        : language.pick(length.toMinutes() + " 分钟", length.toMinutes() + " min");
  }
}
