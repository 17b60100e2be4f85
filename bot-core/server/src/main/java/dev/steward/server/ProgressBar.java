package dev.steward.server;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** How far something long is, on one line of a terminal; a file gets nothing of it. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether somebody sits before it. */
  static boolean onTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  void show(long done, long all) {
    if (terminal) {
      long most = Math.max(1, all);
      int filled = (int) (WIDTH * done / most);
      out.print(
          "\r"
              + "█".repeat(filled)
              + "░".repeat(WIDTH - filled)
              + " "
              + 100 * done / most
              + " %  "
              + done
              + "/"
              + all);
      out.flush();
    }
  }

  void done() {
    if (terminal) {
      out.println();
    }
  }
}
