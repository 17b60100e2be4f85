package dev.steward.server.console;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How the console is reached and how it speaks.
 *
 * @param publicUrl scheme, host and port as staff type them, without a slash at the end, such as
 *     {@code https://steward.example}; null when it is only known by the address in use
 * @param https whether browsers reach it over HTTPS: cookies are marked Secure then
 * @param language for browsers that ask for neither Chinese nor English
 * @param zone in which times are shown and the duty roster is meant
 * @param holidays by which what comes is told
 * @param approvalAbove a broadcast to more groups than this needs a second person's approval
 * @param flowEvery how often the live flow looks for news
 */
public record ConsoleSettings(
    @Nullable String publicUrl,
    boolean https,
    Language language,
    ZoneId zone,
    Holidays holidays,
    int approvalAbove,
    Duration flowEvery) {
  public ConsoleSettings {
    if (publicUrl != null && publicUrl.endsWith("/")) {
      throw new IllegalArgumentException(
          "publicUrl: " + publicUrl + " (expected: no slash at the end)");
    }
  }
}
