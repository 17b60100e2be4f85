package dev.steward.adapter.irc;

import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a server's answer means for an order. */
final class Verdict {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private Verdict() {}

  static Outcome notConnected() {
    return Outcome.Failed.untried("not connected", SOON);
  }

  /** The outcome of a command whose effect the server shows by a line of its own. */
  static Outcome of(Calls.Answer answer, String target, Predicate<Line> shows) {
    return switch (answer) {
      case Calls.Answer.Unsent _ -> notConnected();
      case Calls.Answer.Lost _ -> Outcome.Failed.unknown("the server did not answer");
      case Calls.Answer.Came came -> {
        Optional<Outcome> error = error(came, target);
        if (error.isPresent()) {
          yield error.get();
        }
        yield came.lines().stream().anyMatch(shows)
            ? new Outcome.Confirmed("")
            : new Outcome.Accepted("");
      }
    };
  }

  /** The first error of an answer, as an outcome. */
  static Optional<Outcome> error(Calls.Answer.Came came, String target) {
    for (Line line : came.lines()) {
      Outcome error = came.certain() || concerns(line, target) ? error(line) : null;
      if (error != null) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  private static boolean concerns(Line line, String target) {
    return line.numeric() == 421
        || line.params().stream().anyMatch(param -> param.equalsIgnoreCase(target));
  }

  /** Whether an answer has a numeric. */
  static boolean has(Calls.Answer.Came came, int numeric) {
    return came.lines().stream().anyMatch(line -> line.numeric() == numeric);
  }

  /** Whether a line says that something was not done. */
  static boolean isError(Line line) {
    return error(line) != null;
  }

  private static @Nullable Outcome error(Line line) {
    if (line.command().equals("FAIL")) {
      return line.param(1).contains("RATE") || line.param(1).contains("TEMPORAR")
          ? Outcome.Failed.untried(told(line), PAUSE)
          : new Outcome.Refused(told(line));
    }
    int numeric = line.numeric();
    if (numeric == 263 || numeric == 439) {
      return Outcome.Failed.untried(told(line), PAUSE);
    }
    if (numeric == 437) {
      return Outcome.Failed.retry(told(line), PAUSE);
    }
    boolean alreadySo = numeric == 697 || numeric == 698;
    boolean error = (numeric >= 400 && numeric < 600) || (numeric >= 690 && numeric < 700);
    return error && !alreadySo ? new Outcome.Refused(told(line)) : null;
  }

  /** The server's own words, which hold nicks and channels and nothing that members said. */
  static String told(Line line) {
    String words = Words.plain(line.last());
    String code = line.command().equals("FAIL") ? line.param(1) : line.command();
    return (words.length() > 200 ? words.substring(0, 200) : words) + " (" + code + ")";
  }
}
