package dev.steward.engine.rehearsal;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.outbox.Wire;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A chat in memory, at the end of the real outbox: what is done here is seen by nobody. It can do
 * everything but polls of its own, unless it is told what it can't: a poll is rehearsed as most
 * platforms show it. Thread-safe.
 */
public final class SimulatedChat implements Wire, Accounts {
  /** Our one login there. */
  public static final AccountId ACCOUNT = new AccountId("sim", "steward");

  /** Where private messages go that name no group. */
  private static final GroupId NOWHERE = new GroupId("sim", "private");

  private final Map<GroupId, SimulatedGroup> groups = new ConcurrentHashMap<>();
  private final Set<Long> done = ConcurrentHashMap.newKeySet();
  private volatile Set<Capability> abilities = everything();

  /** What members of this chat are called by. */
  public static UserId user(String name) {
    return new UserId(ACCOUNT.platform(), name);
  }

  /** Our own login, as members see it. */
  public static UserId us() {
    return user(ACCOUNT.id());
  }

  /** The group with this title. */
  public static GroupId groupId(String title) {
    return new GroupId(ACCOUNT.platform(), title);
  }

  public Set<Capability> abilities() {
    return abilities;
  }

  private static Set<Capability> everything() {
    return EnumSet.complementOf(EnumSet.of(Capability.POLLS));
  }

  /** From now on it can't do this. */
  public void cannot(Set<Capability> missing) {
    Set<Capability> left = everything();
    left.removeAll(missing);
    abilities = left;
  }

  public SimulatedGroup group(GroupId id) {
    return groups.computeIfAbsent(id, SimulatedGroup::new);
  }

  /** What Steward said to somebody alone, in the order of the messages. */
  List<SimulatedGroup.Whispered> whispersTo(UserId user) {
    return groups.values().stream()
        .flatMap(group -> group.whispersTo(user).stream())
        .sorted(Comparator.comparingLong(one -> Long.parseLong(one.messageId().substring(1))))
        .toList();
  }

  /** The id that the chat gives to what is said by an order. */
  static String messageId(long order) {
    return "n" + order;
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    Capability needs = order.action().needs();
    if (!abilities.contains(needs)) {
      return CompletableFuture.completedFuture(new Outcome.Unsupported(needs));
    }
    String messageId = messageId(order.id());
    if (order.action().repeatable() || done.add(order.id())) {
      take(messageId, order);
    }
    return CompletableFuture.completedFuture(new Outcome.Confirmed(messageId));
  }

  /** Does it once more, though it may have been done: what a chat without memory would do. */
  void take(String messageId, Order order) {
    GroupId id = order.action().group();
    group(id == null ? NOWHERE : id).take(messageId, order.action());
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(
        done.contains(order.id())
            ? Optional.of(new Outcome.Confirmed(messageId(order.id())))
            : Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return true;
  }

  @Override
  public boolean ours(UserId user) {
    return user.equals(us());
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
