package dev.steward.server.platforms;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.engine.identity.Visitors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What Steward says to {@link Visitors} alone: it stands in the outbox's own table, from which
 * their page is made, so that it has arrived as soon as it was committed.
 */
final class PageConnection implements ChatConnection {
  private static final AccountId ACCOUNT = new AccountId(Visitors.PLATFORM, "steward");

  private final Instant since;

  PageConnection(Instant since) {
    this.since = since;
  }

  @Override
  public List<AccountId> accounts() {
    return List.of(ACCOUNT);
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    return Set.of();
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    return CompletableFuture.completedFuture(
        order.action() instanceof Action.SendPrivate
            ? new Outcome.Confirmed("page-" + order.id())
            : new Outcome.Unsupported(order.action().needs()));
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return perform(order).thenApply(Optional::of);
  }

  @Override
  public ConnectionHealth health() {
    return new ConnectionHealth(ConnectionHealth.State.CONNECTED, "", since);
  }

  @Override
  public void close() {}
}
