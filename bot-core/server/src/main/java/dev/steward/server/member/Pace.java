package dev.steward.server.member;

import dev.steward.server.http.Rates;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How fast a page may be pressed. A member is one person wherever they sit, and a thousand of them
 * may come through one address of a mobile network; a visitor is told by the address alone, since
 * whoever throws a cookie away gets another. Thread-safe.
 */
final class Pace {
  private final Rates members;
  private final Rates visitors;
  private final Rates complaints;

  Pace(InstantSource clock) {
    members = new Rates(clock, 30, Duration.ofMillis(500));
    visitors = new Rates(clock, 20, Duration.ofSeconds(15));
    complaints = new Rates(clock, 3, Duration.ofMinutes(10));
  }

  /**
   * Whether it was too fast; else the press is counted.
   *
   * @param network from which it comes
   * @param complains whether it opens a file that staff have to look at
   */
  boolean tooFast(Guest guest, String network, boolean complains) {
    return guest.verified()
        ? members.take(guest.person()).refused()
        : visitors.take(network).refused() || (complains && complaints.take(network).refused());
  }
}
