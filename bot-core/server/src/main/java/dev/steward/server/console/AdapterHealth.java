package dev.steward.server.console;

import dev.steward.chat.AccountId;
import dev.steward.chat.ConnectionHealth;
import java.util.List;

/** How the platforms are. Thread-safe, never blocks. */
public interface AdapterHealth {
  /** One line for each connection. */
  List<Line> now();

  /**
   * One connection.
   *
   * @param platform the adapter's name
   * @param accounts our logins on it
   */
  record Line(String platform, List<AccountId> accounts, ConnectionHealth health) {
    public Line {
      accounts = List.copyOf(accounts);
    }
  }
}
