package dev.steward.adapter.onebot;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All logins, and which lines each has: one for its calls, one on which it is heard, or both. */
final class Logins {
  private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
  private final Map<String, Link> deaf = new ConcurrentHashMap<>();
  private final Host host;
  private final Tally tally;
  private final Duration patience;
  private final Runnable changed;
  private volatile boolean closed;

  /**
   * @param patience how long an answer is waited for
   * @param remembered for each login of before the start how far its groups are complete: orders
   *     for it wait until it is there
   * @param changed hears that one came or went
   */
  Logins(
      Host host,
      Tally tally,
      Duration patience,
      Map<String, Map<String, Long>> remembered,
      Runnable changed) {
    this.host = host;
    this.tally = tally;
    this.patience = patience;
    this.changed = changed;
    remembered.forEach(
        (id, groups) -> accounts.put(id, new Account(id, host, tally, patience, groups)));
  }

  /** The login of that number; made when it is new. */
  Account of(String selfId) {
    return accounts.computeIfAbsent(selfId, id -> new Account(id, host, tally, patience, Map.of()));
  }

  @Nullable Account find(String selfId) {
    return accounts.get(selfId);
  }

  @Nullable Account find(AccountId id) {
    Account found = accounts.get(id.id());
    return found != null && found.accountId.equals(id) ? found : null;
  }

  Collection<Account> all() {
    return accounts.values();
  }

  /** All of them, those that are there before those that are not. Asked for with each message. */
  List<AccountId> upFirst() {
    List<AccountId> up = new ArrayList<>();
    List<AccountId> down = new ArrayList<>();
    for (Account account : accounts.values()) {
      (account.up() ? up : down).add(account.accountId);
    }
    up.addAll(down);
    return up;
  }

  /** What any of them can do in a group. */
  Set<Capability> capabilities(GroupId group) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    accounts.values().forEach(account -> all.addAll(account.capabilities(group)));
    return all;
  }

  /** For each login how far its groups are complete, in epoch seconds. */
  Map<String, Map<String, Long>> newest() {
    Map<String, Map<String, Long>> all = new HashMap<>();
    accounts.forEach((id, account) -> all.put(id, account.newest()));
    return all;
  }

  /** The same of the groups that have moved on since the last call; 0 for one that was left. */
  Map<String, Map<String, Long>> moved() {
    Map<String, Map<String, Long>> some = new HashMap<>();
    accounts.forEach((id, account) -> some.put(id, account.moved()));
    return some;
  }

  /**
   * Events of a login come on this line from now on. Another that is there may be dead without our
   * knowing yet: what was missed is asked for all the same.
   */
  void listens(Account account, Line line) {
    account.lines.add(line);
    Link calls = deaf.get(account.id);
    if (calls != null) {
      attached(account, calls);
    }
  }

  void listensNoMore(Account account, Line line) {
    account.lines.remove(line);
    Link calls = deaf.get(account.id);
    if (calls != null && account.lines.isEmpty()) {
      account.detach(calls);
      changed.run();
    }
  }

  /**
   * A login can be called over a line of its own, and is heard over another: only with both is it
   * there, or what is said between the two would be missed.
   */
  void callable(Account account, Link link) {
    deaf.put(account.id, link);
    if (!account.lines.isEmpty()) {
      attached(account, link);
    }
  }

  /** A login can act from now on. */
  void attached(Account account, Link link) {
    var _ = account.attach(link).thenRun(changed);
  }

  void detached(Account account, Link link) {
    deaf.remove(account.id, link);
    Link other = account.detach(link);
    if (other != null && !closed) {
      attached(account, other);
    }
    changed.run();
  }

  void close() {
    closed = true;
    accounts.values().forEach(Account::close);
  }
}
