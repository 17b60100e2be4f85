package dev.steward.adapter.web;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many a minute from each address, for the addresses seen lately. Thread-safe. */
final class Throttle {
  private static final int ADDRESSES = 10_000;

  private final InstantSource clock;
  private final int perMinute;
  private final Map<String, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > ADDRESSES;
        }
      };

  private record Window(long minute, int count) {}

  Throttle(InstantSource clock, int perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  /** Counts one; throws {@link Refusal} when it is one too many. */
  void count(String address) {
    long now = clock.millis();
    long minute = now / 60_000;
    synchronized (windows) {
      Window window = windows.get(address);
      int count = window == null || window.minute() != minute ? 1 : window.count() + 1;
      windows.put(address, new Window(minute, count));
      if (count > perMinute) {
        throw Refusal.later(
            429,
            "too-fast",
            "来得太快了，请稍后再试",
            "Too many at once, please try again shortly",
            60 - now / 1000 % 60);
      }
    }
  }
}
