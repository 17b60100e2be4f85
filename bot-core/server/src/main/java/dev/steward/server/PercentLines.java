package dev.steward.server;

import dev.steward.engine.script.Language;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints measured shares below each other, each in percent and with its meaning. */
record PercentLines(Language language, PrintStream out) {
  /** A share from 0 to 1; null where there was nothing to count. */
  void line(@Nullable Double share, String zh, String en) {
    String percent = share == null ? "    —" : String.format(Locale.ROOT, "%5.1f", share * 100);
    out.println(percent + " %  " + language.pick(zh, en));
  }
}
