package dev.steward.engine.script;

import java.util.Locale;

/** Says amounts of money. */
public final class Money {
  private Money() {}

  /** An amount in yuan, such as {@code 239}, {@code 39.90} or {@code -0.05}. */
  public static String yuan(long cents) {
    long rest = Math.abs(cents % 100);
    String sign = cents < 0 ? "-" : "";
    String whole = sign + Math.abs(cents / 100);
    return rest == 0 ? whole : whole + String.format(Locale.ROOT, ".%02d", rest);
  }
}
