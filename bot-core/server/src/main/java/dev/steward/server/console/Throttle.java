package dev.steward.server.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down the guessing of passwords, by login and by address: some tries are free, then the wait
 * doubles with each. A try counts as failed until it has succeeded, so that many at once gain
 * nothing. Kept in memory, bounded. Thread-safe.
 */
final class Throttle {
  private static final int FREE_BY_LOGIN = 5;
  private static final int FREE_BY_ADDRESS = 20;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGET = Duration.ofHours(1);
  private static final int MOST = 20_000;
  private static final int LONGEST_LOGIN = 64;

  private final InstantSource clock;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST;
        }
      };
  private long refused;

  private record Tries(int count, Instant last, Instant free) {}

  Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks for a try; zero when it may be made now, else how long to wait. */
  synchronized Duration enter(String login, String address) {
    Instant now = clock.instant();
    Duration wait = max(wait(byLogin(login), now), wait(byAddress(address), now));
    if (!wait.isZero()) {
      refused++;
      return wait;
    }
    count(byLogin(login), FREE_BY_LOGIN, now);
    count(byAddress(address), FREE_BY_ADDRESS, now);
    return Duration.ZERO;
  }

  /** The try was right: the login starts afresh; the address keeps its other failures. */
  synchronized void succeeded(String login, String address) {
    tries.remove(byLogin(login));
    tries.computeIfPresent(
        byAddress(address),
        (_, seen) -> seen.count <= 1 ? null : new Tries(seen.count - 1, seen.last, Instant.MIN));
  }

  /** How many tries were turned away since the start. */
  synchronized long refused() {
    return refused;
  }

  private Duration wait(String key, Instant now) {
    Tries seen = tries.get(key);
    return seen == null || !now.isBefore(seen.free)
        ? Duration.ZERO
        : Duration.between(now, seen.free);
  }

  private void count(String key, int free, Instant now) {
    Tries seen = tries.get(key);
    int count = seen == null || seen.last.plus(FORGET).isBefore(now) ? 1 : seen.count + 1;
    int doublings = Math.min(count - free, 20);
    Duration wait =
        doublings < 0 ? Duration.ZERO : min(Duration.ofSeconds(1L << doublings), LONGEST);
    tries.put(key, new Tries(count, now, now.plus(wait)));
  }

  private static String byLogin(String login) {
    return "login " + login.substring(0, Math.min(LONGEST_LOGIN, login.length()));
  }

  /** An IPv6 address counts as its network of 64 bits: one house has them all. */
  private static String byAddress(String address) {
    String[] words = address.split(":", -1);
    return words.length > 4
        ? "net " + words[0] + ":" + words[1] + ":" + words[2] + ":" + words[3]
        : "address " + address;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
