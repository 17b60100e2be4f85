package dev.steward.adapter.irc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One way to prove who we are. Asked once for each challenge, the first of which is empty. */
interface Sasl {
  /** Its name on the wire. */
  String mechanism();

  /**
   * The answer to a challenge.
   *
   * @throws RefusedException when the server does not prove itself
   */
  byte[] answer(byte[] challenge) throws RefusedException;

  /** Whether the server has proven itself, where the way asks for it. */
  boolean proven();

  /** The other side is not who it should be, or speaks nonsense. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }

  /**
   * The best way that the server offers; empty when it offers others only.
   *
   * @param offered the mechanisms with commas between; empty when the server does not list them
   */
  static Optional<Sasl> best(
      String offered, String account, String password, RandomGenerator random) {
    List<String> all = Arrays.asList(offered.split(",", -1));
    if (all.contains("SCRAM-SHA-256")) {
      return Optional.of(new Scram(account, password, random));
    }
    return offered.isEmpty() || all.contains("PLAIN")
        ? Optional.of(new PlainSasl(account, password))
        : Optional.empty();
  }
}
