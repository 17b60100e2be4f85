package dev.steward.adapter.irc;

/** A server says more than is kept of it; the connection is cut, and the health page tells why. */
final class TooMuchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooMuchException(String what) {
    super(what, null, false, false);
  }
}
