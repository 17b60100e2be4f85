package dev.steward.chat;

import java.time.Instant;

/**
 * How a connection is.
 *
 * @param state where it stands
 * @param detail one line for staff, without secrets or members' words
 * @param since when this state began
 */
public record ConnectionHealth(State state, String detail, Instant since) {
  /** Where a connection stands. */
  public enum State {
    CONNECTING,
    CONNECTED,
    /** Cut; the adapter is trying again by itself. */
    CUT,
    /** Needs a person: a refused login, a banned account. */
    BLOCKED,
    CLOSED
  }
}
