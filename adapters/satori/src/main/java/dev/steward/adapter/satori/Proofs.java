package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What speaks for a method that the server does not list: it has worked, or it has not been found
 * for one message or member after the other. Thread-safe.
 */
final class Proofs {
  /** A message that is gone says nothing of the method; so many different ones do. */
  private static final int ENOUGH = 3;

  private final Set<Method> worked = new HashSet<>();
  private final Map<Method, Set<String>> notFound = new HashMap<>();

  private record Method(AccountId login, String name) {}

  synchronized void worked(AccountId login, String method) {
    worked.add(new Method(login, method));
  }

  /** Whether it has, since the last welcome. */
  synchronized boolean works(AccountId login, String method) {
    return worked.contains(new Method(login, method));
  }

  /** A server that says its welcome may be another than before. */
  synchronized void anew() {
    worked.clear();
    notFound.clear();
  }

  /**
   * Something was not found; returns whether it must be the method.
   *
   * @param target the message or the member; empty where there is neither to be missing
   */
  synchronized boolean missing(AccountId login, String method, String target) {
    Method asked = new Method(login, method);
    if (worked.contains(asked)) {
      return false;
    }
    Set<String> targets = notFound.computeIfAbsent(asked, _ -> new HashSet<>());
    targets.add(target);
    if (!target.isEmpty() && targets.size() < ENOUGH) {
      return false;
    }
    notFound.remove(asked);
    return true;
  }
}
