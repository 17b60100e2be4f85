package dev.steward.wire;

import dev.steward.chat.ConnectionHealth;
import java.time.Instant;
import java.time.InstantSource;

/** How a connection is, as it changes: {@code since} moves only with the state. Thread-safe. */
public final class Standing {
  private final InstantSource clock;
  private ConnectionHealth now;

  public Standing(InstantSource clock) {
    this.clock = clock;
    now = new ConnectionHealth(ConnectionHealth.State.CONNECTING, "", clock.instant());
  }

  /** Sets the state and a line for staff; nothing follows {@link ConnectionHealth.State#CLOSED}. */
  public synchronized void is(ConnectionHealth.State state, String detail) {
    if (now.state() == ConnectionHealth.State.CLOSED) {
      return;
    }
    Instant since = state == now.state() ? now.since() : clock.instant();
    now = new ConnectionHealth(state, detail, since);
  }

  public synchronized ConnectionHealth now() {
    return now;
  }

  public synchronized ConnectionHealth.State state() {
    return now.state();
  }
}
