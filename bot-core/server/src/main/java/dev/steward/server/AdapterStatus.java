package dev.steward.server;

import dev.steward.chat.AccountId;
import dev.steward.chat.ConnectionHealth;
import java.util.List;

/**
 * How a platform's connection is.
 *
 * @param platform the adapter's name
 * @param accounts our logins there
 * @param health what the connection says about itself
 */
public record AdapterStatus(String platform, List<AccountId> accounts, ConnectionHealth health) {
  public AdapterStatus {
    accounts = List.copyOf(accounts);
  }
}
