package dev.steward.adapter.web;

import java.util.concurrent.atomic.LongAdder;

/** What was turned away, for the console. Thread-safe. */
final class Counters {
  final LongAdder refused = new LongAdder();
  final LongAdder throttled = new LongAdder();
  final LongAdder overloaded = new LongAdder();
  final LongAdder broken = new LongAdder();

  void count(int status) {
    switch (status) {
      case 429 -> throttled.increment();
      case 503 -> overloaded.increment();
      default -> (status >= 500 ? broken : refused).increment();
    }
  }

  @Override
  public String toString() {
    return "refused "
        + refused
        + ", throttled "
        + throttled
        + ", overloaded "
        + overloaded
        + ", broken "
        + broken;
  }
}
