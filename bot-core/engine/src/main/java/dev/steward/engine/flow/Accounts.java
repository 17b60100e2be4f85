package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.UserId;
import org.jspecify.annotations.Nullable;

/** What is known about our logins. Thread-safe. */
public interface Accounts {
  /** Whether this login is one of ours. Its messages are never judged. */
  boolean ours(UserId user);

  /** Whether the account is connected now; when it is not, another may listen in its place. */
  boolean up(AccountId account);

  /** The account that answers in private on a platform. */
  AccountId first(String platform);

  /**
   * Who speaks in a group for a persona: the persona's own account if it has one there, else the
   * listening one.
   */
  AccountId speaker(AccountId listening, @Nullable String persona);
}
