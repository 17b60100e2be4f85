package dev.steward.server.console;

import dev.steward.chat.AccountId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.outbox.Wire;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A platform that confirms everything. */
public final class TestPlatform implements Wire, Accounts {
  @Override
  public CompletionStage<Outcome> perform(Order order) {
    return CompletableFuture.completedFuture(new Outcome.Confirmed("n" + order.id()));
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return true;
  }

  @Override
  public boolean ours(UserId user) {
    return user.id().equals(ConsoleRig.STEWARD.id());
  }

  @Override
  public boolean up(AccountId account) {
    return true;
  }

  @Override
  public AccountId first(String platform) {
    return ConsoleRig.STEWARD;
  }

  @Override
  public AccountId speaker(AccountId listening, @Nullable String persona) {
    return listening;
  }
}
