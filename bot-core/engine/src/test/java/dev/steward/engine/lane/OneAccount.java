package dev.steward.engine.lane;

import dev.steward.chat.AccountId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.sim.SimPlatform;
import org.jspecify.annotations.Nullable;

/** The simulated account alone, which is always up. */
interface OneAccount extends Accounts {
  @Override
  default boolean ours(UserId user) {
    return false;
  }

  @Override
  default boolean up(AccountId account) {
    return true;
  }

  @Override
  default AccountId first(String platform) {
    return SimPlatform.ACCOUNT;
  }

  @Override
  default AccountId speaker(AccountId listening, @Nullable String persona) {
    return listening;
  }
}
