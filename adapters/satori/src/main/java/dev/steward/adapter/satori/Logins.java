package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Our logins on the server: those that the settings name, or all that are not hidden. Thread-safe.
 */
final class Logins {
  /** Of a server of which all logins are ours. */
  private static final int MOST = 1_000;

  private final Set<Native> wanted;
  private final Map<AccountId, Login> logins = new LinkedHashMap<>();

  /**
   * @param wanted empty for all that are not hidden
   * @param remembered from before the last stop
   */
  Logins(Set<Native> wanted, List<Native> remembered) {
    this.wanted = wanted;
    for (Native id : remembered) {
      if (wanted.isEmpty() || wanted.contains(id)) {
        logins.put(id.account(), Login.remembered(id));
      }
    }
  }

  /** Takes what the server says about one; returns whether it is ours. */
  synchronized boolean is(Login login) {
    boolean ours =
        wanted.isEmpty()
            ? !login.hidden() && (logins.size() < MOST || logins.containsKey(login.account()))
            : wanted.contains(login.id());
    if (ours) {
      logins.put(login.account(), login);
    }
    return ours;
  }

  /** Those that the server does not name are offline, and may come back. */
  synchronized void only(Set<AccountId> there) {
    logins.replaceAll((account, login) -> there.contains(account) ? login : login.online(false));
  }

  /** The server has it no more. */
  synchronized void gone(AccountId account) {
    logins.computeIfPresent(account, (_, login) -> login.online(false));
  }

  /** It says something, so it is online, whatever was said of it. */
  synchronized void speaks(AccountId account) {
    logins.computeIfPresent(account, (_, login) -> login.online() ? login : login.online(true));
  }

  /** A method turned out to be missing. */
  synchronized void lacks(AccountId account, String method) {
    logins.computeIfPresent(account, (_, login) -> login.without(method));
  }

  synchronized Optional<Login> find(AccountId account) {
    return Optional.ofNullable(logins.get(account));
  }

  /** Whether it is one of ours, and online on its platform. */
  synchronized boolean online(AccountId account) {
    Login login = logins.get(account);
    return login != null && login.online();
  }

  /** Those that are online come first. */
  synchronized List<AccountId> accounts() {
    List<AccountId> accounts = new ArrayList<>();
    logins.values().stream().filter(Login::online).map(Login::account).forEach(accounts::add);
    logins.values().stream().filter(l -> !l.online()).map(Login::account).forEach(accounts::add);
    return accounts;
  }

  /** Whether a user of a platform is one of us. */
  synchronized boolean ours(Native user) {
    return logins.containsKey(user.account());
  }

  /** For the health line. */
  synchronized String line() {
    List<String> names = new ArrayList<>();
    for (Login login : logins.values()) {
      names.add(login.id() + (login.online() ? "" : " (offline)"));
    }
    return names.isEmpty() ? "no login of ours there" : String.join(", ", names);
  }
}
