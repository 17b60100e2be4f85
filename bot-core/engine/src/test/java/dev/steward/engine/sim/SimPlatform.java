package dev.steward.engine.sim;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.outbox.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A platform in memory that can do everything, and can be told to fail. Thread-safe. */
public final class SimPlatform implements Wire, Accounts {
  /** Our one login there. */
  public static final AccountId ACCOUNT = new AccountId("sim", "steward");

  private final Map<GroupId, SimGroup> groups = new ConcurrentHashMap<>();
  private final List<Order> performed = Collections.synchronizedList(new ArrayList<>());
  private final Set<Long> saidOnce = ConcurrentHashMap.newKeySet();
  private volatile Function<Order, @Nullable Outcome> trouble = order -> null;
  private volatile boolean sayOnce = true;

  /** From now on some orders end otherwise; null for those that succeed. */
  public void trouble(Function<Order, @Nullable Outcome> instead) {
    trouble = instead;
  }

  /** Whether an order that comes twice is said once. */
  public void sayOnce(boolean yes) {
    sayOnce = yes;
  }

  /** All orders that arrived, in order. */
  public List<Order> performed() {
    synchronized (performed) {
      return List.copyOf(performed);
    }
  }

  SimGroup group(GroupId id) {
    return groups.computeIfAbsent(id, SimGroup::new);
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    performed.add(order);
    Outcome other = trouble.apply(order);
    if (other != null) {
      return CompletableFuture.completedFuture(other);
    }
    if (order.action().repeatable() || !sayOnce || saidOnce.add(order.id())) {
      GroupId id = order.action().group();
      group(id == null ? new GroupId("sim", "private") : id).take(order.action());
    }
    return CompletableFuture.completedFuture(new Outcome.Confirmed("n" + order.id()));
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return sayOnce;
  }

  @Override
  public boolean ours(UserId user) {
    return user.equals(new UserId(ACCOUNT.platform(), ACCOUNT.id()));
  }

  @Override
  public boolean up(AccountId account) {
    return true;
  }

  @Override
  public AccountId first(String platform) {
    return ACCOUNT;
  }

  @Override
  public AccountId speaker(AccountId listening, @Nullable String persona) {
    return listening;
  }
}
